// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/edit_words.h"

#include "document/document_text.h"
#include "document/edit_parts.h"

#include <algorithm>

namespace chainrule::edit {

Words wordsOf(const GraphDocument &document)
{
    return { document.title, document.question, document.answer };
}

GraphDocument setWords(const GraphDocument &document, const Words &words)
{
    if (!isDocumentText(words.title, Lines::One) || !isDocumentText(words.question, Lines::Several)
        || !isDocumentText(words.answer, Lines::Several))
        return document;
    GraphDocument after = document;
    after.title = words.title;
    after.question = words.question;
    after.answer = words.answer;
    return after;
}

GraphDocument setNote(const GraphDocument &document, const QString &id, const QString &note)
{
    if (!isDocumentText(note, Lines::Several))
        return document;
    GraphDocument after = document;
    if (const int index = indexOf(document, id); index >= 0)
        after.nodes[index].note = note;
    const auto group = std::ranges::find(after.groups, id, &DocumentGroup::id);
    if (group != after.groups.end())
        group->note = note;
    return after;
}

} // namespace chainrule::edit
