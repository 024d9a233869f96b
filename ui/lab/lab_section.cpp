// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/lab_section.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

namespace chainrule {

LabSection::LabSection(const QString &heading, QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(Size::grid);
    addText(TextRole::Section, heading);
}

QLabel *LabSection::addText(TextRole role, const QString &text, const char *name)
{
    QLabel *label = wrappingLabel(role, {}, name);
    m_column->addWidget(label);
    sayOrHide(*label, text);
    return label;
}

} // namespace chainrule
