// SPDX-License-Identifier: GPL-3.0-or-later
// How often each class was taken for each: numbers on colours, one cell of which can be chosen.
#pragma once

#include "training/classifier.h"

#include <QtWidgets/QWidget>

namespace chainrule {

class ConfusionMatrix final : public QWidget
{
    Q_OBJECT

public:
    explicit ConfusionMatrix(QWidget *parent = nullptr);

    void setScore(const Score &score);
    // Of a model that is not the one of now.
    void setMuted(bool muted);
    bool isMuted() const { return m_muted; }
    // (-1, -1) for none.
    Index label() const { return m_label; }
    Index said() const { return m_said; }
    void choose(Index label, Index said);
    Index count(Index label, Index said) const { return m_score.confusion[std::size_t(label * m_score.classes + said)]; }
    QRectF cellRect(Index label, Index said) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(Index label, Index said);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    QSizeF cell() const; // px
    QPoint cellAt(const QPointF &point) const; // said and label; (-1, -1) beside the matrix
    QString words(Index label, Index said) const;
    void paintNames(QPainter &painter) const;
    void paintCell(QPainter &painter, Index label, Index said) const;

    Score m_score;
    Index m_mostRight = 1; // the largest count on the diagonal
    Index m_mostWrong = 1; // and beside it
    Index m_label = -1;
    Index m_said = -1;
    bool m_muted = false;
};

} // namespace chainrule
