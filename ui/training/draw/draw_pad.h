// SPDX-License-Identifier: GPL-3.0-or-later
// A blackboard for one digit: strokes of mouse, finger or pen, each of which can be taken back.
#pragma once

#include <QtCore/QPointF>
#include <QtGui/QImage>
#include <QtWidgets/QWidget>

#include <vector>

class QPainter;

namespace chainrule {

class DrawPad final : public QWidget
{
    Q_OBJECT

public:
    explicit DrawPad(QWidget *parent = nullptr);

    bool isEmpty() const { return m_strokes.empty(); }
    int strokes() const { return int(m_strokes.size()); }
    bool canUndo() const { return !m_past.empty(); }
    bool canRedo() const { return !m_future.empty(); }
    void undo();
    void redo();
    void clear(); // which can be undone too

    // What is drawn, in grey, always of the same size: 0 is paper, 255 ink.
    QImage ink() const;

Q_SIGNALS:
    void changed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void tabletEvent(QTabletEvent *event) override;

private:
    struct Dot
    {
        QPointF at; // of the pad's side: 0 … 1
        double pressure = 0.5; // 0 … 1
    };
    using Stroke = std::vector<Dot>;
    using Strokes = std::vector<Stroke>;

    void begin(const QPointF &at, double pressure);
    void extend(const QPointF &at, double pressure);
    void finish();
    void swap(std::vector<Strokes> &from, std::vector<Strokes> &to);
    void paint(QPainter &painter, double side) const;

    Strokes m_strokes;
    std::vector<Strokes> m_past; // before each change
    std::vector<Strokes> m_future; // that was undone
    bool m_drawing = false;
};

} // namespace chainrule
