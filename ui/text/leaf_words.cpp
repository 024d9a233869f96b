// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/leaf_words.h"

#include "document/graph_document.h"

#include <QtCore/QCoreApplication>

namespace chainrule {

namespace {

// Gives the translations their context; nothing is made of it.
struct LeafWords
{
    Q_DECLARE_TR_FUNCTIONS(LeafWords)
};

} // namespace

QString leafWord(const QString &op)
{
    if (op == inputOp)
        return LeafWords::tr("input");
    if (op == constantOp)
        return LeafWords::tr("constant");
    if (op == parameterOp)
        return LeafWords::tr("parameter");
    return op == dataOp ? LeafWords::tr("data") : QString();
}

} // namespace chainrule
