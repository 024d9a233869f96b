// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/screen_picture.h"

#include "ui/diagram/diagram_scene.h"

#include <QtCore/QElapsedTimer>

#include <algorithm>
#include <iterator>
#include <utility>

namespace chainrule {

namespace {

constexpr qsizetype drawnAtOnce = 200; // drawings, which take half a frame
constexpr qsizetype mostParts = 120; // that are drawn one by one
constexpr int sharpenFor = 4; // ms: the rest of a frame is for stretching

} // namespace

QRectF ScreenPicture::seen() const
{
    return m_shown.view().inverted().mapRect(QRectF(QPointF(), m_shown.size()));
}

void ScreenPicture::drop(const QList<QRectF> &parts)
{
    const QRectF all = seen();
    QList<QRectF> inView;
    std::ranges::copy_if(parts, std::back_inserter(inView), [&](const QRectF &part) { return part.intersects(all); });
    if (inView.size() > mostParts)
        return m_shown.drop(all);
    for (const QRectF &part : std::as_const(inView))
        m_shown.drop(part);
}

void ScreenPicture::change(const QList<QRectF> &parts)
{
    isSharp() ? drop(parts) : changeAll();
}

void ScreenPicture::compare()
{
    if (!isSharp())
        changeAll();
    m_comparing = true;
}

void ScreenPicture::changeAll()
{
    m_next.clear();
    m_shown.drop(seen());
}

bool ScreenPicture::isCrowded(const QSize &size) const
{
    return m_scene.countIn(m_view.inverted().mapRect(QRectF(QPointF(), size))) > drawnAtOnce;
}

void ScreenPicture::update(const QTransform &view, const QSize &size)
{
    m_view = view;
    const bool glides = std::exchange(m_gliding, false) && isCrowded(size);
    if (m_shown.isWhole() && m_shown.size() == size && (glides || !isSharp()) && view.m11() != m_shown.view().m11()) {
        if (isSharp())
            m_next.begin(view, size);
        return;
    }
    m_next.clear(); // what was begun is of another view, or of one that is sharp again
    if (std::exchange(m_comparing, false)) // before it is shifted: what comes into view is drawn in any case
        drop(m_scene.differentIn(seen(), detailAt(m_shown.view().m11()), mostParts + 1));
    if (!m_shown.shift(view, size))
        m_shown.begin(view, size);
    m_shown.complete(m_scene);
}

// Begun at one scale, it is finished at that one, though the hand may be farther by then: so it gets somewhere.
bool ScreenPicture::sharpen()
{
    QElapsedTimer clock;
    clock.start();
    while (!m_next.isWhole() && clock.elapsed() < sharpenFor)
        m_next.continueWith(m_scene);
    if (!m_next.isWhole())
        return false;
    std::swap(m_shown, m_next);
    if (m_shown.view().m11() == m_view.m11())
        m_next.clear();
    else
        m_next.begin(m_view, m_shown.size());
    return true;
}

} // namespace chainrule
