// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notice_bar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_parts.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace chainrule {

NoticeBar::NoticeBar(const char *name, const QMargins &margins, QWidget *parent)
    : QFrame(parent)
    , m_text(wrappingLabel(TextRole::Body))
{
    setObjectName(QLatin1String(name));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(margins);
    row->setSpacing(Size::grid);
    row->addWidget(m_text, 1);
    hide();
}

QString NoticeBar::text() const
{
    return m_text->text();
}

void NoticeBar::setText(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
}

QPushButton *NoticeBar::addButton(const QString &text, const char *name)
{
    QPushButton *button = plainButton(text, name);
    button->setFocusPolicy(Qt::TabFocus);
    layout()->addWidget(button);
    return button;
}

} // namespace chainrule
