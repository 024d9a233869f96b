// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/words/editor_words.h"

#include "document/document_text.h"
#include "document/graph_document.h"
#include "ui/text/leaf_words.h"
#include "ui/text/op_texts.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

namespace chainrule {

namespace {

// Gives the translations their context; nothing is made of it.
struct EditorWords
{
    Q_DECLARE_TR_FUNCTIONS(Editor)
};

} // namespace

QString nameOfOperation(const QString &op)
{
    if (isLeafOp(op))
        return leafWord(op);
    const QString name = opText(op.toStdString()).name;
    return name.isEmpty() ? op : name;
}

QString words(edit::GroupFault fault)
{
    switch (fault) {
    case edit::GroupFault::Empty:
        return EditorWords::tr("Select the operations that are to be a group first.");
    case edit::GroupFault::NotAtOnce:
        return EditorWords::tr(
            "These cannot be one group: something outside needs them and is needed by them. Take it in too.");
    case edit::GroupFault::Crosses:
        return EditorWords::tr("Another group is partly among these. Take all of it, or dissolve it first.");
    case edit::GroupFault::Same:
        return EditorWords::tr("These are a group already.");
    }
    return {};
}

QString words(edit::NameFault fault, const QString &name)
{
    switch (fault) {
    case edit::NameFault::Empty:
        return EditorWords::tr("Type a name.");
    case edit::NameFault::NoIdentifier:
        return EditorWords::tr("A name is made of letters, digits and _, and begins with no digit.");
    case edit::NameFault::Keyword:
        return EditorWords::tr("“%1” means something else in Python.").arg(name);
    case edit::NameFault::Taken:
        return EditorWords::tr("Another node is called “%1”.").arg(name);
    case edit::NameFault::TooLong:
        return tooLongWords(name.size(), mostCharacters(Lines::One));
    }
    return {};
}

QString tooLongWords(qsizetype length, qsizetype most)
{
    const QLocale locale;
    return EditorWords::tr("That would be %1 characters. At most %2 can be kept.")
        .arg(locale.toString(length), locale.toString(most));
}

QString cycleWords(const GraphDocument &document, const QString &source, const QString &consumer)
{
    const DocumentNode *from = document.node(source);
    const DocumentNode *to = document.node(consumer);
    if (!from || !to || from == to)
        return EditorWords::tr("Nothing can need itself.");
    return EditorWords::tr("That would be a circle: %1 needs %2.").arg(from->name, to->name);
}

} // namespace chainrule
