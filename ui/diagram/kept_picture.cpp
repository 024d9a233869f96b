// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/kept_picture.h"

#include "ui/diagram/diagram_scene.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace chainrule {

namespace {

// Qt shortens lines where its pixels end, and rounds them differently then. With a margin, and its corners always among what
// is drawn, a short line has the same pixels wherever it stands and however little of it is drawn again.
constexpr int keptMargin = 128;
constexpr int bandHeight = 96; // lower ones draw too much twice
constexpr int bleed = 2; // px that soft edges reach beyond

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
        m_pixels = QPixmap(size + 2 * QSize(keptMargin, keptMargin));
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
    m_pixels.scroll(whole.x(), whole.y(), seen.translated(keptMargin, keptMargin));
    m_missing = m_missing.translated(whole).united(QRegion(seen).subtracted(seen.translated(whole))).intersected(seen);
    return true;
}

void KeptPicture::drop(const QRectF &part)
{
    if (isEmpty())
        return;
    m_missing |= m_view.mapRect(part).toAlignedRect().adjusted(-bleed, -bleed, bleed, bleed) & QRect(QPoint(), m_size);
}

void KeptPicture::complete(const DiagramScene &scene)
{
    if (m_missing.isEmpty())
        return;
    draw(scene, m_missing);
    m_missing = {};
}

void KeptPicture::continueWith(const DiagramScene &scene)
{
    QRect band = m_missing.boundingRect();
    band.setHeight(std::min(band.height(), bandHeight));
    draw(scene, m_missing & band);
    m_missing -= band;
}

void KeptPicture::draw(const DiagramScene &scene, const QRegion &region)
{
    QPainter painter(&m_pixels);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    const QRegion inPixels = region.translated(keptMargin, keptMargin);
    if (region != QRect(QPoint(), m_size))
        painter.setClipRegion(inPixels.united(cornersOf(m_pixels.rect())));
    painter.setWorldTransform(m_view * QTransform::fromTranslate(keptMargin, keptMargin));
    scene.paint(painter, inPixels);
}

void KeptPicture::paint(QPainter &painter, const QTransform &view, double pixelRatio) const
{
    const QTransform before = painter.transform();
    const QTransform stretch = m_view.inverted() * view;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_view.m11() != view.m11());
    painter.setTransform(stretch * QTransform::fromScale(1 / pixelRatio, 1 / pixelRatio), true);
    painter.drawPixmap(QRect(QPoint(), m_size), m_pixels, QRect(QPoint(keptMargin, keptMargin), m_size));
    painter.setTransform(before);
}

} // namespace chainrule
