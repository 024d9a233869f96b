// SPDX-License-Identifier: GPL-3.0-or-later
// A program to be read: lines of code with marks on those that act now, each of which can be clicked.
#pragma once

#include <QtCore/QSet>
#include <QtWidgets/QPlainTextEdit>

namespace chainrule {

class PythonHighlighter;

class CodeView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    enum class Direction { Forward, Backward };

    explicit CodeView(QWidget *parent = nullptr);

    // Changes those lines that are different; the place that is looked at stays.
    void setLines(const QStringList &code);
    // The lines that act, tinted, and those that define what they do, with a bar at their left.
    void mark(const QList<int> &acting, const QSet<int> &defining, Direction direction);
    const QList<int> &markedLines() const { return m_acting; }
    QString line(int line) const;
    // Where a line stands in the viewport; beyond it when it is out of sight.
    QRect lineRect(int line) const;
    // Scrolls only if the line is out of sight.
    void reveal(int line);

Q_SIGNALS:
    void lineActivated(int line); // clicked, or Return pressed on it

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;
    void changeEvent(QEvent *event) override;

private:
    QColor tint() const;

    PythonHighlighter *m_highlighter;
    QStringList m_lines;
    QList<int> m_acting;
    QSet<int> m_defining;
    Direction m_direction = Direction::Forward;
    QPoint m_pressed;
};

} // namespace chainrule
