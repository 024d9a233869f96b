// SPDX-License-Identifier: GPL-3.0-or-later
// How the picture fits its window, and where it goes when it does not: to the step, by as little as needed.
#include "ui/diagram/diagram_scene.h"
#include "ui/diagram/diagram_view.h"
#include "ui/session/graph_session.h"

#include <algorithm>

namespace chainrule {

namespace {

constexpr double fitMargin = 14; // px
constexpr double legibleText = 11; // px, for a picture that was whole and is to stay so
// A small graph in a large window: as large as still looks like a drawing, not a poster.
constexpr double heightAtScaleOne = 600;
constexpr double largestFit = 3;

// So much of something that is to be seen, of which all is shown where it has room.
struct Extent
{
    double from;
    double to;

    double middle() const { return (from + to) / 2; }
    bool fits(double room) const { return to - from <= room; }
    // The middle of a window that shows all of it, nearest to where it was.
    double nearest(double was, double room) const { return std::max(to - room / 2, std::min(was, from + room / 2)); }
};

Extent across(const QRectF &rect)
{
    return { rect.left(), rect.right() };
}

Extent down(const QRectF &rect)
{
    return { rect.top(), rect.bottom() };
}

// At which a picture fills a window to its edge.
double edgeScale(const QSize &window, const QSizeF &content)
{
    constexpr double pixels = 6; // lost to rounding
    return std::min((window.width() - pixels) / content.width(), (window.height() - pixels) / content.height());
}

// The step with its figures, rather at the window's edge than not; if that is too much, what it is about. Never beyond the
// picture's end.
double alongOne(double was, double room, double margins, const Extent &content, const Extent &step, const Extent &figures)
{
    if (content.fits(room + margins))
        return content.middle();
    const double wanted = figures.fits(room) ? figures.nearest(was, room)
        : figures.fits(room + margins)       ? figures.middle()
        : step.fits(room)                    ? step.nearest(was, room)
                                             : step.middle();
    return std::clamp(wanted, content.from + room / 2, content.to - room / 2);
}

} // namespace

void DiagramView::setLeastText(double pixels)
{
    m_leastText = pixels;
}

void DiagramView::fit()
{
    m_overview = false;
    m_places.clear();
    fitAt(m_leastText, m_scene.actionRect().center());
}

void DiagramView::fitWhole()
{
    m_overview = true;
    fitAt(0, m_scene.contentRect().center());
}

// What was whole stays whole as long as it can be read; a part goes on from the part that was seen.
void DiagramView::fitAgain()
{
    const bool wasWhole = m_whole && m_leastText <= ordinaryText;
    fitAt(m_overview ? 0 : m_leastText, m_middle);
    if (m_whole || m_overview || !wasWhole)
        return;
    fitAt(legibleText, m_middle);
    if (!m_whole)
        fitAt(m_leastText, m_middle);
}

double DiagramView::largestScale(int height) const
{
    const double readable = m_leastText / m_scene.layout().smallestText;
    return std::max(readable, std::clamp(height / heightAtScaleOne, 1.0, largestFit));
}

bool DiagramView::isWholeIn(const QSize &window) const
{
    const double most = largestScale(window.height());
    const QSizeF content = m_scene.contentIn(QSizeF(window) / most, m_leastText / most);
    const double least = m_leastText / m_scene.layout().smallestText;
    return edgeScale(window, content) >= least;
}

void DiagramView::fitAt(double leastText, const QPointF &near)
{
    m_fitted = true;
    const double most = largestScale(viewport()->height());
    m_scene.setRoom(QSizeF(viewport()->size()) / most, m_leastText / most);
    const double least = std::max(smallestScale, leastText / m_scene.layout().smallestText);
    QRectF content = m_scene.contentRect();
    if (content.isEmpty()) // nothing yet
        content = QRectF(QPointF(), QSizeF(1, 1));
    const QSizeF room = QSizeF(viewport()->size()) - QSizeF(2 * fitMargin, 2 * fitMargin);
    const double whole = std::min(room.width() / content.width(), room.height() / content.height());
    m_whole = edgeScale(viewport()->size(), content.size()) >= least;
    const double scale = exactScale(std::clamp(whole, least, most));
    m_middle = placeOfStep(near, scale);
    centreOn(m_middle, scale);
}

// Where it was at this position before, in a window of this size: there and back is the same picture.
QPointF DiagramView::placeOfStep(const QPointF &near, double scale)
{
    const int position = m_scene.session().isOpen() ? m_scene.session().position() : 0;
    const std::tuple key(position, viewport()->width(), viewport()->height());
    QPointF &place = m_places.try_emplace(key, near).first->second;
    place = nearStep(place, scale);
    return place;
}

// Where the step is to be seen, no farther from a place than that needs. A picture that has room is in its middle.
QPointF DiagramView::nearStep(const QPointF &place, double scale) const
{
    const QRectF content = m_scene.contentRect();
    const QRectF step = m_scene.actionRect();
    const QRectF figures = step | m_scene.figuresRect();
    const QSizeF room = (QSizeF(viewport()->size()) - QSizeF(2 * fitMargin, 2 * fitMargin)) / scale;
    const double margins = 2 * fitMargin / scale;
    return { alongOne(place.x(), room.width(), margins, across(content), across(step), across(figures)),
             alongOne(place.y(), room.height(), margins, down(content), down(step), down(figures)) };
}

void DiagramView::beginToFollow()
{
    m_followFrom = m_middle;
    m_followTo = placeOfStep(m_middle, scale());
}

void DiagramView::follow(double share)
{
    if (!m_fitted || m_overview)
        return;
    m_middle = share >= 1 ? placeOfStep(m_followTo, scale()) : m_followFrom + (m_followTo - m_followFrom) * share;
    centreOn(m_middle);
}

void DiagramView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (m_fitted)
        fitAgain();
}

} // namespace chainrule
