// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curves/chart_card.h"

#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_parts.h"

#include <QtGui/QContextMenuEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace chainrule {

ChartCard::ChartCard(const QString &title, const QString &xWord, const QString &xUnit, QWidget *parent)
    : QFrame(parent)
    , m_title(title)
    , m_xUnit(xUnit)
    , m_plot(new CurvePlot(xWord))
    , m_note(plainLabel(TextRole::Note, {}, "chartNote"))
    , m_heading(new QHBoxLayout)
    , m_legendRow(new QHBoxLayout)
    , m_export(plainButton(tr("Export…")))
{
    m_export->setAccessibleName(tr("Export the chart “%1”").arg(title));
    m_export->setToolTip(tr("Saves the picture as PNG, SVG or PDF, or its numbers as CSV (%1)")
                             .arg(QKeySequence(QKeySequence::Save).toString(QKeySequence::NativeText)));
    m_heading->setSpacing(Size::grid);
    m_heading->addWidget(plainLabel(TextRole::Section, title));
    m_heading->addWidget(m_note, 1);
    m_heading->addWidget(m_export);
    m_heading->addStrut(4 * Size::grid); // both cards' plots begin at the same height, with and without a switch

    m_legendRow->setSpacing(Size::grid);
    m_legendRow->addStretch(1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * Size::grid, Size::grid, 2 * Size::grid, Size::grid);
    layout->setSpacing(Size::grid / 2);
    layout->addLayout(m_heading);
    layout->addLayout(m_legendRow);
    layout->addWidget(m_plot, 1);
    setObjectName(u"card"_s);
    m_plot->setAxisUnit(xUnit);
    m_plot->setAccessibleName(title);
    m_plot->setAccessibleDescription(tr("Left and Right read values off, plus and minus zoom, Shift with Left and "
                                        "Right moves, Home shows everything."));
    connect(m_export, &QPushButton::clicked, this, &ChartCard::exportWanted);
}

int ChartCard::addCurve(const CurveStyle &style)
{
    const int curve = m_plot->addCurve(style);
    auto *entry = new LegendEntry(style);
    m_legendRow->insertWidget(int(m_legend.size()), entry);
    m_legend.push_back(entry);
    connect(entry, &QAbstractButton::toggled, this, &ChartCard::showCurves);
    return curve;
}

void ChartCard::setNote(const QString &note)
{
    m_note->setText(note);
}

void ChartCard::addControl(QWidget *widget)
{
    m_heading->insertWidget(m_heading->count() - 1, widget);
}

void ChartCard::setCurrentShown(bool shown)
{
    if (m_currentShown == shown)
        return;
    m_currentShown = shown;
    showCurves();
}

void ChartCard::showCurves()
{
    for (std::size_t i = 0; i < m_legend.size(); ++i)
        m_plot->setShown(int(i), m_currentShown && m_legend[i]->isChecked());
    m_plot->refresh();
}

void ChartCard::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.addAction(m_export->text(), QKeySequence::Save, this, &ChartCard::exportWanted);
    menu.addAction(tr("Show all"), QKeySequence(Qt::Key_Home), m_plot, &CurvePlot::goHome);
    menu.exec(event->globalPos());
}

// In the card, Save is of the chart, whatever it is of elsewhere in the window.
bool ChartCard::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Save))
        event->accept();
    return QFrame::event(event);
}

// Of whatever has the focus in the card.
void ChartCard::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Save))
        Q_EMIT exportWanted();
    else
        QFrame::keyPressEvent(event);
}

} // namespace chainrule
