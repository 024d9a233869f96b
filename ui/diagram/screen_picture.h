// SPDX-License-Identifier: GPL-3.0-or-later
// What a view shows of the scene: always of this moment, and sharp. Only while a crowded picture is being zoomed, the last
// sharp one is stretched, as maps are, until the next one has been drawn beside it, a band at a time.
#pragma once

#include "ui/diagram/kept_picture.h"

namespace chainrule {

class ScreenPicture final
{
public:
    explicit ScreenPicture(DiagramScene &scene)
        : m_scene(scene)
    {
    }

    // Something looks different: in these parts of the scene, or everywhere. A stretched picture ends here.
    void change(const QList<QRectF> &parts);
    void changeAll();
    void compare(); // wherever drawings are other ones
    // The next change of view is part of a movement: only then what was drawn may be stretched.
    void glide() { m_gliding = true; }
    // Brings it up to date for this view; in pixels.
    void update(const QTransform &view, const QSize &size);
    // Not while another one is being drawn.
    bool isSharp() const { return m_next.isEmpty(); }
    // While it is not: draws on for a few milliseconds. True when another picture is to be shown.
    bool sharpen();
    void paint(QPainter &painter, double pixelRatio) const { m_shown.paint(painter, m_view, pixelRatio); }

private:
    bool isCrowded(const QSize &size) const;
    void drop(const QList<QRectF> &parts);
    QRectF seen() const; // part of the scene

    DiagramScene &m_scene;
    QTransform m_view; // as it is asked for
    KeptPicture m_shown;
    KeptPicture m_next; // empty while what is shown is sharp
    bool m_gliding = false;
    bool m_comparing = false;
};

} // namespace chainrule
