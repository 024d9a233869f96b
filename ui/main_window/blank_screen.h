// SPDX-License-Identifier: GPL-3.0-or-later
// The screen of a presentation, black or white for a while: the class looks at who speaks.
#pragma once

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

namespace chainrule {

// Covers the window. B and . are black, W is white; the same key, any other one and a click bring back what was there.
class BlankScreen final : public QWidget
{
    Q_OBJECT

public:
    explicit BlankScreen(QWidget *window); // hidden

    void cover(const QColor &colour);
    const QColor &colour() const { return m_colour; }

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override; // the window's size
    void paintEvent(QPaintEvent *event) override;

private:
    void uncover();

    QColor m_colour;
    QPointer<QWidget> m_focus; // before
};

} // namespace chainrule
