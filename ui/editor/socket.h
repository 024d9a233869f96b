// SPDX-License-Identifier: GPL-3.0-or-later
// One end of a wire: a node's output or one of its inputs.
#pragma once

#include <QtCore/QString>

namespace chainrule {

struct Socket
{
    static constexpr int output = -1;

    QString node = {}; // id; empty for none
    int port = output;

    bool isNone() const { return node.isEmpty(); }
    bool isOutput() const { return !isNone() && port == output; }
    bool isInput() const { return !isNone() && port != output; }

    friend bool operator==(const Socket &, const Socket &) = default;
};

} // namespace chainrule
