// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/lab_panel.h"

#include "ui/lab/check_section.h"
#include "ui/lab/fault_section.h"
#include "ui/lab/predict_section.h"
#include "ui/lab/what_if_section.h"
#include "ui/session/check_session.h"
#include "ui/session/graph_session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_parts.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFrame>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSlider>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// The keys that step through the diagram from anywhere in the window, but that this control needs for itself.
bool needs(const QWidget *focus, int key)
{
    const bool arrow = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
    const bool jump = key == Qt::Key_Home || key == Qt::Key_End || key == Qt::Key_PageUp || key == Qt::Key_PageDown;
    if (qobject_cast<const QSlider *>(focus) || qobject_cast<const QComboBox *>(focus))
        return arrow || jump || (key == Qt::Key_Space && !qobject_cast<const QSlider *>(focus));
    if (qobject_cast<const QRadioButton *>(focus))
        return arrow || key == Qt::Key_Space;
    return qobject_cast<const QAbstractButton *>(focus) && key == Qt::Key_Space;
}

} // namespace

LabPanel::LabPanel(GraphSession &session, CheckSession &check, FaultLab &faults, QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Lab"));
    auto *page = new QWidget;
    page->setObjectName(u"panel"_s);
    m_whatIf = new WhatIfSection(session, page);
    m_predict = new PredictSection(session, page);
    m_check = new CheckSection(session, check, faults, page);
    m_faults = new FaultSection(session, faults, page);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(2 * Size::grid, 2 * Size::grid, 2 * Size::grid, 2 * Size::grid);
    column->setSpacing(2 * Size::grid);
    for (LabSection *section : std::initializer_list<LabSection *>{ m_whatIf, m_predict, m_check, m_faults }) {
        if (section != m_whatIf)
            column->addWidget(hairline());
        column->addWidget(section);
    }
    column->addStretch(1);
    setWidget(page);

    connect(m_predict, &PredictSection::toggled, m_whatIf, &WhatIfSection::setSecretive);
    connect(m_predict, &PredictSection::toggled, &check, &CheckSession::setSecretive);
    connect(m_predict, &PredictSection::askedChanged, this, &LabPanel::askedChanged);
    connect(&session, &GraphSession::valuesChanged, m_faults, &FaultSection::refresh);
    connect(m_check, &CheckSection::marksChanged, this, &LabPanel::marksChanged);
    for (const auto change : { &GraphSession::documentChanged, &GraphSession::structureChanged, &GraphSession::positionChanged,
                               &GraphSession::valuesChanged, &GraphSession::selectionChanged })
        connect(&session, change, this, &LabPanel::refresh);
}

void LabPanel::takeUp()
{
    m_predict->takeUp();
    refresh();
}

void LabPanel::refresh()
{
    m_predict->refresh(); // first: it knows what may be told
    m_whatIf->refresh();
    m_check->refresh();
}

QSize LabPanel::minimumSizeHint() const
{
    const int bar = verticalScrollBar()->sizeHint().width();
    return { widget()->minimumSizeHint().width() + bar, QScrollArea::minimumSizeHint().height() };
}

// What is in it may have become wider.
bool LabPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

bool LabPanel::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && needs(focusWidget(), static_cast<QKeyEvent *>(event)->key())) {
        event->accept();
        return true;
    }
    return QScrollArea::event(event);
}

void LabPanel::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    refresh();
    m_faults->refresh(); // the fault lab tells it otherwise
}

void LabPanel::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && isVisible())
        refresh();
}

} // namespace chainrule
