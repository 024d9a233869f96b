// SPDX-License-Identifier: GPL-3.0-or-later
// Words that are broken into lines, and can be selected.
#pragma once

#include "ui/theme/text_role.h"

#include <QtCore/QHash>
#include <QtWidgets/QLabel>

#include <utility>

namespace chainrule {

// A QLabel in its own room: with each text that it is given, a label has the window laid out anew, which takes longer than to
// draw it. Here the window hears of it when the height is another one, at any width that it has asked for: with a scroll bar
// or without.
class WrappedLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit WrappedLabel(TextRole role, QWidget *parent = nullptr);

    void setWords(const QString &words);
    // Without words it is not there.
    void setWordsOrHide(const QString &words);
    QString text() const { return m_label->text(); }
    QLabel &label() { return *m_label; }

    QSize sizeHint() const override { return { 0, 0 }; } // takes the width that there is
    QSize minimumSizeHint() const override { return { 0, 0 }; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QLabel *m_label;
    mutable QList<int> m_asked; // widths, of late: who asked keeps the heights until it hears of others
    mutable QHash<std::pair<QString, int>, int> m_heights; // by text and width: steps come back to the same texts
};

} // namespace chainrule
