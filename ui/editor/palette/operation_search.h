// SPDX-License-Identifier: GPL-3.0-or-later
// A line on the canvas in which an operation's name is typed, and what is found below it.
#pragma once

#include "ui/editor/palette/operation_list.h"

#include <QtWidgets/QFrame>

#include <functional>

class QLabel;
class QLineEdit;
class QListWidget;

namespace chainrule {

class OperationSearch final : public QFrame
{
    Q_OBJECT

public:
    explicit OperationSearch(QWidget *parent); // hidden

    // With its upper left corner at a point of the parent, as far as there is room. Only what `fits` is offered.
    void begin(const QPoint &corner, const QString &question, std::function<bool(const NewNode &)> fits,
               std::function<void(const NewNode &)> chosen);
    QLineEdit &line() const { return *m_line; }
    // What is offered now, by name.
    QStringList offered() const;

Q_SIGNALS:
    void finished(); // chosen or given up

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void accept();
    void giveUp();
    void moveCurrent(int by);

    QLineEdit *m_line;
    QListWidget *m_list;
    QLabel *m_nothing;
    QList<OperationEntry> m_entries;
    std::function<bool(const NewNode &)> m_fits;
    std::function<void(const NewNode &)> m_chosen;
};

} // namespace chainrule
