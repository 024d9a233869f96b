// SPDX-License-Identifier: GPL-3.0-or-later
// All operations at the side of the canvas, to be dragged in or double-clicked.
#pragma once

#include "ui/editor/palette/operation_list.h"

#include <QtWidgets/QWidget>

class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace chainrule {

class AttributeFields;

class PalettePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit PalettePanel(QWidget *parent = nullptr);

    QListWidget &list() const { return *m_list; }
    QLineEdit &filter() const { return *m_filter; }
    AttributeFields &attributes() const { return *m_attributes; } // of what is selected, beneath the list

    // What a drag from here carries: the operation's id.
    static const QString mimeType;

Q_SIGNALS:
    void addRequested(const NewNode &node);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void request(const QListWidgetItem *item);

    QLineEdit *m_filter;
    QListWidget *m_list;
    AttributeFields *m_attributes;
    QList<OperationEntry> m_entries;
};

} // namespace chainrule
