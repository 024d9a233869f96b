// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/plain_texts.h"

#include <QtCore/QEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>

namespace chainrule {

PlainTexts::PlainTexts(QObject *parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool PlainTexts::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::Polish)
        if (auto *label = qobject_cast<QLabel *>(object))
            label->setTextFormat(Qt::PlainText);
    return QObject::eventFilter(object, event);
}

} // namespace chainrule
