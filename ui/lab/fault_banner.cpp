// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/fault_banner.h"

#include "ui/session/fault_lab.h"
#include "ui/session/graph_session.h"
#include "ui/text/fault_texts.h"
#include "ui/theme/theme.h"

#include <QtWidgets/QPushButton>

namespace chainrule {

FaultBanner::FaultBanner(GraphSession &session, FaultLab &lab, QWidget *parent)
    : NoticeBar("faultBanner", { 2 * Size::grid, Size::grid, Size::grid, Size::grid }, parent)
    , m_session(session)
    , m_lab(lab)
    , m_accuse(addButton(tr("It is this one"), "accuse"))
    , m_repair(addButton(tr("Repair"), "repair"))
{
    connect(&lab, &FaultLab::changed, this, &FaultBanner::refresh);
    connect(&session, &GraphSession::selectionChanged, this, &FaultBanner::refresh);
    connect(m_repair, &QPushButton::clicked, &lab, &FaultLab::repair);
    connect(m_accuse, &QPushButton::clicked, this, &FaultBanner::accuse);
}

void FaultBanner::refresh()
{
    const QString fault = m_lab.fault();
    setVisible(!fault.isEmpty());
    m_accuse->setVisible(m_lab.isHidden());
    m_accuse->setEnabled(!m_session.selected().isEmpty());
    if (fault.isEmpty())
        return;
    if (m_lab.isHidden()) {
        setText(tr("A fault is in. Which node makes it? Select a node."));
    } else {
        const QString node = m_session.document().node(m_lab.culprit())->name;
        setText(tr("A fault is in, at %1: %2.").arg(node, faultText(fault).name));
    }
}

void FaultBanner::accuse()
{
    const QString accused = m_session.selected();
    if (m_lab.accuse(accused))
        return;
    const DocumentNode *node = m_session.document().node(accused);
    const DocumentGroup *group = m_session.document().group(accused);
    if (node || group)
        setText(tr("No: %1 does what it should with what it is given.").arg(node ? node->name : group->name));
}

} // namespace chainrule
