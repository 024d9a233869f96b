// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/mini_batch.h"

#include "document/document_error.h"
#include "training/net.h"
#include "training/trainer.h"

#include <QtCore/QFile>

#include <algorithm>

namespace chainrule {

namespace {

using namespace Qt::StringLiterals;
using FlawKind = DocumentFlaw::Kind;

constexpr double white = 255;
constexpr std::uint64_t seed = 1;
constexpr Index side = 28;

// The numbers of an IDX file that is part of the program; its header is as long as its dimensions are many.
std::vector<std::uint8_t> builtIn(const QString &name, qsizetype dimensions)
{
    QFile file(u":/digits/"_s + name);
    [[maybe_unused]] const bool isThere = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isThere);
    const QByteArray contents = file.readAll().mid(4 * (1 + dimensions));
    return { contents.begin(), contents.end() };
}

class Filler final
{
public:
    Filler(const LabelledImages &images, const Parameters<double> &parameters)
        : m_images(images)
        , m_parameters(parameters)
    {
    }

    void fill(DocumentNode &leaf) const
    {
        Tensor &tensor = leaf.value;
        if (leaf.from == "images"_L1)
            fillImages(leaf);
        else if (leaf.from == "labels"_L1)
            fillLabels(leaf);
        else if (const std::vector<double> *values = parameter(leaf.from); !values)
            fail(leaf, FlawKind::Source, leaf.from);
        else if (Index(values->size()) != tensor.shape.size())
            fail(leaf, FlawKind::Shape, QString::fromStdString(tensor.shape.text()));
        else
            tensor.values = *values;
    }

private:
    [[noreturn]] void fail(const DocumentNode &leaf, FlawKind kind, const QString &what) const
    {
        throw DocumentError({ kind, leaf.name, what });
    }

    const std::vector<double> *parameter(const QString &name) const
    {
        const std::pair<QLatin1String, const std::vector<double> *> all[] = { { "W1"_L1, &m_parameters.W1 },
                                                                              { "b1"_L1, &m_parameters.b1 },
                                                                              { "W2"_L1, &m_parameters.W2 },
                                                                              { "b2"_L1, &m_parameters.b2 } };
        const auto *const found =
            std::ranges::find(all, QLatin1String(name.toLatin1()), [](const auto &each) { return each.first; });
        return found == std::end(all) ? nullptr : found->second;
    }

    void requireRows(const DocumentNode &leaf) const
    {
        if (leaf.value.shape.rows() != m_images.count)
            fail(leaf, FlawKind::Shape, u"%1 / %2"_s.arg(leaf.value.shape.rows()).arg(m_images.count));
    }

    void fillImages(DocumentNode &leaf) const
    {
        requireRows(leaf);
        if (leaf.value.shape.columns() != m_images.pixelsEach())
            fail(leaf, FlawKind::Shape, u"%1 / %2"_s.arg(leaf.value.shape.columns()).arg(m_images.pixelsEach()));
        leaf.value.values.resize(m_images.pixels.size());
        std::ranges::transform(m_images.pixels, leaf.value.values.begin(), [](std::uint8_t pixel) { return pixel / white; });
    }

    void fillLabels(DocumentNode &leaf) const
    {
        requireRows(leaf);
        const Index columns = leaf.value.shape.columns();
        leaf.value.values.assign(std::size_t(leaf.value.shape.size()), 0.0);
        for (Index row = 0; row < m_images.count; ++row) {
            const std::uint8_t label = m_images.labels[std::size_t(row)];
            if (columns == 1)
                leaf.value.values[std::size_t(row)] = label;
            else if (label < columns)
                leaf.value.values[std::size_t(row * columns + label)] = 1;
            else
                fail(leaf, FlawKind::Shape, QString::number(label));
        }
    }

    const LabelledImages &m_images;
    const Parameters<double> &m_parameters;
};

// A leaf that names a source and has no numbers yet.
bool isEmpty(const DocumentNode &node)
{
    return !node.from.isEmpty() && node.value.values.empty();
}

bool holdsItsNumbers(const GraphDocument &document)
{
    return std::ranges::none_of(document.nodes, isEmpty);
}

// As a net of the document's sizes begins.
Parameters<double> firstParameters(const GraphDocument &document)
{
    const auto shape = [&](const QString &from) {
        const auto leaf = std::ranges::find(document.nodes, from, &DocumentNode::from);
        return leaf == document.nodes.end() ? Shape() : leaf->value.shape;
    };
    const Shape first = shape(u"W1"_s);
    const Shape second = shape(u"W2"_s);
    // Layers that do not fit each other are refused when they are filled; nothing is made for them.
    const bool fit = second.rows() == first.columns();
    const NetSize size{ first.rows(), first.columns(), fit ? second.columns() : 1 };
    return randomParameters<double>(size, TrainingOptions().initDeviation, seed);
}

} // namespace

MiniBatch builtInBatch()
{
    MiniBatch batch;
    batch.images.pixels = builtIn(u"images-idx3-ubyte"_s, 3);
    batch.images.labels = builtIn(u"labels-idx1-ubyte"_s, 1);
    batch.images.count = Index(batch.images.labels.size());
    batch.images.rows = side;
    batch.images.columns = side;
    batch.name = u"%1 built-in digits"_s.arg(batch.images.count);
    return batch;
}

MiniBatch firstOf(const LabelledImages &set, Index count, const QString &name)
{
    MiniBatch batch;
    batch.name = name;
    batch.images.count = std::min(count, set.count);
    batch.images.rows = set.rows;
    batch.images.columns = set.columns;
    batch.images.pixels.assign(set.pixels.begin(), set.pixels.begin() + batch.images.count * set.pixelsEach());
    batch.images.labels.assign(set.labels.begin(), set.labels.begin() + batch.images.count);
    return batch;
}

MiniBatch pick(const LabelledImages &set, std::span<const Index> pictures, const QString &name)
{
    MiniBatch batch;
    batch.name = name;
    batch.images.count = std::ssize(pictures);
    batch.images.rows = set.rows;
    batch.images.columns = set.columns;
    for (const Index picture : pictures) {
        const auto first = set.pixels.begin() + picture * set.pixelsEach();
        batch.images.pixels.insert(batch.images.pixels.end(), first, first + set.pixelsEach());
        batch.images.labels.push_back(set.labels[std::size_t(picture)]);
    }
    return batch;
}

void fill(GraphDocument &document, const MiniBatch &batch)
{
    if (!holdsItsNumbers(document))
        fill(document, batch, firstParameters(document));
}

void fill(GraphDocument &document, const MiniBatch &batch, const Parameters<double> &parameters)
{
    if (holdsItsNumbers(document))
        return;
    const Filler filler(batch.images, parameters);
    for (DocumentNode &node : document.nodes) {
        if (!isEmpty(node))
            continue;
        filler.fill(node);
        if (node.from == "images"_L1 || node.from == "labels"_L1)
            document.data = batch.name;
    }
}

} // namespace chainrule
