// SPDX-License-Identifier: GPL-3.0-or-later
// What can be opened, by topic, with a line to filter it. Knows ids and titles, nothing of what they open.
#pragma once

#include <QtCore/QList>
#include <QtWidgets/QWidget>

#include <vector>

class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace chainrule {

// One that is a person's own, and can be closed.
struct OwnEntry
{
    QString id;
    QString title;
    QString state; // a word beside the title: "unsaved"; empty when there is nothing to say
    QString tip;

    friend bool operator==(const OwnEntry &, const OwnEntry &) = default;
};

class LibraryPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit LibraryPanel(QWidget *parent = nullptr);

    // Topics appear in the order in which their first entry is added.
    void addEntry(const QString &topic, const QString &id, const QString &title);
    // In place of all that this topic had; one without entries is not shown.
    void setOwn(const QString &topic, const QList<OwnEntry> &entries);
    void setTitle(const QString &id, const QString &title); // of an entry that is there
    // Marks it as the one that is open; nothing is marked for an unknown id.
    void setCurrent(const QString &id);
    QStringList ids() const;
    QStringList visibleIds() const;
    void focusFilter();
    QLineEdit &filter() const { return *m_filter; }
    // The filter with air around it, to be the title of a dock.
    QWidget &titleBar() const { return *m_titleBar; }

Q_SIGNALS:
    void openRequested(const QString &id);
    void closeRequested(const QString &id); // of one's own

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QTreeWidgetItem *topicItem(const QString &topic);
    QTreeWidgetItem *addItem(const QString &topic, const QString &id, const QString &title);
    std::vector<QTreeWidgetItem *> items() const; // without the headings
    QString currentId() const;
    bool closeCurrent();
    QTreeWidgetItem *entry(const QString &id) const; // nullptr when there is none
    void applyFilter(const QString &text);
    void openFirst();
    void openEntry(const QString &id);

    QWidget *m_titleBar;
    QLineEdit *m_filter;
    QTreeWidget *m_tree;
    QList<OwnEntry> m_own;
};

} // namespace chainrule
