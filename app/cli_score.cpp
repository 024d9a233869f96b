// SPDX-License-Identifier: GPL-3.0-or-later
// `score`: how saved weights classify the test images.
#include "app/cli.h"
#include "app/cli_data.h"
#include "app/cli_text.h"

#include "files/npz.h"
#include "training/classifier.h"
#include "ui/text/weights_words.h"

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

struct ScoreArguments
{
    std::string weights;
    DataArguments data;
    bool json = false;
};

void requireFit(const NetSize &size, const Dataset &data, const QString &weights)
{
    if (size.inputs == data.test.pixelsEach() && size.classes >= data.classes) // not every label has to occur
        return;
    throw CliError(ExitCode::failed,
                   u"%1: the net takes %2 pixels and tells %3 classes apart; the data have %4 and %5."_s.arg(weights)
                       .arg(size.inputs)
                       .arg(size.classes)
                       .arg(data.test.pixelsEach())
                       .arg(data.classes));
}

QString confusionTable(const Score &score)
{
    QList<QStringList> rows{ { u"label"_s } };
    for (Index said = 0; said < score.classes; ++said)
        rows[0].append(QString::number(said));
    for (Index label = 0; label < score.classes; ++label) {
        QStringList row{ QString::number(label) };
        for (Index said = 0; said < score.classes; ++said)
            row.append(QString::number(score.confusion[std::size_t(label * score.classes + said)]));
        rows.append(row);
    }
    return table(rows);
}

template <class S> Score scoreOf(const Parameters<S> &parameters, const LabelledImages &images)
{
    Classifier<S> classifier(parameters.size);
    classifier.setParameters(parameters);
    return classifier.score(images);
}

// In the precision in which the weights were saved, so that the figure is the one that training printed.
Score scoreAsSaved(const Parameters<double> &parameters, const LabelledImages &images)
{
    const Parameters<float> narrow = converted<float>(parameters);
    return converted<double>(narrow) == parameters ? scoreOf(narrow, images) : scoreOf(parameters, images);
}

int scoreWeights(const ScoreArguments &options)
{
    const QString path = QString::fromLocal8Bit(options.weights);
    const auto [parameters, reading] = loadWeights(path);
    if (const QStringList notes = words(reading); !notes.isEmpty())
        writeError(notes.join(u' '));
    const NamedDataset named = loadData(options.data);
    const std::shared_ptr<const Dataset> &data = named.data;
    requireFit(parameters.size, *data, path);
    const Score score = scoreAsSaved(parameters, data->test);
    if (!options.json) {
        writeOut(dataLine(named));
        writeOut(u"accuracy  %1  (%2 of %3 test images)\n"_s.arg(score.accuracy()).arg(score.correct).arg(score.count));
        writeOut(confusionTable(score));
        return ExitCode::done;
    }
    Json confusion = Json::array();
    for (Index label = 0; label < score.classes; ++label) {
        const auto row = score.confusion.begin() + label * score.classes;
        confusion.push_back(std::vector<Index>(row, row + score.classes));
    }
    writeJson({ { "data", named.name.toStdString() },
                { "accuracy", jsonNumber(score.accuracy()) },
                { "correct", score.correct },
                { "images", score.count },
                { "confusion", std::move(confusion) } });
    return ExitCode::done;
}

} // namespace

void addScoreCommand(CLI::App &parser, Command &command)
{
    auto options = std::make_shared<ScoreArguments>();
    CLI::App *score = parser.add_subcommand("score", "Classify the test images with saved weights");
    score->add_option("--weights", options->weights, "As `train --save` and NumPy write them")
        ->required()
        ->type_name("FILE.npz")
        ->check(namesSomething());
    addDataOptions(*score, options->data);
    score->add_flag("--json", options->json,
                    "Write JSON; a row of the confusion matrix is a label, a column what the net said");
    score->callback([options, &command] { command = [options] { return scoreWeights(*options); }; });
}

} // namespace chainrule
