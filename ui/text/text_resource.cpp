// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/text_resource.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>

using namespace Qt::StringLiterals;

// Resources of a static library are dropped by the linker unless they are asked for, outside of any namespace.
static void initTextResource()
{
    Q_INIT_RESOURCE(texts);
}

namespace chainrule {

QJsonObject textResource(const QString &file)
{
    initTextResource();
    QFile text(u":/text/en/"_s + file);
    return text.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(text.readAll()).object() : QJsonObject();
}

} // namespace chainrule
