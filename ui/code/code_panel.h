// SPDX-License-Identifier: GPL-3.0-or-later
// The graph as a Python program beside the diagram: follows the steps, and is followed by them when a line is clicked.
#pragma once

#include "code/python_code.h"

#include <QtWidgets/QWidget>

class QLabel;

namespace chainrule {

class CodeView;
class GraphSession;

// Writes the program anew when values change, and only while it can be seen.
class CodePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit CodePanel(GraphSession &session, QWidget *parent = nullptr);

    CodeView &view() const { return *m_view; }
    QString message() const;

    void copy();
    void save(); // asks where

protected:
    void showEvent(QShowEvent *event) override;

private:
    void wireSession();
    void layOut();
    void invalidate();
    void refresh();
    void showStep();
    void goTo(int line);
    void saveTo(const QString &path);
    void say(const QString &text, bool refusal);
    QString program() const;

    GraphSession &m_session;
    CodeView *m_view;
    QLabel *m_message;
    QList<CodeLine> m_lines; // as they are shown: of an array's bytes only how many there are
    bool m_stale = true;
};

} // namespace chainrule
