// SPDX-License-Identifier: GPL-3.0-or-later
// The library's headings.
#pragma once

#include <QtCore/QString>

namespace chainrule {

// Of a topic, which documents name by an id: "gates".
QString topicTitle(const QString &topic);

} // namespace chainrule
