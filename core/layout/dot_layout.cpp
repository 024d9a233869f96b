// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/dot_layout.h"

#include "document/graph_place.h"
#include "document/wiring.h"
#include "layout/arrange.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QSet>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr double pointsPerInch = 72; // a point is one of our pixels
constexpr double figureHeight = 64;
constexpr double furthest = 1e6; // px: what is further away is no answer

QByteArray inches(double pixels)
{
    return QByteArray::number(pixels / pointsPerInch, 'f', 3);
}

// Clusters have to lie in each other as brackets do.
class Clusters final
{
public:
    explicit Clusters(const GraphDocument &document)
    {
        const Wiring wiring(document);
        for (const DocumentGroup &group : document.groups) {
            QSet<int> &members = m_members.emplace_back();
            for (const QString &member : group.members)
                if (wiring.contains(member))
                    members.insert(wiring.index(member));
        }
        // The largest first. What crosses another is left out: it can be drawn, but not kept together as well.
        std::ranges::stable_sort(m_members, std::ranges::greater(), &QSet<int>::size);
        for (qsizetype i = m_members.size() - 1; i >= 0; --i)
            for (qsizetype other = 0; other < i; ++other)
                if (m_members[i].intersects(m_members[other]) && !m_members[other].contains(m_members[i]))
                    m_members[i].clear();
        m_members.removeIf([](const QSet<int> &members) { return members.isEmpty(); });
    }

    // A node is named in the innermost cluster that it lies in.
    QByteArray text() const
    {
        QByteArray text;
        for (qsizetype i = 0; i < m_members.size(); ++i)
            if (parentOf(i) < 0)
                text += textOf(i);
        return text;
    }

private:
    qsizetype parentOf(qsizetype cluster) const
    {
        for (qsizetype other = cluster - 1; other >= 0; --other)
            if (m_members[other].contains(m_members[cluster]))
                return other;
        return -1;
    }

    QByteArray textOf(qsizetype cluster) const
    {
        QByteArray text = "subgraph cluster_" + QByteArray::number(cluster) + " {\n";
        QSet<int> own = m_members[cluster];
        for (qsizetype inner = cluster + 1; inner < m_members.size(); ++inner) {
            if (parentOf(inner) != cluster)
                continue;
            text += textOf(inner);
            own.subtract(m_members[inner]);
        }
        QList<int> sorted(own.begin(), own.end());
        std::ranges::sort(sorted);
        for (const int node : sorted)
            text += 'n' + QByteArray::number(node) + ";\n";
        return text + "}\n";
    }

    QList<QSet<int>> m_members;
};

// How straight its arrows are to be: the way of the computation above all, constants last.
QByteArray weightOf(const DocumentNode &source)
{
    return source.isConstant() ? "1" : source.isLeaf() ? "4" : "8";
}

std::optional<QPointF> pointOf(const QString &text)
{
    const QStringList parts = text.split(u',');
    bool xFits = false;
    bool yFits = false;
    const QPointF point(parts.value(0).toDouble(&xFits), -parts.value(1).toDouble(&yFits)); // dot's y grows upwards
    const bool isNear = std::abs(point.x()) < furthest && std::abs(point.y()) < furthest; // not so for NaN
    return xFits && yFits && isNear ? std::optional(point) : std::nullopt;
}

} // namespace

QByteArray dotText(const GraphDocument &document)
{
    const Wiring wiring(document);
    const Room room = roomIn(document);
    QByteArray text = "digraph {\nrankdir=LR; ordering=in; splines=line;\nnodesep=" + inches(room.rowHeight - figureHeight)
        + "; ranksep=" + inches(room.betweenColumns)
        + ";\nnode [shape=box, fixedsize=true, label=\"\", height=" + inches(figureHeight) + "];\n";
    for (int node = 0; node < document.nodes.size(); ++node)
        text += 'n' + QByteArray::number(node) + " [width=" + inches(widthOf(document.nodes[node])) + "];\n";
    text += Clusters(document).text();
    for (int node = 0; node < document.nodes.size(); ++node)
        for (const int input : wiring.inputs(node))
            text += 'n' + QByteArray::number(input) + " -> n" + QByteArray::number(node)
                + " [weight=" + weightOf(document.nodes[input]) + "];\n";
    return text + "}\n";
}

std::optional<GraphDocument> positionsFromDot(const GraphDocument &document, const QByteArray &json)
{
    QHash<QString, QPointF> places;
    for (const QJsonValue &value : QJsonDocument::fromJson(json)["objects"_L1].toArray())
        if (const auto point = pointOf(value["pos"_L1].toString()))
            places.insert(value["name"_L1].toString(), *point);
    GraphDocument after = document;
    QPointF corner(furthest, furthest);
    for (int i = 0; i < after.nodes.size(); ++i) {
        DocumentNode &node = after.nodes[i];
        const auto place = places.constFind(u"n%1"_s.arg(i));
        if (place == places.constEnd())
            return std::nullopt;
        node.position = *place + QPointF(node.isLeaf() ? widthOf(node) / 2 : 0, 0);
        corner = { std::min(corner.x(), node.position.x()), std::min(corner.y(), node.position.y()) };
    }
    for (DocumentNode &node : after.nodes)
        node.position = edit::snapped(node.position - corner);
    for (DocumentGroup &group : after.groups)
        group.position.reset();
    return after;
}

} // namespace chainrule
