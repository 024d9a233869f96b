// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/runs/runs_model.h"

#include "ui/text/numbers.h"
#include "ui/theme/text_role.h"
#include "ui/training/curves/earlier_curves.h"
#include "ui/training/curves/moving_average.h"

#include <QtCore/QLocale>
#include <QtGui/QFont>
#include <QtGui/QPainter>
#include <QtGui/QPixmap>

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

constexpr int results = 3; // iterations, loss, accuracy
constexpr int tableDecimals = 4;
constexpr double averaged = 25; // iterations, as the curve is at first
constexpr std::size_t enough = 20 * std::size_t(averaged); // older losses weigh less than what is shown

QString lastLoss(const RunRecord &run)
{
    MovingAverage average(MovingAverage::memoryOver(averaged));
    for (std::size_t i = run.losses.size() - std::min(enough, run.losses.size()); i < run.losses.size(); ++i)
        if (std::isfinite(run.losses[i]))
            average.add(run.losses[i]);
    if (!run.losses.empty() && !std::isfinite(run.losses.back()))
        return RunsModel::tr("not finite");
    return average.empty() ? QString() : displayNumber(average.value());
}

} // namespace

RunsModel::RunsModel(RunHistory &history, QObject *parent)
    : QAbstractTableModel(parent)
    , m_history(history)
{
    connect(&history, &RunHistory::listChanged, this, &RunsModel::follow);
    connect(&history, &RunHistory::grew, this, &RunsModel::showCurrent);
    connect(&history, &RunHistory::settingsChanged, this, &RunsModel::showCurrent);
    follow();
}

void RunsModel::follow()
{
    std::vector<int> order{ m_history.current().number };
    for (auto run = m_history.earlier().rbegin(); run != m_history.earlier().rend(); ++run)
        order.push_back(run->number);
    if (order != m_order) {
        beginResetModel();
        m_order = order;
        endResetModel();
    }
    setCompared(m_compared);
}

void RunsModel::showCurrent()
{
    Q_EMIT dataChanged(index(0, 0), index(0, columnCount() - 1));
}

const RunRecord &RunsModel::run(int row) const
{
    return *m_history.find(m_order[std::size_t(row)]);
}

int RunsModel::rowOf(int number) const
{
    const auto found = std::ranges::find(m_order, number);
    return found == m_order.end() ? -1 : int(found - m_order.begin());
}

void RunsModel::setTheme(const Theme &theme)
{
    m_theme = theme;
    setCompared(m_compared);
}

void RunsModel::setCompared(const std::vector<int> &numbers)
{
    m_compared = numbers;
    std::vector<const RunRecord *> runs;
    for (const int number : numbers)
        if (const RunRecord *run = m_history.find(number))
            runs.push_back(run);
    m_differences = runs.size() < 2 ? std::vector<int>() : differences(runs);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int RunsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_order.size());
}

int RunsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + int(m_settings.size()) + results;
}

QVariant RunsModel::data(const QModelIndex &index, int role) const
{
    const RunRecord &run = this->run(index.row());
    const bool name = index.column() == 0;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(run, index.column());
    case Qt::CheckStateRole:
        return name ? QVariant(run.shown ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::DecorationRole:
        return name ? swatch(run) : QVariant();
    case Qt::ToolTipRole:
        return name ? tr("Tick: its curves are shown. F2 or a double-click renames it.") : whole(run, index.column());
    case Qt::FontRole: {
        QFont font = roleFont(TextRole::Cell, {});
        font.setBold(standsOut(run, index.column()) || (name && index.row() == 0));
        return font;
    }
    case Qt::ForegroundRole:
        return standsOut(run, index.column()) ? m_theme.accent : m_theme.text;
    case Qt::AccessibleTextRole:
        return standsOut(run, index.column()) ? tr("%1, differs").arg(text(run, index.column())) : text(run, index.column());
    default:
        return {};
    }
}

QString RunsModel::text(const RunRecord &run, int column) const
{
    if (column == 0)
        return &run == &m_history.current() && run.name.isEmpty() ? tr("%1 (now)").arg(run.title()) : run.title();
    const int setting = column - 1;
    return setting < int(m_settings.size()) ? m_settings[std::size_t(setting)].text(run)
                                            : result(run, setting - int(m_settings.size()));
}

QString RunsModel::result(const RunRecord &run, int place) const
{
    if (place == 0)
        return QLocale().toString(qlonglong(run.losses.size()));
    if (place == 1)
        return lastLoss(run);
    return run.accuracies.empty() ? QString() : QLocale().toString(run.accuracies.back().accuracy.test, 'f', tableDecimals);
}

// What the column has no room for.
QString RunsModel::whole(const RunRecord &run, int column) const
{
    const int setting = column - 1;
    if (setting < int(m_settings.size()) && m_settings[std::size_t(setting)].whole)
        return m_settings[std::size_t(setting)].whole(run);
    if (column == columnCount() - 1 && !run.accuracies.empty())
        return tr("%1, after iteration %2", "accuracy")
            .arg(text(run, column), QLocale().toString(qlonglong(iterationsAt(run.accuracies.back(), run))));
    return text(run, column);
}

QVariant RunsModel::swatch(const RunRecord &run) const
{
    constexpr int width = 3 * Size::grid, height = Size::grid, scale = 2;
    CurveStyle style = EarlierCurves::style(run);
    if (&run == &m_history.current()) {
        style.colour = &Theme::forward;
        style.line = Qt::SolidLine;
    }
    QPixmap pixmap(scale * QSize(width, height));
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setPen(QPen(m_theme.*style.colour, 2, style.line, Qt::FlatCap));
    painter.drawLine(0, height / 2, width, height / 2);
    return pixmap;
}

bool RunsModel::standsOut(const RunRecord &run, int column) const
{
    return std::ranges::find(m_differences, column - 1) != m_differences.end()
        && std::ranges::find(m_compared, run.number) != m_compared.end();
}

bool RunsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (index.column() != 0 || (role != Qt::EditRole && role != Qt::CheckStateRole))
        return false;
    const int number = run(index.row()).number;
    if (role == Qt::CheckStateRole)
        m_history.setShown(number, value.toInt() == Qt::Checked);
    else if (value.toString() != text(run(index.row()), 0)) // what it is called anyway is no name that was given
        m_history.rename(number, value.toString());
    return true;
}

Qt::ItemFlags RunsModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemNeverHasChildren;
    return index.column() == 0 ? flags | Qt::ItemIsEditable | Qt::ItemIsUserCheckable : flags;
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString names[] = { tr("Iterations"), tr("Loss"), tr("Test accuracy") };
    if (section == 0)
        return tr("Run");
    return section <= int(m_settings.size()) ? m_settings[std::size_t(section - 1)].name
                                             : names[section - 1 - int(m_settings.size())];
}

} // namespace chainrule
