// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/topics.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

struct TopicWords
{
    Q_DECLARE_TR_FUNCTIONS(Topics)
};

} // namespace

QString topicTitle(const QString &topic)
{
    const std::pair<QString, QString> titles[] = { { u"shopping"_s, TopicWords::tr("SHOPPING") },
                                                   { u"gates"_s, TopicWords::tr("GATES") },
                                                   { u"layers"_s, TopicWords::tr("LAYERS") },
                                                   { u"network"_s, TopicWords::tr("NETWORK") } };
    for (const auto &[id, title] : titles)
        if (id == topic)
            return title;
    return topic.toUpper();
}

} // namespace chainrule
