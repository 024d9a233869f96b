// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of what a graph says in words: its title, question and answer, and notes.
#pragma once

#include "document/graph_document.h"

#include <optional>

namespace chainrule::edit {

struct Words
{
    QString title; // one line
    QString question;
    QString answer; // {value:NAME}, {gradient:NAME} and {shape:NAME} stand for the engine's figures

    friend bool operator==(const Words &, const Words &) = default;
};

Words wordsOf(const GraphDocument &document);
// Refused where a text is longer than document_limits.h allows, or has characters that a document may not have.
GraphDocument setWords(const GraphDocument &document, const Words &words);
// Of a node or a group; refused likewise.
GraphDocument setNote(const GraphDocument &document, const QString &id, const QString &note);

} // namespace chainrule::edit
