// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/page/net_in_diagram.h"

#include "files/net_document.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

namespace chainrule {

namespace {

struct NetInDiagramWords
{
    Q_DECLARE_TR_FUNCTIONS(NetInDiagram)
};

} // namespace

GraphDocument diagramOf(const ModelSnapshot &model, const MiniBatch &pictures)
{
    const Parameters<double> &p = model.parameters;
    const auto number = [](std::size_t n) { return QLocale().toString(qulonglong(n)); };
    const std::size_t weights = p.W1.size() + p.b1.size() + p.W2.size() + p.b2.size();
    GraphDocument document = netDocument(p, pictures);
    document.title = NetInDiagramWords::tr("%1 · iteration %2").arg(pictures.name, number(std::size_t(model.iteration)));
    document.question = NetInDiagramWords::tr("%1, the net after iteration %2: which way must each of its %Ln weights move?",
                                              nullptr, int(weights))
                            .arg(pictures.name, number(std::size_t(model.iteration)));
    document.answer = NetInDiagramWords::tr(
        "Against its gradient: that is the next step of the training. The loss on these pictures is {value:L}.");
    return document;
}

MiniBatch demonstrated(const Dataset *data, const QString &name)
{
    MiniBatch builtIn = builtInBatch();
    const Index count = builtIn.images.count;
    if (!data || data->training.count < count || data->training.pixelsEach() != builtIn.images.pixelsEach()
        || data->classes > count)
        return builtIn;
    return firstOf(data->training, count, NetInDiagramWords::tr("%n images of %1", nullptr, int(count)).arg(name));
}

} // namespace chainrule
