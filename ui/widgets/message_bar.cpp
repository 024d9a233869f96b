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
#include <QtWidgets/QStyle>

#include <algorithm>
#include <utility>

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
    , m_more(plainButton(tr("More"), "moreOfMessage"))
{
    setObjectName(u"MessageBar"_s);
    QPushButton *close = plainButton(u"✕"_s, "closeMessage");
    close->setToolTip(tr("Close this message"));
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
    layout->addWidget(m_more, 0, Qt::AlignVCenter);
    layout->addWidget(close, 0, Qt::AlignVCenter);
    m_more->setCheckable(true);
    m_more->hide();
    hide();
    connect(m_more, &QPushButton::toggled, this, &MessageBar::fit);
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
}

int MessageBar::say(const QString &what, const QString &advice, const QList<Action> &actions)
{
    return show(what, advice, actions, false);
}

int MessageBar::sayDone(const QString &what, const QString &advice)
{
    return show(what, advice, {}, true);
}

int MessageBar::show(const QString &what, const QString &advice, const QList<Action> &actions, bool done)
{
    if (std::exchange(m_done, done) != done) {
        setProperty("done", done);
        style()->unpolish(this);
        style()->polish(this);
    }
    done ? m_leaving.start(m_doneStays, this) : m_leaving.stop();
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
    m_more->setChecked(false);
    QFrame::show();
    fit();
    readAloud(*this, accessibleName());
    return ++m_number;
}

void MessageBar::setVisible(bool visible)
{
    if (!visible && isAncestorOf(QApplication::focusWidget()))
        Q_EMIT left(); // else it would go to whatever comes next, far away
    if (!visible)
        m_leaving.stop();
    QFrame::setVisible(visible);
    Q_EMIT toggled(visible);
}

void MessageBar::timerEvent(QTimerEvent *)
{
    if (!underMouse() && !isAncestorOf(QApplication::focusWidget()))
        hide();
}

void MessageBar::lieOver(const QRect &area)
{
    m_area = area;
    layout()->setContentsMargins(2 * Size::grid, Size::grid / 4, Size::grid, Size::grid / 4);
    layout()->setSpacing(Size::grid);
    fit();
}

// What to do gives way first: what happened is always there.
void MessageBar::fit()
{
    if (m_area.isEmpty())
        return;
    const auto needed = [this] {
        layout()->invalidate();
        layout()->activate();
        return layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(m_area.width()) : sizeHint().height();
    };
    const bool advises = !m_advice->text().isEmpty();
    m_advice->setVisible(advises);
    m_more->setVisible(false);
    int height = needed();
    if (height > m_area.height()) {
        m_more->setVisible(true);
        m_advice->setVisible(advises && m_more->isChecked());
        height = m_more->isChecked() ? needed() : m_area.height();
    }
    setGeometry(m_area.x(), m_area.y(), m_area.width(), std::max(height, m_area.height()));
    raise();
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
