// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/runs/runs_tool.h"

#include "ui/training/runs/run_settings.h"
#include "ui/training/runs/runs_model.h"
#include "ui/widgets/copy_table.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_parts.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int runRowHeight = 28;
constexpr int runNameWidth = 176;
constexpr int leastRunColumn = 72; // of what was chosen: "digits", "1.23e-05"

} // namespace

RunsTool::RunsTool(RunHistory &history, QWidget *parent)
    : ModelTool(parent)
    , m_history(history)
    , m_model(new RunsModel(history, this))
    , m_table(new CopyTable)
    , m_compare(plainButton(tr("Show only these"), "compareRuns"))
    , m_goBack(plainButton(tr("Go back to it"), "goBackToRun"))
    , m_delete(plainButton(tr("Delete"), "deleteRuns"))
    , m_undo(plainButton(tr("Undo"), "undoDelete"))
    , m_sentence(wrappingLabel(TextRole::Caption))
    , m_kept(wrappingLabel(TextRole::Note, {}, "keptRuns"))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(Size::grid);
    layout->addLayout(makeButtons());
    layout->addWidget(m_table, 1);
    layout->addWidget(m_kept);
    m_kept->hide();
    makeTable();
    connect(m_goBack, &QPushButton::clicked, this, &RunsTool::goBack);
    connect(m_compare, &QPushButton::clicked, this, &RunsTool::compare);
    connect(m_delete, &QPushButton::clicked, this, &RunsTool::remove);
    connect(m_undo, &QPushButton::clicked, this, &RunsTool::undo);
    connect(&history, &RunHistory::listChanged, this, &RunsTool::showSelection);
    connect(&history, &RunHistory::listChanged, this, &RunsTool::fitColumns);
    connect(&history, &RunHistory::settingsChanged, this, &RunsTool::fitColumns);
    addShortcut(QKeySequence::Delete, &RunsTool::remove);
    addShortcut(QKeySequence::Undo, &RunsTool::undo);
    m_model->setTheme(Theme::of(palette()));
    showSelection();
}

QLayout *RunsTool::makeButtons()
{
    auto *all = plainButton(tr("Show all"), "showAllRuns");
    connect(all, &QPushButton::clicked, this, &RunsTool::showAll);
    auto *row = new QHBoxLayout;
    row->setSpacing(Size::grid);
    row->addWidget(m_compare);
    row->addWidget(all);
    row->addWidget(m_goBack);
    row->addWidget(m_delete);
    row->addSpacing(Size::grid);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_undo);
    return row;
}

void RunsTool::makeTable()
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Runs"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(runRowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setColumnWidth(0, runNameWidth);
    for (int column = 1; column < m_model->columnCount(); ++column)
        m_table->setColumnWidth(
            column, std::max(leastRunColumn, 3 * Size::grid + m_table->horizontalHeader()->sectionSizeHint(column)));
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsTool::showSelection);
    connect(m_table, &CopyTable::openRequested, this, [this](const QModelIndex &index) {
        m_table->setCurrentIndex(index.siblingAtColumn(0));
        m_table->edit(index.siblingAtColumn(0));
    });
}

// Where there is no room for all of them, settings in which all runs agree are not shown.
void RunsTool::fitColumns()
{
    std::vector<const RunRecord *> runs;
    for (int row = 0; row < m_model->rowCount(); ++row)
        runs.push_back(&m_model->run(row));
    const std::vector<int> differing = differences(runs);
    const int settings = int(runSettings().size());
    for (int place = 0; place < settings; ++place)
        m_table->setColumnHidden(1 + place, false);
    const bool narrow = m_table->horizontalHeader()->length() > m_table->maximumViewportSize().width();
    for (int place = 0; place < settings; ++place)
        m_table->setColumnHidden(1 + place, narrow && std::ranges::find(differing, place) == differing.end());
}

void RunsTool::addShortcut(QKeySequence::StandardKey key, void (RunsTool::*slot)())
{
    auto *action = new QAction(this);
    action->setShortcuts(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
}

std::vector<int> RunsTool::selected() const
{
    std::vector<int> numbers;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        numbers.push_back(m_model->run(index.row()).number);
    std::ranges::sort(numbers);
    return numbers;
}

void RunsTool::showSelection()
{
    const std::vector<int> numbers = selected();
    m_model->setCompared(numbers);
    m_compare->setEnabled(!numbers.empty());
    m_compare->setToolTip(numbers.empty() ? tr("Select the runs to be compared first") : tr("Hides the curves of all others"));
    const bool earlier = std::ranges::any_of(numbers, [this](int n) { return n != m_history.current().number; });
    m_delete->setEnabled(earlier);
    m_delete->setToolTip(earlier ? tr("It can be undone") : tr("Select earlier runs first; Reset ends the run of now"));
    showGoBack(numbers);
    m_undo->setVisible(!m_history.removed().empty());
    say();
}

void RunsTool::showGoBack(const std::vector<int> &numbers)
{
    const RunRecord *run = numbers.size() == 1 ? m_history.find(numbers.front()) : nullptr;
    const bool earlier = run && run != &m_history.current();
    const bool kept = earlier && !run->file.isEmpty();
    m_goBack->setEnabled(kept);
    m_goBack->setToolTip(kept          ? tr("Its weights and all its settings again, to be looked at or trained further")
                             : earlier ? tr("Its weights are not kept")
                                       : tr("Select one earlier run first"));
}

void RunsTool::goBack()
{
    if (const std::vector<int> numbers = selected(); !numbers.empty())
        Q_EMIT goBackWanted(numbers.front());
}

void RunsTool::setKept(const QString &words)
{
    sayOrHide(*m_kept, words);
}

void RunsTool::say()
{
    const std::vector<int> numbers = selected();
    const std::vector<RunRecord> &gone = m_history.removed();
    if (numbers.size() >= 2) {
        std::vector<const RunRecord *> runs;
        runs.reserve(numbers.size());
        for (const int number : numbers)
            runs.push_back(m_history.find(number));
        QStringList parts;
        const std::vector<RunSetting> settings = runSettings();
        for (const int place : differences(runs)) {
            QStringList values;
            for (const RunRecord *run : runs)
                values.append(settings[std::size_t(place)].text(*run));
            values.removeDuplicates();
            parts.append(tr("%1 (%2)").arg(settings[std::size_t(place)].name, values.join(u" · "_s)));
        }
        m_sentence->setText(parts.isEmpty() ? tr("Their settings are the same.")
                                            : tr("They differ in: %1").arg(parts.join(", "_L1)));
    } else if (!gone.empty()) {
        m_sentence->setText(gone.size() == 1 ? tr("“%1” was deleted.").arg(gone.front().title())
                                             : tr("%n runs were deleted.", nullptr, int(gone.size())));
    } else if (m_history.earlier().empty()) {
        m_sentence->setText(tr("Reset keeps a run that has begun, to be compared with the next one."));
    } else {
        m_sentence->setText(tr("Select two or more to compare them."));
    }
}

QString RunsTool::text() const
{
    return m_sentence->text();
}

void RunsTool::compare()
{
    m_history.showOnly(selected());
}

void RunsTool::showAll()
{
    std::vector<int> all;
    for (int row = 0; row < m_model->rowCount(); ++row)
        all.push_back(m_model->run(row).number);
    m_history.showOnly(all);
}

void RunsTool::remove()
{
    m_history.remove(selected());
}

void RunsTool::undo()
{
    m_history.undoRemove();
}

void RunsTool::resizeEvent(QResizeEvent *event)
{
    ModelTool::resizeEvent(event);
    fitColumns();
}

void RunsTool::changeEvent(QEvent *event)
{
    ModelTool::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_model->setTheme(Theme::of(palette()));
}

} // namespace chainrule
