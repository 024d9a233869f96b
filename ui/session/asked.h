// SPDX-License-Identifier: GPL-3.0-or-later
// A number that a person is asked to predict: the diagram shows a question mark in its place.
#pragma once

#include <QtCore/QList>
#include <QtCore/QMetaType>

namespace chainrule {

struct Asked
{
    int node = -1; // NodeId
    int input = -1; // the node's value, or the share that this input receives through the node

    friend bool operator==(const Asked &, const Asked &) = default;
};

} // namespace chainrule

Q_DECLARE_METATYPE(chainrule::Asked)
