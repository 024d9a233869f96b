// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/library_panel.h"

#include "ui/theme/text_role.h"
#include "ui/theme/theme.h"
#include "ui/widgets/filter_field.h"

#include <QtCore/QDir>
#include <QtCore/QEvent>
#include <QtCore/QFileInfo>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QVBoxLayout>

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
    auto *item = new QTreeWidgetItem(topicItem(topic), { title });
    item->setData(0, idRole, id);
    item->setToolTip(0, title);
    item->setSizeHint(0, { 0, libraryRowHeight });
}

void LibraryPanel::setFiles(const QString &topic, const QStringList &paths)
{
    const QTreeWidgetItem *current = m_tree->currentItem();
    const QString open = current ? current->data(0, idRole).toString() : QString();
    delete topicItem(topic);
    for (const QString &path : paths) {
        addEntry(topic, path, QFileInfo(path).completeBaseName());
        QTreeWidgetItem *heading = topicItem(topic);
        heading->child(heading->childCount() - 1)->setToolTip(0, QDir::toNativeSeparators(path));
    }
    setCurrent(open);
    applyFilter(m_filter->text());
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

QTreeWidgetItem *LibraryPanel::entry(const QString &id) const
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i)
        for (int k = 0; k < m_tree->topLevelItem(i)->childCount(); ++k)
            if (QTreeWidgetItem *item = m_tree->topLevelItem(i)->child(k); item->data(0, idRole).toString() == id)
                return item;
    return nullptr;
}

QStringList LibraryPanel::visibleIds() const
{
    QStringList ids;
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i)
        for (int k = 0; k < m_tree->topLevelItem(i)->childCount(); ++k)
            if (const QTreeWidgetItem *item = m_tree->topLevelItem(i)->child(k); !item->isHidden())
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

// Down goes from the filter to the first entry of the list.
bool LibraryPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Down) {
        const QStringList ids = visibleIds();
        setCurrent(ids.value(0));
        m_tree->setFocus();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace chainrule
