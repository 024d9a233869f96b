// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/kept_picture.h"

#include "ui/diagram/diagram_scene.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cstring>

namespace chainrule {

namespace {

// Qt shortens outlines where its pixels end, and rounds them differently then. With a margin, and its corners always among
// what is drawn, a ring or a badge has the same pixels wherever it stands and however little of it is drawn again.
constexpr int keptMargin = 128;
constexpr int bandHeight = 96; // lower ones draw too much twice
constexpr int bleed = 2; // px that soft edges reach beyond

// What of a part is still in it afterwards.
void scroll(QImage &image, const QRect &part, const QPoint &by)
{
    const QRect to = part & part.translated(by);
    const QPoint from = to.topLeft() - by;
    const auto bytes = std::size_t(to.width()) * sizeof(QRgb);
    for (int i = 0; i < to.height(); ++i) {
        const int row = by.y() > 0 ? to.height() - 1 - i : i; // none is overwritten before it was read
        const auto *source = reinterpret_cast<const QRgb *>(image.constScanLine(from.y() + row)) + from.x();
        std::memmove(reinterpret_cast<QRgb *>(image.scanLine(to.y() + row)) + to.x(), source, bytes);
    }
}

QRegion cornersOf(const QRect &all)
{
    return QRegion(QRect(all.topLeft(), QSize(1, 1))).united(QRect(all.bottomRight(), QSize(1, 1)));
}

} // namespace

void KeptPicture::begin(const QTransform &view, const QSize &size)
{
    m_view = view;
    if (m_size != size || m_pixels.isNull()) {
        m_size = size;
        m_pixels = QImage(size + 2 * QSize(keptMargin, keptMargin), QImage::Format_RGB32);
        m_pixels.fill(Qt::white); // no colour shines through
    }
    m_missing = QRect(QPoint(), size);
}

bool KeptPicture::shift(const QTransform &view, const QSize &size)
{
    const QPointF by(view.dx() - m_view.dx(), view.dy() - m_view.dy());
    const QPoint whole = by.toPoint();
    const QRect seen(QPoint(), size);
    if (isEmpty() || size != m_size || view.m11() != m_view.m11() || by != QPointF(whole)
        || !seen.intersects(seen.translated(whole)))
        return false;
    m_view = view;
    if (whole.isNull())
        return true;
    scroll(m_pixels, seen.translated(keptMargin, keptMargin), whole);
    m_missing = m_missing.translated(whole).united(QRegion(seen).subtracted(seen.translated(whole))).intersected(seen);
    return true;
}

void KeptPicture::drop(const QRectF &part)
{
    if (isEmpty())
        return;
    m_missing |= m_view.mapRect(part).toAlignedRect().adjusted(-bleed, -bleed, bleed, bleed) & QRect(QPoint(), m_size);
}

void KeptPicture::complete(DiagramScene &scene)
{
    if (m_missing.isEmpty())
        return;
    draw(scene, m_missing);
    m_missing = {};
}

void KeptPicture::continueWith(DiagramScene &scene)
{
    QRect band = m_missing.boundingRect();
    band.setHeight(std::min(band.height(), bandHeight));
    draw(scene, m_missing & band);
    m_missing -= band;
}

void KeptPicture::draw(DiagramScene &scene, const QRegion &region)
{
    QPainter painter(&m_pixels);
    const QRegion inPixels = region.translated(keptMargin, keptMargin);
    if (region != QRect(QPoint(), m_size))
        painter.setClipRegion(inPixels.united(cornersOf(m_pixels.rect())));
    scene.paint(painter, m_view * QTransform::fromTranslate(keptMargin, keptMargin), inPixels);
}

void KeptPicture::paint(QPainter &painter, const QTransform &view, double pixelRatio) const
{
    const QTransform before = painter.transform();
    const QTransform stretch = m_view.inverted() * view;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_view.m11() != view.m11());
    painter.setTransform(stretch * QTransform::fromScale(1 / pixelRatio, 1 / pixelRatio), true);
    painter.drawImage(QRect(QPoint(), m_size), m_pixels, QRect(QPoint(keptMargin, keptMargin), m_size));
    painter.setTransform(before);
}

} // namespace chainrule
