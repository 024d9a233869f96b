// SPDX-License-Identifier: GPL-3.0-or-later
// The answer to a document's question, with the engine's figures in it.
#pragma once

#include <QtCore/QString>

namespace chainrule {

class GraphSession;

// The document's answer with figures in place of {value:NAME}, {gradient:NAME} and {shape:NAME}. Where one of them is not
// there, is no finite number, or is wrong because of a mistake in the graph, the sentence says that instead. Empty where there
// is no answer.
QString answerOf(const GraphSession &session);

} // namespace chainrule
