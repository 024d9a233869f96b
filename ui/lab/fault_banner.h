// SPDX-License-Identifier: GPL-3.0-or-later
// Above the diagram, while a fault is in it: what is wrong on purpose, and the way back. Otherwise nothing.
#pragma once

#include "ui/widgets/notice_bar.h"

namespace chainrule {

class FaultLab;
class GraphSession;

class FaultBanner final : public NoticeBar
{
    Q_OBJECT

public:
    FaultBanner(GraphSession &session, FaultLab &lab, QWidget *parent = nullptr);

private:
    void refresh();
    void accuse();

    GraphSession &m_session;
    FaultLab &m_lab;
    QPushButton *m_accuse;
    QPushButton *m_repair;
};

} // namespace chainrule
