// SPDX-License-Identifier: GPL-3.0-or-later
// Words that are broken into lines, and can be selected.
#pragma once

#include <QtCore/QHash>
#include <QtWidgets/QLabel>

#include <utility>

namespace chainrule {

// Layouts ask for the height of the same text in the same width again and again, and steps come back to the same texts; QLabel
// sets them anew each time.
class WrappedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit WrappedLabel(const QString &style, QWidget *parent = nullptr);

    // Without words it is not there.
    void setWords(const QString &words);

    QSize sizeHint() const override { return { 0, 0 }; } // takes the width that there is
    QSize minimumSizeHint() const override { return { 0, 0 }; }
    int heightForWidth(int width) const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    mutable QHash<std::pair<QString, int>, int> m_heights; // by text and width
};

} // namespace chainrule
