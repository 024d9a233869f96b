// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/shown_name.h"

#include "ui/session/graph_session.h"
#include "ui/text/numbers.h"

namespace chainrule {

QString shownName(const GraphSession &session, NodeId node)
{
    const DocumentNode &own = session.documentNode(node);
    if (own.isConstant() && own.value.shape.isScalar())
        return displayFactor(own.value.values.front());
    const DocumentGroup *group = session.foldedGroupOf(own.id);
    return group && node != session.compiled().result ? group->name : own.name;
}

} // namespace chainrule
