// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/line_entry.h"

#include <QtWidgets/QLineEdit>

#include <utility>

namespace chainrule {

namespace {

constexpr int lineWidth = 160;

} // namespace

LineEntry::LineEntry(QWidget *parent)
    : CanvasLine(parent)
{
    line().setFixedWidth(lineWidth);
}

void LineEntry::begin(const QPoint &centre, const QString &accessibleName, const QString &text,
                      std::function<QString(const QString &)> accept)
{
    m_accept = std::move(accept);
    open(centre, accessibleName, text);
}

void LineEntry::accept(Qt::KeyboardModifiers)
{
    const QString reason = m_accept ? m_accept(line().text()) : QString();
    if (reason.isEmpty())
        finish();
    else
        refuse(reason);
}

} // namespace chainrule
