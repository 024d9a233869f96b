// SPDX-License-Identifier: GPL-3.0-or-later
// Every node of the session's graph with its numbers, as a table: the diagram for those who read rather than look.
#pragma once

#include "engine/graph_error.h"

#include "document/graph_document.h"
#include "engine/tensor.h"

#include <QtCore/QAbstractTableModel>

namespace chainrule {

class CheckSession;
class GraphSession;

// A view of the session. First a row for each NodeId, then one for each node that lacks something, which says what. What has
// not been computed is empty.
class NumbersModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Value, Gradient, Numerical, Difference, Operation, Shape, ColumnCount };
    enum Role {
        SortRole = Qt::UserRole, // numbers as numbers; of a tensor max |x|
        ShortRole, // the number as it stands in the diagram, where there is no room for all its digits
        ActingRole, // whether the step that led here happened at this node
        LackRole, // whether it has no numbers, but words in place of its value
    };

    NumbersModel(const GraphSession &session, const CheckSession &check, QObject *parent = nullptr);

    const DocumentNode &node(int row) const;
    int rowOf(const QString &id) const; // -1 when there is no such node

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void rebuild();
    void refresh();
    void follow();
    // The numbers of a cell, nothing where they are not there.
    std::optional<View<const double>> numbers(NodeId node, int column) const;
    QString text(NodeId node, int column, bool exact) const;
    QVariant sortValue(NodeId node, int column) const;
    QString accessibleText(NodeId node, int column) const;
    QVariant lackData(const QModelIndex &index, int role) const;
    bool isActing(NodeId node) const;

    const GraphSession &m_session;
    const CheckSession &m_check;
    int m_computed = 0; // rows
    QList<int> m_lacking; // indices into the document's nodes
};

} // namespace chainrule
