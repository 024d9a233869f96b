// SPDX-License-Identifier: GPL-3.0-or-later
// English as it is written in the sources, with one thing and with several: "%n image(s)".
#pragma once

#include <QtCore/QTranslator>

namespace chainrule {

// For who reads English. A catalogue of another language, which has its own forms, is asked before it.
class EnglishPlurals final : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *text, const char *disambiguation, int n) const override;
};

} // namespace chainrule
