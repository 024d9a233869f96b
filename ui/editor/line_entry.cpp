// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/line_entry.h"

#include "ui/widgets/plain_label.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <utility>

namespace chainrule {

namespace {

constexpr int lineWidth = 160;

} // namespace

LineEntry::LineEntry(QWidget *parent)
    : QWidget(parent)
    , m_line(new QLineEdit(this))
    , m_reason(plainLabel(TextRole::Refusal))
{
    m_line->setFixedWidth(lineWidth);
    m_line->setAlignment(Qt::AlignCenter);
    m_line->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_line, 0, Qt::AlignHCenter);
    layout->addWidget(m_reason);
    connect(m_line, &QLineEdit::textEdited, this, [this] { refuse({}); });
    hide();
}

void LineEntry::begin(const QPoint &centre, const QString &accessibleName, const QString &text,
                      std::function<QString(const QString &)> accept)
{
    m_centre = centre;
    m_accept = std::move(accept);
    m_line->setAccessibleName(accessibleName);
    m_line->setText(text);
    m_line->selectAll();
    refuse({});
    show();
    raise();
    m_line->setFocus();
}

QString LineEntry::reason() const
{
    return m_reason->text();
}

void LineEntry::refuse(const QString &reason)
{
    sayOrHide(*m_reason, reason);
    m_line->setAccessibleDescription(reason);
    adjustSize();
    const QPoint corner = m_centre - QPoint(width() / 2, m_line->sizeHint().height() / 2);
    const QSize room = parentWidget()->size() - size();
    move(std::clamp(corner.x(), 0, std::max(0, room.width())), std::clamp(corner.y(), 0, std::max(0, room.height())));
}

void LineEntry::tryAccept()
{
    const QString reason = m_accept ? m_accept(m_line->text()) : QString();
    if (!reason.isEmpty())
        return refuse(reason);
    hide();
    Q_EMIT finished();
}

void LineEntry::giveUp()
{
    if (!isVisible())
        return;
    hide();
    Q_EMIT finished();
}

bool LineEntry::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            tryAccept();
            return true;
        }
        if (key == Qt::Key_Escape) {
            giveUp();
            return true;
        }
    }
    if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason)
        giveUp();
    return QWidget::eventFilter(watched, event);
}

} // namespace chainrule
