// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/batch/batch_strip.h"

#include "ui/theme/theme.h"
#include "ui/widgets/picture_view.h"

#include <QtGui/QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int gap = Size::grid / 2;

} // namespace

BatchStrip::BatchStrip(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Pictures of the last mini-batch"));
    setFixedHeight(72);
}

void BatchStrip::showModel(const std::shared_ptr<const ModelSnapshot> &model)
{
    m_model = model;
    QStringList labels;
    for (int i = 0; i < shown(); ++i)
        labels.append(QString::number(m_model->data->training.labels[std::size_t(m_model->batch[std::size_t(i)])]));
    setAccessibleDescription(labels.join(u", "_s));
    update();
}

int BatchStrip::shown() const
{
    return m_model ? std::min(most, int(m_model->batch.size())) : 0;
}

double BatchStrip::side() const
{
    return double(width() - (across - 1) * gap) / across;
}

void BatchStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    setFixedHeight(int(2 * side()) + gap);
}

void BatchStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QColor empty = Theme::of(palette()).line;
    for (int i = 0; i < most; ++i) {
        const QPoint cell(i % across, i / across);
        const QRectF place(cell.x() * (side() + gap), cell.y() * (side() + gap), side(), side());
        if (i >= shown()) {
            painter.fillRect(place, empty);
            continue;
        }
        const LabelledImages &images = m_model->data->training;
        const auto first = std::size_t(m_model->batch[std::size_t(i)] * images.pixelsEach());
        painter.drawImage(
            place, greyImage(std::span(images.pixels).subspan(first, std::size_t(images.pixelsEach())), int(images.columns)));
    }
}

} // namespace chainrule
