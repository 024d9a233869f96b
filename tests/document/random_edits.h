// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who does anything to a graph, also what cannot be done: the same every time.
#pragma once

#include "document/edit_words.h"
#include "document/graph_edit.h"
#include "document/graph_fragment.h"
#include "document/graph_place.h"
#include "document/utf8.h"
#include "engine/op.h"
#include "layout/arrange.h"

#include <functional>
#include <random>

using namespace Qt::StringLiterals;

class RandomEdits final
{
public:
    using Document = chainrule::GraphDocument;
    using Edit = std::function<Document(const Document &)>;

    explicit RandomEdits(unsigned seed)
        : m_random(seed)
    {
    }

    // Any kind of edit, on anything.
    Document next(const Document &document) { return m_edits[std::size_t(below(int(m_edits.size())))](document); }

private:
    int below(int end) { return int(m_random() % unsigned(end)); }
    double number() { return below(2000) / 8.0 - 100; }
    QPointF point() { return { number() * 0.1, number() * 0.3 }; }

    QString op()
    {
        const auto ops = chainrule::allOps();
        const int k = below(int(ops.size()) + 3);
        if (k >= int(ops.size()))
            return QStringList{ QString(chainrule::inputOp), QString(chainrule::constantOp), u"nonsense"_s }.at(
                k - int(ops.size()));
        return chainrule::fromUtf8(ops[std::size_t(k)].id);
    }

    QString node(const Document &document)
    {
        return document.nodes.isEmpty() || below(40) == 0 ? u"nobody"_s : document.nodes[below(int(document.nodes.size()))].id;
    }

    QString groupOf(const Document &document)
    {
        return document.groups.isEmpty() ? u"nothing"_s : document.groups[below(int(document.groups.size()))].id;
    }

    // Neighbours, as a box around them would select, and sometimes a group.
    QStringList some(const Document &document)
    {
        QStringList ids;
        if (below(5) == 0)
            ids.append(groupOf(document));
        const int from = below(int(document.nodes.size()) + 1);
        for (int i = from; i < document.nodes.size() && i < from + 1 + below(6); ++i)
            ids.append(document.nodes[i].id);
        return ids;
    }

    chainrule::Tensor tensor()
    {
        const int rows = 1 + below(3);
        const int columns = 1 + below(3);
        chainrule::Tensor value{ chainrule::Shape(rows, columns), {} };
        for (int i = 0; i < rows * columns; ++i)
            value.values.push_back(number() / 3);
        return value;
    }

    QString word() { return QStringList{ u"price"_s, u"2 x"_s, u"w"_s }.at(below(3)); }

    std::mt19937 m_random;
    std::vector<Edit> m_edits{
        [this](const Document &d) { return chainrule::edit::addNode(d, op(), point()).document; },
        [this](const Document &d) { return chainrule::edit::connect(d, node(d), node(d), below(3) - 1); },
        [this](const Document &d) { return chainrule::edit::connect(d, node(d), node(d), 0); },
        [this](const Document &d) { return chainrule::edit::disconnect(d, node(d), below(3)); },
        [this](const Document &d) { return chainrule::edit::insertOnWire(d, node(d), below(2), op(), point()).document; },
        [this](const Document &d) { return chainrule::edit::putOnWire(d, node(d), below(2), node(d)); },
        [this](const Document &d) { return chainrule::edit::replaceOp(d, node(d), op()); },
        [this](const Document &d) { return chainrule::edit::remove(d, some(d)); },
        [this](const Document &d) { return chainrule::edit::setValue(d, node(d), tensor()); },
        [this](const Document &d) { return chainrule::edit::setNote(d, node(d), word()); },
        [this](const Document &d) {
            const auto value = below(3) ? std::optional(double(below(4) - 1) / (1 + below(2))) : std::nullopt;
            return chainrule::edit::setAttribute(d, node(d), below(2) ? u"axis"_s : u"slope"_s, value);
        },
        [this](const Document &d) { return chainrule::edit::setResult(d, node(d)); },
        [this](const Document &d) { return chainrule::edit::rename(d, below(4) ? node(d) : groupOf(d), word()); },
        [this](const Document &d) { return chainrule::edit::group(d, some(d), word()).document; },
        [this](const Document &d) { return chainrule::edit::ungroup(d, groupOf(d)); },
        [this](const Document &d) { return chainrule::edit::move(d, some(d), point() * 1e-9); },
        [this](const Document &d) { return chainrule::edit::move(d, some(d), point()); },
        [this](const Document &d) { return chainrule::edit::align(d, some(d), chainrule::edit::Alignment(below(8))); },
        [this](const Document &d) {
            return chainrule::edit::placeAt(d, { { node(d), point() }, { groupOf(d), point() } });
        },
        [this](const Document &d) { return chainrule::edit::paste(d, chainrule::edit::copy(d, some(d)), point()).document; },
        [](const Document &d) { return chainrule::arranged(d); },
    };
};
