// SPDX-License-Identifier: GPL-3.0-or-later
// The hand of a person in the library: rows are found by their title, and clicked where they are.
#pragma once

#include "ui/library/library_panel.h"

#include <QtGui/QWindow>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeWidget>

namespace chainrule {

using namespace Qt::StringLiterals;

class LibraryHand
{
public:
    explicit LibraryHand(const LibraryPanel &library)
        : tree(*library.findChild<QTreeWidget *>())
    {
    }

    // One's own graphs stand at the end: of two of this title, the one that is there.
    QTreeWidgetItem *row(const QString &title) const
    {
        const auto found = tree.findItems(title, Qt::MatchExactly | Qt::MatchRecursive);
        return found.isEmpty() ? nullptr : found.last();
    }
    QStringList own() const
    {
        QStringList titles;
        const QTreeWidgetItem *topic = tree.topLevelItem(tree.topLevelItemCount() - 1);
        for (int i = 0; topic->text(0) == u"YOUR GRAPHS"_s && i < topic->childCount(); ++i)
            titles.append(topic->child(i)->text(0));
        return titles;
    }
    // What stands beside the title.
    QString state(const QString &title) const
    {
        const QWidget *end = tree.itemWidget(row(title), 0);
        return end ? end->findChild<QLabel *>(u"stateOfGraph"_s)->text() : QString();
    }
    QString spoken(const QString &title) const { return row(title)->data(0, Qt::AccessibleTextRole).toString(); }
    QString current() const { return tree.currentItem() ? tree.currentItem()->text(0) : QString(); }

    void click(const QString &title) const
    {
        QTreeWidgetItem *item = row(title);
        QVERIFY2(item, qPrintable(title));
        tree.scrollToItem(item);
        clickAt(tree.visualItemRect(item).center());
    }
    // What it asks is asked once the click is over.
    void clickCross(const QString &title) const
    {
        QTreeWidgetItem *item = row(title);
        QVERIFY2(item, qPrintable(title));
        tree.scrollToItem(item);
        auto *cross = tree.itemWidget(item, 0)->findChild<QToolButton *>(u"closeGraph"_s);
        const QPoint at = cross->mapTo(tree.viewport(), cross->rect().center());
        QVERIFY(tree.visualItemRect(item).contains(at));
        clickAt(at);
    }

    QTreeWidget &tree;

private:
    // Whatever lies there takes it.
    void clickAt(const QPoint &inTree) const
    {
        QWidget *window = tree.window();
        QTest::mouseClick(window->windowHandle(), Qt::LeftButton, {}, tree.viewport()->mapTo(window, inTree));
    }
};

} // namespace chainrule
