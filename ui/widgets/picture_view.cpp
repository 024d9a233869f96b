// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/picture_view.h"

#include "ui/theme/theme.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>

namespace chainrule {

PictureView::PictureView(int side, QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(side, side);
}

void PictureView::setPicture(std::span<const std::uint8_t> pixels, int columns)
{
    m_picture = greyImage(pixels, columns);
    update();
}

void PictureView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath round;
    constexpr int radius = Size::grid / 2;
    round.addRoundedRect(rect(), radius, radius);
    painter.fillPath(round, QColor(Qt::black));
    painter.setClipPath(round);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_picture.width() > width());
    if (!m_picture.isNull())
        painter.drawImage(rect(), m_picture);
}

QImage greyImage(std::span<const std::uint8_t> pixels, int columns)
{
    if (pixels.empty())
        return {};
    QImage image(columns, int(pixels.size()) / columns, QImage::Format_Grayscale8);
    for (int y = 0; y < image.height(); ++y) // lines of an image are padded
        std::ranges::copy(pixels.subspan(std::size_t(y * columns), std::size_t(columns)), image.scanLine(y));
    return image;
}

} // namespace chainrule
