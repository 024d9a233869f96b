// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/lab_section.h"

#include "ui/theme/theme.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

namespace chainrule {

LabSection::LabSection(const QString &heading, QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(Size::grid);
    addText(QStringLiteral("subheading"), heading);
}

QLabel *LabSection::addText(const QString &style, const QString &text)
{
    auto *label = new QLabel(this);
    label->setObjectName(style);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    m_column->addWidget(label);
    say(label, text);
    return label;
}

void LabSection::say(QLabel *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

} // namespace chainrule
