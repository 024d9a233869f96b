// SPDX-License-Identifier: GPL-3.0-or-later
// Many small pictures side by side, as large as the room allows, one of which can be chosen by mouse or keyboard.
#pragma once

#include <QtGui/QImage>
#include <QtWidgets/QAbstractScrollArea>

#include <functional>

namespace chainrule {

// Keeps no pictures, and not how many there are: it asks for both whenever it paints, so that it cannot believe in pictures
// that have gone.
class PictureGrid final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    struct Look
    {
        std::function<int()> count; // how many there are now
        std::function<QImage(int)> picture; // usually 28 × 28, drawn with sharp pixels
        std::function<QString(int)> caption = {}; // below it, in a few characters; may be left out
        std::function<QString(int)> name; // for tool tips and screen readers
        int leastSide = 28; // px on screen
        int mostSide = 56;
    };
    explicit PictureGrid(Look look, QWidget *parent = nullptr);

    int count() const { return m_look.count(); }
    int current() const { return m_current < count() ? m_current : -1; } // -1 for none
    void setCurrent(int index);
    void refresh(); // the pictures have changed, or how many there are; the current one stays where there still is one
    int side() const { return m_side; } // px of a picture on screen
    QRect rectOf(int index) const; // in the viewport, without the caption
    int indexAt(const QPoint &point) const; // -1 beside them

    QSize sizeHint() const override { return { 320, 200 }; }
    QSize minimumSizeHint() const override { return { 96, 96 }; }

Q_SIGNALS:
    void currentChanged(int index);
    void hovered(int index); // -1 when it is left

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void arrange();
    int across(int side) const;
    int rows(int side) const;
    QSize cell(int side) const;
    void paintOne(QPainter &painter, int index);
    void tell();

    Look m_look;
    int m_arranged = 0; // pictures that the room was divided among
    int m_current = -1;
    int m_side;
};

} // namespace chainrule
