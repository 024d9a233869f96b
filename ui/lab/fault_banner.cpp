// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/fault_banner.h"

#include "ui/session/fault_lab.h"
#include "ui/session/graph_session.h"
#include "ui/text/fault_texts.h"
#include "ui/theme/theme.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace chainrule {

FaultBanner::FaultBanner(GraphSession &session, FaultLab &lab, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_lab(lab)
    , m_text(new QLabel(this))
    , m_accuse(new QPushButton(tr("It is this one"), this))
    , m_repair(new QPushButton(tr("Repair"), this))
{
    setObjectName(QStringLiteral("faultBanner"));
    m_text->setObjectName(QStringLiteral("body"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_accuse->setObjectName(QStringLiteral("accuse"));
    m_repair->setObjectName(QStringLiteral("repair"));
    // The keys that step belong to the diagram: a click here leaves the focus there.
    for (QPushButton *button : { m_accuse, m_repair })
        button->setFocusPolicy(Qt::TabFocus);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(2 * Size::grid, Size::grid, Size::grid, Size::grid);
    row->setSpacing(Size::grid);
    row->addWidget(m_text, 1);
    row->addWidget(m_accuse);
    row->addWidget(m_repair);
    connect(&lab, &FaultLab::changed, this, &FaultBanner::refresh);
    connect(&session, &GraphSession::selectionChanged, this, &FaultBanner::refresh);
    connect(m_repair, &QPushButton::clicked, &lab, &FaultLab::repair);
    connect(m_accuse, &QPushButton::clicked, this, &FaultBanner::accuse);
    hide();
}

QString FaultBanner::text() const
{
    return m_text->text();
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
        m_text->setText(tr("A fault is in. Which node makes it? Select a node."));
    } else {
        const QString node = m_session.document().node(m_lab.culprit())->name;
        m_text->setText(tr("A fault is in, at %1: %2.").arg(node, faultText(fault).name));
    }
    setAccessibleName(m_text->text());
}

void FaultBanner::accuse()
{
    const QString accused = m_session.selected();
    if (m_lab.accuse(accused))
        return;
    const DocumentNode *node = m_session.document().node(accused);
    const DocumentGroup *group = m_session.document().group(accused);
    if (node || group)
        m_text->setText(tr("No: %1 does what it should with what it is given.").arg(node ? node->name : group->name));
}

} // namespace chainrule
