// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/wrapped_words.h"

#include <QtCore/QEvent>
#include <QtGui/QFontMetrics>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QStyle>

namespace chainrule {

namespace {

class Wrapping final : public QObject
{
public:
    explicit Wrapping(QAbstractButton &button)
        : QObject(&button)
        , m_button(button)
        , m_words(button.text())
    {
        button.setAccessibleName(m_words);
        button.setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        button.installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Resize || event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
            wrap();
        return false;
    }

private:
    void wrap()
    {
        const QStyle &style = *m_button.style();
        constexpr int room = 4; // the style sheet's spacing differs by some pixels from the style's
        const int taken = style.pixelMetric(QStyle::PM_IndicatorWidth, nullptr, &m_button)
            + style.pixelMetric(QStyle::PM_CheckBoxLabelSpacing, nullptr, &m_button) + room;
        const QString broken = brokenInto(m_words, m_button.width() - taken, m_button.fontMetrics());
        if (broken != m_button.text())
            m_button.setText(broken);
    }

    QAbstractButton &m_button;
    QString m_words;
};

} // namespace

void wrapWords(QAbstractButton &button)
{
    new Wrapping(button);
}

QString brokenInto(const QString &words, int width, const QFontMetrics &metrics)
{
    QString broken, line;
    for (const QString &word : words.split(u' ')) {
        const QString longer = line.isEmpty() ? word : line + u' ' + word;
        if (line.isEmpty() || metrics.size(Qt::TextShowMnemonic, longer).width() <= width) {
            line = longer;
            continue;
        }
        broken += line + u'\n';
        line = word;
    }
    return broken + line;
}

} // namespace chainrule
