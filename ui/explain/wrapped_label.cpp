// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/wrapped_label.h"

#include <QtCore/QEvent>

namespace chainrule {

WrappedLabel::WrappedLabel(const QString &style, QWidget *parent)
    : QLabel(parent)
{
    setObjectName(style);
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
}

void WrappedLabel::setWords(const QString &words)
{
    if (words != text()) {
        m_heights.clear();
        setText(words);
    }
    setVisible(!words.isEmpty());
}

int WrappedLabel::heightForWidth(int width) const
{
    const auto known = m_heights.constFind(width);
    return known != m_heights.constEnd() ? *known : *m_heights.insert(width, QLabel::heightForWidth(width));
}

void WrappedLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        m_heights.clear();
    QLabel::changeEvent(event);
}

} // namespace chainrule
