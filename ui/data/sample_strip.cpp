// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/sample_strip.h"

#include "ui/theme/theme.h"
#include "ui/widgets/picture_view.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int gap = Size::grid / 2;
constexpr int numbersAcross = 10;
constexpr int namesAcross = 5; // more of a name can be read so
constexpr int usualWidth = 256; // px

QFont labelFont(const QWidget &widget)
{
    QFont font = widget.font();
    font.setPixelSize(Size::note);
    return font;
}

} // namespace

SampleStrip::SampleStrip(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"samples"_s);
    setAccessibleName(tr("Training pictures with their labels"));
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void SampleStrip::showPictures(const std::shared_ptr<const Dataset> &data, std::vector<Index> pictures)
{
    m_data = data;
    m_pictures = std::move(pictures);
    setAccessibleDescription(labels().join(u", "_s));
    updateGeometry();
    update();
}

QStringList SampleStrip::labels() const
{
    QStringList labels;
    for (const Index picture : m_pictures) {
        const std::uint8_t label = m_data->training.labels[std::size_t(picture)];
        labels.append(label < m_data->names.size() ? QString::fromStdString(m_data->names[label]) : QString::number(label));
    }
    return labels;
}

int SampleStrip::across() const
{
    return m_data && !m_data->names.empty() ? namesAcross : numbersAcross;
}

QRect SampleStrip::cell(int picture, int width) const
{
    const int side = (width - (across() - 1) * gap) / across();
    const int height = side + QFontMetrics(labelFont(*this)).height();
    return { picture % across() * (side + gap), picture / across() * (height + gap), side, height };
}

int SampleStrip::heightForWidth(int width) const
{
    return m_pictures.empty() ? 0 : cell(int(m_pictures.size()) - 1, width).bottom() + 1;
}

QSize SampleStrip::sizeHint() const
{
    return { usualWidth, heightForWidth(usualWidth) };
}

// A name that has no room below its picture.
bool SampleStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (int i = 0; i < int(m_pictures.size()); ++i)
        if (cell(i, width()).contains(help->pos())) {
            QToolTip::showText(help->globalPos(), labels()[i], this);
            return true;
        }
    QToolTip::hideText();
    return true;
}

void SampleStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setFont(labelFont(*this));
    painter.setPen(Theme::of(palette()).text);
    const QStringList words = labels();
    for (int i = 0; i < int(m_pictures.size()); ++i) {
        const LabelledImages &images = m_data->training;
        const QRect place = cell(i, width());
        const auto first = std::size_t(m_pictures[std::size_t(i)] * images.pixelsEach());
        const QImage image =
            greyImage(std::span(images.pixels).subspan(first, std::size_t(images.pixelsEach())), int(images.columns));
        const QRect square(place.topLeft(), QSize(place.width(), place.width()));
        const QSize size = image.size().scaled(square.size(), Qt::KeepAspectRatio);
        painter.fillRect(square, Qt::black);
        painter.drawImage(QRect(square.center() - QPoint(size.width() - 1, size.height() - 1) / 2, size), image);
        painter.drawText(place, Qt::AlignHCenter | Qt::AlignBottom,
                         painter.fontMetrics().elidedText(words[i], Qt::ElideRight, place.width()));
    }
}

} // namespace chainrule
