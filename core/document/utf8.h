// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's texts, which are UTF-8, as Qt's.
#pragma once

#include <QtCore/QString>

#include <string_view>

namespace chainrule {

inline QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace chainrule
