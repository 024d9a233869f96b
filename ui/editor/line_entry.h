// SPDX-License-Identifier: GPL-3.0-or-later
// A name, typed on the canvas; whoever asks for it says what does not go.
#pragma once

#include "ui/editor/canvas_line.h"

#include <functional>

namespace chainrule {

class LineEntry final : public CanvasLine
{
    Q_OBJECT

public:
    explicit LineEntry(QWidget *parent); // hidden

    // Around a point of the parent. `accept` returns why the text is refused, or nothing when it has been taken.
    void begin(const QPoint &centre, const QString &accessibleName, const QString &text,
               std::function<QString(const QString &)> accept);

private:
    void accept(Qt::KeyboardModifiers held) override;

    std::function<QString(const QString &)> m_accept;
};

} // namespace chainrule
