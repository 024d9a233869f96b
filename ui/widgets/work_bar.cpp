// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/work_bar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_parts.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace chainrule {

namespace {

constexpr int steps = 1000;

} // namespace

WorkBar::WorkBar(QWidget *parent)
    : QWidget(parent)
    , m_what(plainLabel(TextRole::Strong))
    , m_detail(plainLabel(TextRole::Note))
    , m_bar(new QProgressBar)
{
    setAttribute(Qt::WA_StyledBackground); // it may lie over something
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("How far it is"));
    QPushButton *cancel = plainButton(tr("Cancel"), "cancelWork");
    auto *words = new QHBoxLayout;
    words->setSpacing(2 * Size::grid);
    words->addWidget(m_what);
    words->addWidget(m_detail, 1);
    auto *column = new QVBoxLayout;
    column->setSpacing(Size::grid / 2 + 2);
    column->addLayout(words);
    column->addWidget(m_bar);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2 * Size::grid);
    layout->addLayout(column, 1);
    layout->addWidget(cancel);
    hide();
    connect(cancel, &QPushButton::clicked, this, &WorkBar::cancelled);
}

void WorkBar::showWork(const QString &what, const QString &detail, double part)
{
    m_what->setText(what);
    m_detail->setText(detail);
    m_bar->setRange(0, part < 0 ? 0 : steps);
    m_bar->setValue(int(std::clamp(part, 0.0, 1.0) * steps));
    setAccessibleName(what);
    show();
}

} // namespace chainrule
