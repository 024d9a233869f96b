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
    if (words != text())
        setText(words);
    setVisible(!words.isEmpty());
}

int WrappedLabel::heightForWidth(int width) const
{
    constexpr qsizetype kept = 200;
    const std::pair key(text(), width);
    const auto known = m_heights.constFind(key);
    if (known != m_heights.constEnd())
        return *known;
    if (m_heights.size() >= kept)
        m_heights.clear();
    return *m_heights.insert(key, QLabel::heightForWidth(width));
}

void WrappedLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        m_heights.clear();
    QLabel::changeEvent(event);
}

} // namespace chainrule
