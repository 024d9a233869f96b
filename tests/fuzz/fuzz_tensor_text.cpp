// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as numbers: a whole tensor that is written and read as the same, or a fault whose place is in the text.
#include "engine/finite.h"
#include "text/tensor_text.h"

#include <QtCore/QString>

#include <cstdlib>

using namespace chainrule;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto parsed = parseTensor(text);
    if (const auto *fault = std::get_if<TensorFault>(&parsed)) {
        if (fault->offset < 0 || fault->length < 0 || fault->offset + fault->length > text.size())
            std::abort();
        return 0;
    }
    const auto &tensor = std::get<Tensor>(parsed);
    if (!allFinite(tensor.values) || Index(tensor.values.size()) != tensor.shape.size())
        std::abort();
    const auto again = parseTensor(tensorText(tensor));
    if (!std::holds_alternative<Tensor>(again) || std::get<Tensor>(again) != tensor)
        std::abort();
    return 0;
}
