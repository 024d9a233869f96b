// SPDX-License-Identifier: GPL-3.0-or-later
// A picture of the scene in the pixels of the screen that is drawn once: later only what has changed or has come into view.
#pragma once

#include <QtGui/QImage>
#include <QtGui/QRegion>
#include <QtGui/QTransform>

namespace chainrule {

class DiagramScene;

// All of its pixels are of the same moment: whoever changes the scene says what is to be drawn again before it is shown.
class KeptPicture final
{
public:
    // All is missing. `view` leads from the scene to pixels; it scales alike in both directions and does not rotate.
    void begin(const QTransform &view, const QSize &size);
    // The same at another place: what stays in sight is shifted, the rest is missing. False where nothing could stay: another
    // scale or size, or a shift by parts of a pixel.
    bool shift(const QTransform &view, const QSize &size);
    void drop(const QRectF &part); // scene coordinates
    void clear() { *this = {}; }

    bool isEmpty() const { return m_pixels.isNull(); }
    bool isWhole() const { return !isEmpty() && m_missing.isEmpty(); }
    const QTransform &view() const { return m_view; }
    QSize size() const { return m_size; }

    void complete(DiagramScene &scene);
    // Only the next band of what is missing.
    void continueWith(DiagramScene &scene);
    // Stretched, while `view` has another scale than this one has.
    void paint(QPainter &painter, const QTransform &view, double pixelRatio) const;

private:
    void draw(DiagramScene &scene, const QRegion &region);

    QImage m_pixels; // with a margin around what is seen
    QTransform m_view;
    QSize m_size; // of what is seen
    QRegion m_missing; // in pixels of the view
};

} // namespace chainrule
