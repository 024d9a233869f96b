// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/help_menu.h"

#include "ui/editor/edit_actions.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QAction>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMessageBox>

namespace chainrule {

namespace {

struct HelpWords
{
    Q_DECLARE_TR_FUNCTIONS(Help)
};

void showKeys(QWidget *window)
{
    QMessageBox::information(
        window, HelpWords::tr("Keys"),
        HelpWords::tr("→ or Page Down: one step.  ← or Page Up: back one step.  Page Down at the end, Page Up at the "
                      "beginning: the next graph, the one before.\n"
                      "Home, End: first and last step.  G: the first gradient.\nSpace: play and pause.\n"
                      "Tab: select a node.  Ctrl and an arrow: along the edges.  ↑ and ↓: to a neighbour.\n"
                      "Enter: change the selected input.  V: the node's matrix.  F: fold or unfold the group.\n"
                      "Drag an input sideways, or turn the wheel over it: its number follows. Shift is fine, "
                      "Ctrl is coarse.\n"
                      "Ctrl and 1 to 4: Explain, Numbers, Code, Lab.\n"
                      "Ctrl and +, −, 0: larger, smaller, fit.  F5: presentation, Esc leaves it; "
                      "in it B or . and W: a black and a white screen.\n"
                      "Ctrl+T: title, question and answer.  Ctrl+W: close the graph.\n"
                      "Training desk: Ctrl and Enter starts and pauses, with Shift it is one step; Ctrl and a comma shows the "
                      "settings.")
            + u'\n' + EditActions::keys());
}

void showAbout(QWidget *window)
{
    QMessageBox::about(
        window, HelpWords::tr("About Chainrule"),
        HelpWords::tr("Chainrule makes backpropagation visible.\n\nFree software under the GNU GPL, version 3 or "
                      "later."));
}

} // namespace

void addHelp(QMenu &menu, QWidget &window)
{
    QAction *keys = menu.addAction(HelpWords::tr("&Keys"));
    keys->setShortcuts(QKeySequence::HelpContents);
    window.addAction(keys); // works in a presentation too
    QObject::connect(keys, &QAction::triggered, &window, [&window] { showKeys(&window); });
    QObject::connect(menu.addAction(HelpWords::tr("&About Chainrule")), &QAction::triggered, &window,
                     [&window] { showAbout(&window); });
}

} // namespace chainrule
