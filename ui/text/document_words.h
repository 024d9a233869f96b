// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a graph document, in people's words.
#pragma once

#include "document/document_flaw.h"

namespace chainrule {

// A sentence that names the node and the reason: "“price” has the operation “mull”, which is not known."
QString words(const DocumentFlaw &flaw);

} // namespace chainrule
