// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/net_document.h"

#include "files/about_file.h"
#include "files/demos.h"

namespace chainrule {

namespace {

using namespace Qt::StringLiterals;

Shape shapeOf(const QString &from, const NetSize &size, Index pictures)
{
    const std::pair<QLatin1String, Shape> shapes[] = {
        { "images"_L1, { pictures, size.inputs } }, { "labels"_L1, { pictures, size.classes } },
        { "W1"_L1, { size.inputs, size.hidden } },  { "b1"_L1, { 1, size.hidden } },
        { "W2"_L1, { size.hidden, size.classes } }, { "b2"_L1, { 1, size.classes } },
    };
    for (const auto &[name, shape] : shapes)
        if (from == name)
            return shape;
    return {};
}

} // namespace

GraphDocument netDocument(const Parameters<double> &parameters, const MiniBatch &batch)
{
    GraphDocument document = *demo(u"two_layer"_s);
    document.id.clear();
    for (DocumentNode &node : document.nodes)
        if (!node.from.isEmpty())
            node.value = { shapeOf(node.from, parameters.size, batch.images.count), {} };
    aboutFile(u"two_layer"_s, [&] { fill(document, batch, parameters); });
    return document;
}

} // namespace chainrule
