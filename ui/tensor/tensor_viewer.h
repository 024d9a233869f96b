// SPDX-License-Identifier: GPL-3.0-or-later
// The window with one node's tensor: its value or gradient as numbers and as a heat map, and what can be said of it.
#pragma once

#include "ui/tensor/tensor_model.h"

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QStackedWidget;
class QTabBar;
class QVBoxLayout;

namespace chainrule {

class CopyTable;
class GraphSession;
class HeatView;
class ScaleBar;

// Not modal; follows the session. A view: what it shows is in the session.
class TensorViewer final : public QWidget
{
    Q_OBJECT

public:
    explicit TensorViewer(GraphSession &session, QWidget *parent = nullptr);

    // Brings the window up with a node of the document.
    void open(const QString &node, TensorModel::Part part = TensorModel::Part::Value);

    const TensorModel &model() const { return *m_model; }
    CopyTable &table() const { return *m_table; }
    HeatView &heatMap() const { return *m_heat; }
    QTabBar &tabs() const { return *m_tabs; }
    QLineEdit &goTo() const { return *m_goTo; }
    QLineEdit &newShape() const { return *m_newShape; } // of a leaf
    QString readout() const; // below the heat map: the cell that is pointed at
    QString statistics() const;
    QString absence() const; // why there are no numbers; empty when there are
    QString refusal() const; // why a typed number or place was not taken
    bool showsPicture() const;

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeNumbers();
    QWidget *makePictures();
    void wire();
    void wireEntry();
    void showNumbers();
    void showWords();
    void showPicture();
    void showReadout(int row, int column);
    void refuse(const QString &reason);
    void go();

    GraphSession &m_session;
    TensorModel *m_model;
    QLabel *m_title;
    QTabBar *m_tabs;
    QStackedWidget *m_stack; // the numbers, or why there are none
    CopyTable *m_table;
    QLabel *m_absence;
    QLineEdit *m_newShape;
    QLineEdit *m_goTo;
    QLabel *m_refusal;
    HeatView *m_heat;
    QLabel *m_readout;
    ScaleBar *m_scale;
    QLabel *m_picture;
    QLabel *m_pictureName;
    QLabel *m_statistics;
};

} // namespace chainrule
