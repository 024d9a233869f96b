// SPDX-License-Identifier: GPL-3.0-or-later
// Above the diagram, while a fault is in it: what is wrong on purpose, and the way back. Otherwise nothing.
#pragma once

#include <QtWidgets/QFrame>

class QLabel;
class QPushButton;

namespace chainrule {

class FaultLab;
class GraphSession;

class FaultBanner final : public QFrame
{
    Q_OBJECT

public:
    FaultBanner(GraphSession &session, FaultLab &lab, QWidget *parent = nullptr);

    QString text() const;

private:
    void refresh();
    void accuse();

    GraphSession &m_session;
    FaultLab &m_lab;
    QLabel *m_text;
    QPushButton *m_accuse;
    QPushButton *m_repair;
};

} // namespace chainrule
