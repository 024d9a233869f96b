// SPDX-License-Identifier: GPL-3.0-or-later
// A node's value or gradient as a table. A view of the session: cells are formatted when they are looked at.
#pragma once

#include "engine/tensor.h"

#include <QtCore/QAbstractTableModel>

namespace chainrule {

class GraphSession;

class TensorModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Part { Value, Gradient };

    explicit TensorModel(GraphSession &session, QObject *parent = nullptr);

    void show(const QString &node, Part part);
    const QString &node() const { return m_node; }
    Part part() const { return m_part; }
    // Whether the numbers have been computed at the session's position.
    bool isThere() const;
    // Call when isThere(); valid until the session changes.
    View<const double> numbers() const;
    bool isEditable() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    // False for a text that is no number; nothing changes then.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    void numbersChanged(); // others, or none any more

private:
    void follow();

    GraphSession &m_session;
    QString m_node; // the document's id
    Part m_part = Part::Value;
    int m_rows = 0; // as the views know them
    int m_columns = 0;
};

} // namespace chainrule
