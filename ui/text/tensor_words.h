// SPDX-License-Identifier: GPL-3.0-or-later
// Why a typed or pasted matrix is none, in people's words.
#pragma once

#include "text/tensor_text.h"

namespace chainrule {

// `text` is what the fault was found in.
QString words(const TensorFault &fault, const QString &text);

} // namespace chainrule
