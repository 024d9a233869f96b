// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/numbers/numbers_panel.h"

#include "ui/numbers/numbers_delegate.h"
#include "ui/numbers/numbers_model.h"
#include "ui/session/check_session.h"
#include "ui/session/graph_session.h"
#include "ui/theme/theme.h"
#include "ui/theme/wrapped_words.h"
#include "ui/widgets/copy_table.h"
#include "ui/widgets/plain_label.h"

#include <QtCore/QScopedValueRollback>
#include <QtCore/QSettings>
#include <QtCore/QSortFilterProxyModel>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const QString columnsKey = u"numbers/columns"_s;
constexpr int numbersRowHeight = 28;

} // namespace

NumbersPanel::NumbersPanel(GraphSession &session, CheckSession &check, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_check(check)
    , m_model(new NumbersModel(session, check, this))
    , m_sorted(new QSortFilterProxyModel(this))
    , m_table(new CopyTable(this))
    , m_switch(new QCheckBox(tr("Check with numerical gradients"), this))
    , m_state(plainLabel(TextRole::Note))
{
    m_switch->setToolTip(tr("Each number is moved a little up and down; the change of the result is its numerical gradient."));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(Size::grid, Size::grid, 2 * Size::grid, 0);
    wrapWords(*m_switch);
    head->addWidget(m_switch, 1);
    head->addWidget(m_state);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::grid, 0, 0, 0);
    layout->setSpacing(Size::grid);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    makeTable();
    connect(m_switch, &QCheckBox::toggled, this, &NumbersPanel::wantCheck);
    connect(&m_check, &CheckSession::changed, this, &NumbersPanel::showState);
    connect(&m_check, &CheckSession::progressed, this, &NumbersPanel::showState);
    connect(&m_session, &GraphSession::selectionChanged, this, &NumbersPanel::showSelection);
    connect(&m_session, &GraphSession::documentChanged, this, &NumbersPanel::showSelection);
    wantCheck();
    if (session.isOpen())
        showSelection();
}

NumbersPanel::~NumbersPanel()
{
    saveColumns();
}

void NumbersPanel::makeTable()
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(NumbersModel::SortRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_sorted);
    m_table->setItemDelegate(new NumbersDelegate(m_table));
    m_table->setAccessibleName(tr("Numbers of all nodes"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(numbersRowHeight);
    QHeaderView &header = *m_table->horizontalHeader();
    header.setSectionsMovable(true);
    header.setSortIndicatorClearable(true); // a third click: the order of the graph again
    header.setHighlightSections(false);
    header.setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    const int widths[] = { 84, 96, 96, 104, 112, 88, 88 };
    for (int column = 0; column < NumbersModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, widths[column]);
    restoreColumns();
    connect(m_table, &CopyTable::openRequested, this,
            [this](const QModelIndex &index) { Q_EMIT openRequested(nodeAt(index)); });
    connect(m_table, &QTableView::doubleClicked, this,
            [this](const QModelIndex &index) { Q_EMIT openRequested(nodeAt(index)); });
    connect(m_sorted, &QAbstractItemModel::modelReset, this, &NumbersPanel::spreadLacks);
    connect(m_sorted, &QAbstractItemModel::layoutChanged, this, &NumbersPanel::spreadLacks);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &NumbersPanel::selectRow);
}

// The words for what a node lacks have the room of the figures that it does not have.
void NumbersPanel::spreadLacks()
{
    m_table->clearSpans();
    for (int row = 0; row < m_sorted->rowCount(); ++row)
        if (m_sorted->index(row, NumbersModel::Value).data(NumbersModel::LackRole).toBool())
            m_table->setSpan(row, NumbersModel::Value, 1, NumbersModel::Difference - NumbersModel::Value + 1);
}

void NumbersPanel::restoreColumns()
{
    QHeaderView &header = *m_table->horizontalHeader();
    header.restoreState(QSettings().value(columnsKey).toByteArray());
    m_table->sortByColumn(-1, Qt::AscendingOrder); // widths and places are kept, the order is the graph's
}

void NumbersPanel::saveColumns() const
{
    QSettings().setValue(columnsKey, m_table->horizontalHeader()->saveState());
}

void NumbersPanel::wantCheck()
{
    const bool asked = m_switch->isChecked();
    m_table->setColumnHidden(NumbersModel::Numerical, !asked);
    m_table->setColumnHidden(NumbersModel::Difference, !asked);
    m_check.setWanted(this, asked && isVisible());
    showState();
}

void NumbersPanel::showState()
{
    const bool running = m_switch->isChecked() && m_check.isRunning();
    m_state->setText(running ? tr("Checking… %1 %").arg(int(100 * m_check.progress())) : QString());
}

QString NumbersPanel::state() const
{
    return m_state->text();
}

QString NumbersPanel::nodeAt(const QModelIndex &index) const
{
    const QModelIndex source = m_sorted->mapToSource(index);
    return source.isValid() ? m_model->node(source.row()).id : QString();
}

void NumbersPanel::selectRow(const QModelIndex &index)
{
    if (m_following || !index.isValid())
        return;
    const QString node = nodeAt(index);
    const DocumentGroup *group = m_session.foldedGroupOf(node);
    const QScopedValueRollback guard(m_following, true); // of a folded group any row can be current
    m_session.select(group ? group->id : node);
}

void NumbersPanel::showSelection()
{
    if (m_following)
        return;
    const QScopedValueRollback guard(m_following, true);
    int selected = m_model->rowOf(m_session.selected());
    if (const DocumentGroup *group = m_session.document().group(m_session.selected()))
        for (const QString &member : group->members) // its result is the last to be computed
            selected = std::max(selected, m_model->rowOf(member));
    if (selected < 0) {
        m_table->selectionModel()->clear();
        return;
    }
    const QModelIndex row = m_sorted->mapFromSource(m_model->index(selected, NumbersModel::Name));
    // Not selectRow(), which asks the keyboard whether to add to the selection.
    m_table->selectionModel()->setCurrentIndex(row, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_table->scrollTo(row);
}

// Space turns the switch that has the focus; elsewhere it plays and pauses.
bool NumbersPanel::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && m_switch->hasFocus()
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space)
        event->accept();
    return QWidget::event(event);
}

void NumbersPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    wantCheck();
}

void NumbersPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_check.setWanted(this, false);
    saveColumns();
}

} // namespace chainrule
