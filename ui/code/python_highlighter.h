// SPDX-License-Identifier: GPL-3.0-or-later
// Colours Python: keywords, strings and comments, and no more than that.
#pragma once

#include "ui/theme/theme.h"

#include <QtGui/QSyntaxHighlighter>

namespace chainrule {

class PythonHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    PythonHighlighter(QTextDocument *document, const Theme &theme);

    void setTheme(const Theme &theme);

protected:
    void highlightBlock(const QString &text) override;

private:
    Theme m_theme;
};

} // namespace chainrule
