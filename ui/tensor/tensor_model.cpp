// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tensor/tensor_model.h"

#include "ui/session/graph_session.h"
#include "ui/text/number_words.h"
#include "ui/text/numbers.h"

namespace chainrule {

TensorModel::TensorModel(GraphSession &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{
    for (const auto signal : { &GraphSession::documentChanged, &GraphSession::structureChanged, &GraphSession::positionChanged,
                               &GraphSession::valuesChanged })
        connect(&m_session, signal, this, &TensorModel::follow);
}

void TensorModel::show(const QString &node, Part part)
{
    m_node = node;
    m_part = part;
    follow();
}

void TensorModel::follow()
{
    const View<const double> now = isThere() ? numbers() : View<const double>();
    if (now.rows != m_rows || now.columns != m_columns) {
        beginResetModel();
        m_rows = int(now.rows);
        m_columns = int(now.columns);
        endResetModel();
    } else if (m_rows > 0) {
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, m_columns - 1));
    }
    Q_EMIT numbersChanged();
}

bool TensorModel::isThere() const
{
    const NodeId id = m_session.isOpen() ? m_session.nodeId(m_node) : -1;
    if (id < 0)
        return false;
    return m_part == Part::Value ? m_session.run().hasValue(id) : m_session.run().hasGradient(id);
}

View<const double> TensorModel::numbers() const
{
    const NodeId id = m_session.nodeId(m_node);
    return m_part == Part::Value ? m_session.run().value(id) : m_session.run().gradient(id);
}

bool TensorModel::isEditable() const
{
    return m_part == Part::Value && isThere() && m_session.graph().isLeaf(m_session.nodeId(m_node));
}

int TensorModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int TensorModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_columns;
}

QVariant TensorModel::data(const QModelIndex &index, int role) const
{
    if (!isThere())
        return {};
    const View<const double> all = numbers();
    if (index.row() >= all.rows || index.column() >= all.columns)
        return {};
    const double number = all.at(index.row(), index.column());
    switch (role) {
    case Qt::DisplayRole:
        return displayNumber(number);
    case Qt::EditRole:
    case Qt::ToolTipRole:
        return exactNumber(number);
    case Qt::AccessibleTextRole:
        return tr("row %1, column %2: %3").arg(index.row() + 1).arg(index.column() + 1).arg(displayNumber(number));
    case Qt::TextAlignmentRole:
        return int(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant TensorModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    // Counted from 1, as everywhere that people count.
    return role == Qt::DisplayRole ? QVariant(section + 1) : QAbstractTableModel::headerData(section, orientation, role);
}

Qt::ItemFlags TensorModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags plain = QAbstractTableModel::flags(index);
    return isEditable() ? plain | Qt::ItemIsEditable : plain;
}

bool TensorModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const auto number = readNumber(value.toString());
    if (role != Qt::EditRole || !isEditable() || !std::holds_alternative<double>(number))
        return false;
    const std::span<const double> now = numbers().span();
    std::vector<double> values(now.begin(), now.end());
    values[std::size_t(index.row() * numbers().columns + index.column())] = std::get<double>(number);
    m_session.editValue(m_node, values);
    return true;
}

} // namespace chainrule
