// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/canvas_line.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace chainrule {

CanvasLine::CanvasLine(QWidget *parent)
    : QWidget(parent)
    , m_line(new QLineEdit(this))
    , m_reason(plainLabel(TextRole::Refusal))
{
    m_line->setAlignment(Qt::AlignCenter);
    m_line->installEventFilter(this);
    m_reason->setAlignment(Qt::AlignCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::grid / 2);
    layout->addWidget(m_line, 0, Qt::AlignHCenter);
    layout->addWidget(m_reason, 0, Qt::AlignHCenter);
    connect(m_line, &QLineEdit::textEdited, this, [this] { refuse({}); });
    hide();
}

QString CanvasLine::reason() const
{
    return m_reason->text();
}

void CanvasLine::open(const QPoint &centre, const QString &accessibleName, const QString &text)
{
    m_centre = centre;
    m_line->setAccessibleName(accessibleName);
    m_line->setText(text);
    m_line->selectAll();
    refuse({});
    show();
    raise();
    m_line->setFocus();
}

void CanvasLine::refuse(const QString &reason)
{
    sayOrHide(*m_reason, reason);
    m_line->setAccessibleDescription(reason);
    place();
}

void CanvasLine::place()
{
    adjustSize();
    const QPoint corner = m_centre - QPoint(width() / 2, m_line->sizeHint().height() / 2);
    const QSize room = parentWidget()->size() - size();
    move(std::clamp(corner.x(), 0, std::max(0, room.width())), std::clamp(corner.y(), 0, std::max(0, room.height())));
}

void CanvasLine::finish()
{
    hide();
    Q_EMIT finished();
}

void CanvasLine::giveUp()
{
    if (isVisible())
        finish();
}

bool CanvasLine::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            accept(key->modifiers());
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            giveUp();
            return true;
        }
    }
    if (event->type() == QEvent::FocusOut) {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason) // its own menu; another window
            giveUp();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace chainrule
