// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/numbers/numbers_model.h"

#include "engine/trace.h"
#include "ui/session/check_session.h"
#include "ui/session/graph_session.h"
#include "ui/text/check_words.h"
#include "ui/text/lack_words.h"
#include "ui/text/leaf_words.h"
#include "ui/text/numbers.h"
#include "ui/text/op_texts.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// Indices into the document's nodes.
QList<int> lackingNodes(const GraphSession &session)
{
    QList<int> lacking;
    const QList<DocumentNode> &nodes = session.document().nodes;
    for (int i = 0; i < nodes.size() && lacking.size() < session.compiled().lacks.size(); ++i)
        if (session.compiled().lacks.contains(nodes[i].id))
            lacking.append(i);
    return lacking;
}

QString operationName(const DocumentNode &node)
{
    return node.isLeaf() ? leafWord(node.op) : opText(node.op.toStdString()).name;
}

} // namespace

NumbersModel::NumbersModel(const GraphSession &session, const CheckSession &check, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
    , m_check(check)
{
    connect(&session, &GraphSession::documentChanged, this, &NumbersModel::rebuild);
    connect(&session, &GraphSession::structureChanged, this, &NumbersModel::follow);
    connect(&session, &GraphSession::positionChanged, this, &NumbersModel::refresh);
    connect(&session, &GraphSession::valuesChanged, this, &NumbersModel::refresh);
    connect(&check, &CheckSession::changed, this, &NumbersModel::refresh);
    if (session.isOpen())
        rebuild();
}

void NumbersModel::rebuild()
{
    beginResetModel();
    m_computed = m_session.graph().size();
    m_lacking = lackingNodes(m_session);
    endResetModel();
}

// An edit makes other nodes, folding does not.
void NumbersModel::follow()
{
    if (m_session.graph().size() == m_computed && lackingNodes(m_session) == m_lacking)
        refresh();
    else
        rebuild();
}

void NumbersModel::refresh()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int NumbersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_computed + int(m_lacking.size());
}

const DocumentNode &NumbersModel::node(int row) const
{
    return row < m_computed ? m_session.documentNode(row) : m_session.document().nodes[m_lacking[row - m_computed]];
}

int NumbersModel::rowOf(const QString &id) const
{
    if (const NodeId computed = m_session.nodeId(id); computed != noNode)
        return computed;
    const auto isMeant = [&](int lacking) { return m_session.document().nodes[lacking].id == id; };
    const auto found = std::ranges::find_if(m_lacking, isMeant);
    return found == m_lacking.end() ? -1 : m_computed + int(found - m_lacking.begin());
}

int NumbersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

std::optional<View<const double>> NumbersModel::numbers(NodeId node, int column) const
{
    const Run<double> &run = m_session.run();
    const chainrule::Shape &shape = m_session.graph().shape(node);
    const NodeCheck *check = m_check.check(node);
    switch (column) {
    case Value:
        return run.hasValue(node) ? std::optional(run.value(node)) : std::nullopt;
    case Gradient:
        return run.hasGradient(node) ? std::optional(run.gradient(node)) : std::nullopt;
    case Numerical:
        if (!check)
            return std::nullopt;
        return View<const double>{ check->gradient.numerical.data(), shape.rows(), shape.columns() };
    default:
        return std::nullopt;
    }
}

QString NumbersModel::text(NodeId node, int column, bool exact) const
{
    const DocumentNode &documentNode = m_session.documentNode(node);
    const chainrule::Shape &shape = m_session.graph().shape(node);
    switch (column) {
    case Name:
        return documentNode.name;
    case Operation:
        return operationName(documentNode);
    case Shape:
        return shape.isScalar() ? QString() : QString::fromStdString(shape.text());
    case Difference:
        if (const NodeCheck *check = m_check.check(node)) {
            const double difference = check->gradient.maxDifference;
            return exact ? exactNumber(difference) : mark(check->gradient.verdict.answer) + u' ' + displayNumber(difference);
        }
        return {};
    default:
        break;
    }
    const auto shown = numbers(node, column);
    if (!shown)
        return {};
    if (shape.isScalar())
        return exactNumber((*shown)[0]);
    return exact ? summaryText(shape, *shown) : largestText(*shown); // its shape has a column of its own
}

QVariant NumbersModel::sortValue(NodeId node, int column) const
{
    if (column == Name || column == Operation || column == Shape)
        return text(node, column, true);
    if (column == Difference) {
        const NodeCheck *check = m_check.check(node);
        return check ? QVariant(check->gradient.maxDifference) : QVariant();
    }
    const auto shown = numbers(node, column);
    if (!shown)
        return {};
    const double number = shown->size() == 1 ? (*shown)[0] : heatLimit(*shown);
    // NaN has no place in an order: it goes to the end.
    return std::isnan(number) ? std::numeric_limits<double>::infinity() : number;
}

QString NumbersModel::accessibleText(NodeId node, int column) const
{
    QString name = m_session.documentNode(node).name;
    if (column == Name)
        return name;
    const QString shown = text(node, column, false);
    return tr("%1, %2: %3")
        .arg(name, headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(), shown.isEmpty() ? tr("none") : shown);
}

bool NumbersModel::isActing(NodeId node) const
{
    const Moment *moment = m_session.moment();
    return moment && std::ranges::find(*moment, node, &Step::node) != moment->end();
}

QVariant NumbersModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_session.isOpen())
        return {};
    if (index.row() >= m_computed)
        return lackData(index, role);
    if (!m_session.graph().contains(index.row()))
        return {};
    const NodeId node = index.row();
    const bool number = index.column() >= Value && index.column() <= Difference;
    switch (role) {
    case Qt::DisplayRole:
        return text(node, index.column(), false);
    case Qt::EditRole:
    case Qt::ToolTipRole:
        return text(node, index.column(), true);
    case Qt::AccessibleTextRole:
        return accessibleText(node, index.column());
    case Qt::TextAlignmentRole:
        return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case ShortRole: {
        const auto shown = numbers(node, index.column());
        return shown && shown->size() == 1 ? displayNumber((*shown)[0]) : text(node, index.column(), false);
    }
    case SortRole:
        return sortValue(node, index.column());
    case ActingRole:
        return isActing(node);
    default:
        return {};
    }
}

// What it lacks, where its figures would stand.
QVariant NumbersModel::lackData(const QModelIndex &index, int role) const
{
    const int source = m_lacking.value(index.row() - m_computed, -1);
    if (source < 0 || source >= m_session.document().nodes.size())
        return {};
    const DocumentNode &node = m_session.document().nodes[source];
    const auto lack = m_session.compiled().lacks.constFind(node.id);
    if (lack == m_session.compiled().lacks.constEnd())
        return {};
    const QString text = index.column() == Name ? node.name
        : index.column() == Operation           ? operationName(node)
        : index.column() == Value               ? words(*lack, m_session.document(), source)
                                                : QString();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
    case Qt::ToolTipRole:
    case ShortRole:
        return text;
    case SortRole: // among numbers it has no place
        return index.column() == Name || index.column() == Operation ? text : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == Value ? tr("%1, %2").arg(node.name, text) : text;
    case Qt::TextAlignmentRole:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    case LackRole:
        return true;
    default:
        return {};
    }
}

QVariant NumbersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return QAbstractTableModel::headerData(section, orientation, role);
    if (role == Qt::TextAlignmentRole)
        return int((section >= Value && section <= Difference ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = { tr("Name"),       tr("Value"),     tr("Gradient"), tr("Numerical"),
                               tr("Difference"), tr("Operation"), tr("Shape") };
    return section >= 0 && section < ColumnCount ? titles[section] : QString();
}

} // namespace chainrule
