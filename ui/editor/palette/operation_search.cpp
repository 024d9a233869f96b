// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/palette/operation_search.h"

#include "ui/editor/palette/operation_delegate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int listWidth = 240;
constexpr int mostRows = 7;

} // namespace

OperationSearch::OperationSearch(QWidget *parent)
    : QFrame(parent)
    , m_line(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_nothing(plainLabel(TextRole::Note, tr("Nothing is called so.")))
{
    setObjectName(u"card"_s);
    m_line->setAccessibleName(tr("Name of an operation"));
    m_line->installEventFilter(this);
    m_list->setObjectName(u"operations"_s);
    m_list->setAccessibleName(tr("Operations that were found"));
    m_list->setItemDelegate(new OperationDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::grid, Size::grid, Size::grid, Size::grid);
    layout->setSpacing(Size::grid / 2);
    layout->addWidget(m_line);
    layout->addWidget(m_nothing);
    layout->addWidget(m_list);
    setFixedWidth(listWidth + 2 * Size::grid);
    connect(m_line, &QLineEdit::textChanged, this, &OperationSearch::refresh);
    connect(m_list, &QListWidget::itemClicked, this, &OperationSearch::accept);
    hide();
}

void OperationSearch::begin(const QPoint &corner, const QString &question, std::function<bool(const NewNode &)> fits,
                            std::function<void(const NewNode &)> chosen)
{
    m_fits = std::move(fits);
    m_chosen = std::move(chosen);
    m_line->setPlaceholderText(question);
    m_line->clear();
    refresh();
    const QSize room = parentWidget()->size() - sizeHint();
    move(std::clamp(corner.x(), 0, std::max(0, room.width())), std::clamp(corner.y(), 0, std::max(0, room.height())));
    show();
    raise();
    m_line->setFocus();
}

void OperationSearch::refresh()
{
    m_entries = entriesFor(m_line->text());
    m_entries.removeIf([this](const OperationEntry &entry) { return m_fits && !m_fits(entry.node); });
    m_list->clear();
    for (const OperationEntry &entry : std::as_const(m_entries))
        m_list->addItem(OperationDelegate::item(entry));
    m_list->setCurrentRow(0);
    const int rows = std::min(int(m_entries.size()), mostRows);
    m_list->setFixedHeight(rows * OperationDelegate::rowHeight);
    m_list->setVisible(rows > 0);
    m_nothing->setVisible(rows == 0);
    adjustSize();
}

QStringList OperationSearch::offered() const
{
    QStringList names;
    for (const OperationEntry &entry : m_entries)
        names.append(entry.name);
    return names;
}

void OperationSearch::accept()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_entries.size())
        return;
    const NewNode node = m_entries[row].node;
    hide();
    const auto chosen = std::exchange(m_chosen, {});
    if (chosen)
        chosen(node);
    Q_EMIT finished();
}

void OperationSearch::giveUp()
{
    if (!isVisible())
        return;
    m_chosen = {};
    hide();
    Q_EMIT finished();
}

void OperationSearch::moveCurrent(int by)
{
    m_list->setCurrentRow(std::clamp(m_list->currentRow() + by, 0, std::max(0, m_list->count() - 1)));
}

bool OperationSearch::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason)
        giveUp();
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        accept();
        return true;
    case Qt::Key_Escape:
        giveUp();
        return true;
    case Qt::Key_Up:
        moveCurrent(-1);
        return true;
    case Qt::Key_Down:
        moveCurrent(1);
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace chainrule
