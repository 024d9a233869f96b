// SPDX-License-Identifier: GPL-3.0-or-later
// Many small pictures side by side, as large as the room allows, one of which can be chosen by mouse or keyboard.
#pragma once

#include <QtGui/QImage>
#include <QtWidgets/QAbstractScrollArea>

#include <functional>

namespace chainrule {

// Keeps no pictures: it asks for those that are to be seen whenever it paints.
class PictureGrid final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    struct Look
    {
        std::function<QImage(int)> picture; // usually 28 × 28, drawn with sharp pixels
        std::function<QString(int)> caption = {}; // below it, in a few characters; may be left out
        std::function<QString(int)> name; // for tool tips and screen readers
        int leastSide = 28; // px on screen
        int mostSide = 56;
    };
    explicit PictureGrid(Look look, QWidget *parent = nullptr);

    void setCount(int count); // the current one stays where there still is one
    int count() const { return m_count; }
    int current() const { return m_current; } // -1 for none
    void setCurrent(int index);
    void refresh(); // the pictures have changed
    int side() const { return m_side; } // px of a picture on screen
    QRect rectOf(int index) const; // in the viewport, without the caption
    int indexAt(const QPoint &point) const; // -1 beside them

    QSize sizeHint() const override { return { 320, 200 }; }
    QSize minimumSizeHint() const override { return { 96, 96 }; }

signals:
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
    int m_count = 0;
    int m_current = -1;
    int m_side;
};

} // namespace chainrule
