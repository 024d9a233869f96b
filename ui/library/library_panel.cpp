// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/library_panel.h"

#include "ui/library/own_row.h"
#include "ui/theme/text_role.h"
#include "ui/theme/theme.h"
#include "ui/widgets/filter_field.h"

#include <QtCore/QEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int idRole = Qt::UserRole;
constexpr int libraryRowHeight = 26;
constexpr int topicHeight = 32;

} // namespace

LibraryPanel::LibraryPanel(QWidget *parent)
    : QWidget(parent)
    , m_titleBar(new QWidget(this))
    , m_filter(new FilterField(tr("Find a graph…"), tr("Find a graph"), m_titleBar))
    , m_tree(new QTreeWidget(this))
{
    m_filter->installEventFilter(this);
    m_tree->setObjectName(u"library"_s);
    m_tree->setAccessibleName(tr("Library"));
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setItemsExpandable(false);
    m_tree->setIndentation(0);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->setItemDelegate(new OwnRowDelegate(*m_tree));
    m_tree->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::grid, 0, Size::grid, Size::grid);
    layout->addWidget(m_tree);
    auto *title = new QVBoxLayout(m_titleBar);
    title->setContentsMargins(12, 12, 12, 4);
    title->addWidget(m_filter);

    connect(m_filter, &QLineEdit::textChanged, this, &LibraryPanel::applyFilter);
    connect(m_filter, &QLineEdit::returnPressed, this, &LibraryPanel::openFirst);
    const auto open = [this](QTreeWidgetItem *item) { openEntry(item->data(0, idRole).toString()); };
    connect(m_tree, &QTreeWidget::itemClicked, this, open);
    connect(m_tree, &QTreeWidget::itemActivated, this, open);
}

QTreeWidgetItem *LibraryPanel::topicItem(const QString &topic)
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i)
        if (m_tree->topLevelItem(i)->text(0) == topic)
            return m_tree->topLevelItem(i);
    auto *item = new QTreeWidgetItem(m_tree, { topic });
    item->setFlags(Qt::ItemIsEnabled);
    item->setSizeHint(0, { 0, topicHeight });
    item->setTextAlignment(0, Qt::AlignLeft | Qt::AlignBottom);
    item->setFont(0, roleFont(TextRole::StrongNote, font()));
    item->setForeground(0, palette().brush(QPalette::PlaceholderText));
    item->setExpanded(true);
    return item;
}

void LibraryPanel::addEntry(const QString &topic, const QString &id, const QString &title)
{
    addItem(topic, id, title)->setToolTip(0, title);
}

QTreeWidgetItem *LibraryPanel::addItem(const QString &topic, const QString &id, const QString &title)
{
    auto *item = new QTreeWidgetItem(topicItem(topic), { title });
    item->setData(0, idRole, id);
    item->setSizeHint(0, { 0, libraryRowHeight });
    return item;
}

void LibraryPanel::setOwn(const QString &topic, const QList<OwnEntry> &entries)
{
    if (entries == m_own)
        return; // what is under the mouse stays
    m_own = entries;
    const QString open = currentId();
    delete topicItem(topic);
    for (const OwnEntry &entry : entries) {
        QTreeWidgetItem *item = addItem(topic, entry.id, entry.title);
        item->setToolTip(0, entry.tip);
        if (!entry.state.isEmpty())
            item->setData(0, Qt::AccessibleTextRole, tr("%1, %2").arg(entry.title, entry.state));
        auto *row = new OwnRow(entry.title, entry.state, m_tree->viewport());
        connect(row, &OwnRow::closeRequested, this, [this, id = entry.id] { Q_EMIT closeRequested(id); });
        m_tree->setItemWidget(item, 0, row);
    }
    setCurrent(open);
    applyFilter(m_filter->text());
}

QString LibraryPanel::currentId() const
{
    const QTreeWidgetItem *current = m_tree->currentItem();
    return current ? current->data(0, idRole).toString() : QString();
}

void LibraryPanel::setCurrent(const QString &id)
{
    m_tree->setCurrentItem(entry(id));
}

void LibraryPanel::setTitle(const QString &id, const QString &title)
{
    if (QTreeWidgetItem *item = entry(id); item && item->text(0) != title) {
        item->setText(0, title);
        item->setToolTip(0, title);
    }
}

std::vector<QTreeWidgetItem *> LibraryPanel::items() const
{
    std::vector<QTreeWidgetItem *> items;
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i)
        for (int k = 0; k < m_tree->topLevelItem(i)->childCount(); ++k)
            items.push_back(m_tree->topLevelItem(i)->child(k));
    return items;
}

QTreeWidgetItem *LibraryPanel::entry(const QString &id) const
{
    for (QTreeWidgetItem *item : items())
        if (item->data(0, idRole).toString() == id)
            return item;
    return nullptr;
}

QStringList LibraryPanel::ids() const
{
    QStringList ids;
    for (const QTreeWidgetItem *item : items())
        ids.append(item->data(0, idRole).toString());
    return ids;
}

QStringList LibraryPanel::visibleIds() const
{
    QStringList ids;
    for (const QTreeWidgetItem *item : items())
        if (!item->isHidden())
            ids.append(item->data(0, idRole).toString());
    return ids;
}

void LibraryPanel::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void LibraryPanel::applyFilter(const QString &text)
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem *topic = m_tree->topLevelItem(i);
        const bool whole = topic->text(0).contains(text, Qt::CaseInsensitive);
        bool any = false;
        for (int k = 0; k < topic->childCount(); ++k) {
            const bool shown = whole || topic->child(k)->text(0).contains(text, Qt::CaseInsensitive);
            topic->child(k)->setHidden(!shown);
            any = any || shown;
        }
        topic->setHidden(!any);
    }
}

void LibraryPanel::openFirst()
{
    const QStringList ids = visibleIds();
    if (!ids.isEmpty())
        openEntry(ids.front());
}

// What was looked for is found: the list is whole again.
void LibraryPanel::openEntry(const QString &id)
{
    if (id.isEmpty())
        return;
    m_filter->clear();
    Q_EMIT openRequested(id);
}

bool LibraryPanel::closeCurrent()
{
    const QString id = currentId();
    const bool isOwn = std::ranges::find(m_own, id, &OwnEntry::id) != m_own.end();
    if (isOwn)
        Q_EMIT closeRequested(id);
    return isOwn;
}

// Down goes from the filter to the first entry of the list; Delete closes one's own.
bool LibraryPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (watched == m_tree)
        return key == Qt::Key_Delete && closeCurrent();
    if (key != Qt::Key_Down)
        return false;
    setCurrent(visibleIds().value(0));
    m_tree->setFocus();
    return true;
}

} // namespace chainrule
