// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/topics.h"

#include <QtCore/QCoreApplication>

namespace chainrule {

namespace {

struct TopicWords
{
    Q_DECLARE_TR_FUNCTIONS(Topics)
};

} // namespace

QString topicTitle(const QString &topic)
{
    const std::pair<QString, QString> titles[] = { { QStringLiteral("shopping"), TopicWords::tr("SHOPPING") },
                                                   { QStringLiteral("gates"), TopicWords::tr("GATES") },
                                                   { QStringLiteral("layers"), TopicWords::tr("LAYERS") },
                                                   { QStringLiteral("network"), TopicWords::tr("NETWORK") } };
    for (const auto &[id, title] : titles)
        if (id == topic)
            return title;
    return topic.toUpper();
}

} // namespace chainrule
