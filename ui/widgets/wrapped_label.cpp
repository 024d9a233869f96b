// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/wrapped_label.h"

#include <QtCore/QEvent>

#include <algorithm>

namespace chainrule {

WrappedLabel::WrappedLabel(TextRole role, QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setRole(*m_label, role);
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_label->installEventFilter(this);
}

void WrappedLabel::setWords(const QString &words)
{
    if (words == text())
        return;
    const QList<int> widths = m_asked;
    QList<int> before;
    for (const int width : widths)
        before.append(heightForWidth(width));
    if (!m_label->underMouse())
        m_label->setTextInteractionFlags(Qt::NoTextInteraction);
    m_label->setText(words);
    const bool same = std::equal(widths.begin(), widths.end(), before.begin(),
                                 [this](int width, int height) { return heightForWidth(width) == height; });
    if (!same)
        updateGeometry();
}

void WrappedLabel::setWordsOrHide(const QString &words)
{
    setWords(words);
    setVisible(!words.isEmpty());
}

int WrappedLabel::heightForWidth(int width) const
{
    constexpr qsizetype kept = 200;
    constexpr qsizetype widthsKept = 4; // as many as a layout keeps, and one more
    if (!m_asked.contains(width)) {
        m_asked.prepend(width);
        m_asked.resize(std::min(m_asked.size(), widthsKept));
    }
    const std::pair key(text(), width);
    const auto known = m_heights.constFind(key);
    if (known != m_heights.constEnd())
        return *known;
    if (m_heights.size() >= kept)
        m_heights.clear();
    return *m_heights.insert(key, m_label->heightForWidth(width));
}

// Only while the mouse is over it the text can be selected, or is: such a text is set as a document, every time it changes.
bool WrappedLabel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Enter) {
        m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    } else if (event->type() == QEvent::Leave && !m_label->hasSelectedText()) {
        m_label->setTextInteractionFlags(Qt::NoTextInteraction);
    } else if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        m_heights.clear();
        updateGeometry();
    }
    return QWidget::eventFilter(watched, event);
}

void WrappedLabel::resizeEvent(QResizeEvent *event)
{
    m_label->resize(size());
    QWidget::resizeEvent(event);
}

} // namespace chainrule
