// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/message_bar.h"

#include "ui/theme/read_aloud.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_parts.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

QLabel *makeLine(TextRole role)
{
    QLabel *label = wrappingLabel(role);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_what(makeLine(TextRole::Strong))
    , m_advice(makeLine(TextRole::Body))
    , m_actions(new QHBoxLayout)
{
    setObjectName(u"MessageBar"_s);
    QPushButton *close = plainButton(tr("Close"));
    close->setAccessibleName(tr("Close this message"));
    auto *lines = new QVBoxLayout;
    lines->setSpacing(Size::grid / 2);
    lines->addWidget(m_what);
    lines->addWidget(m_advice);
    auto *layout = new QHBoxLayout(this);
    constexpr int above = Size::grid + Size::grid / 2;
    layout->setContentsMargins(2 * Size::grid, above, 2 * Size::grid, above);
    layout->setSpacing(2 * Size::grid);
    layout->addLayout(lines, 1);
    m_actions->setSpacing(Size::grid);
    layout->addLayout(m_actions);
    layout->addWidget(close, 0, Qt::AlignVCenter);
    hide();
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
}

int MessageBar::say(const QString &what, const QString &advice, const QList<Action> &actions)
{
    while (QLayoutItem *item = m_actions->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the one that was pressed
        delete item;
    }
    for (const Action &action : actions) {
        QPushButton *button = plainButton(action.text);
        button->setObjectName(action.name);
        m_actions->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, does = action.does] {
            hide();
            does();
        });
    }
    m_what->setText(what);
    sayOrHide(*m_advice, advice);
    setAccessibleName(what + u' ' + advice);
    show();
    readAloud(*this, accessibleName());
    return ++m_number;
}

void MessageBar::setVisible(bool visible)
{
    if (!visible && isAncestorOf(QApplication::focusWidget()))
        Q_EMIT left(); // else it would go to whatever comes next, far away
    QFrame::setVisible(visible);
    Q_EMIT toggled(visible);
}

bool MessageBar::says(int message) const
{
    return message == m_number && !isHidden();
}

QString MessageBar::text() const
{
    return isHidden() ? QString() : m_what->text() + u' ' + m_advice->text();
}

} // namespace chainrule
