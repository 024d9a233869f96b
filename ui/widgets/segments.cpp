// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segments.h"

#include "ui/theme/text_role.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_parts.h"

#include <QtGui/QFontMetrics>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>

namespace chainrule {

namespace {

// As it is when it is chosen: Qt asks the style sheet for the width of the plain font only.
int widestText(const QString &name)
{
    return QFontMetrics(roleFont(TextRole::Strong, QApplication::font())).horizontalAdvance(name);
}

} // namespace

Segments::Segments(const QStringList &names, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    for (const QString &name : names) {
        QPushButton *button = plainButton(name);
        button->setCheckable(true);
        const bool first = m_group->buttons().isEmpty();
        const bool last = m_group->buttons().size() == names.size() - 1;
        button->setProperty("segment", QLatin1String(first ? "first" : last ? "last" : "middle"));
        m_group->addButton(button, int(m_group->buttons().size()));
        button->setMinimumWidth(widestText(name) + 4 * Size::grid);
        layout->addWidget(button, 1);
    }
    choose(0);
    setFocusPolicy(Qt::NoFocus);
    connect(m_group, &QButtonGroup::idClicked, this, &Segments::chose);
}

int Segments::chosen() const
{
    return m_group->checkedId();
}

void Segments::choose(int index)
{
    m_group->button(index)->setChecked(true);
}

} // namespace chainrule
