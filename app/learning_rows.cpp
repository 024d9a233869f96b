// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/learning_rows.h"

#include "app/cli.h"
#include "app/cli_graph.h"
#include "app/cli_text.h"

#include "data/built_in_tables.h"
#include "data/mnist_folder.h"
#include "files/storage_error.h"
#include "text/inert_text.h"
#include "training/picture_samples.h"

#include <QtCore/QFileInfo>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const QString pixels = u"pixels"_s;
const QString label = u"label"_s;

// What a person may have meant is not guessed: only a plain file is a table.
bool isTable(const QString &place, const std::vector<std::string> &bind)
{
    const bool speaksOfPixels =
        std::ranges::any_of(bind, [](const std::string &each) { return fromStd(each).contains(u'=' + pixels); });
    const QString suffix = QFileInfo(place).fileName().toLower();
    const bool table =
        suffix.endsWith(".csv"_L1) || suffix.endsWith(".csv.gz"_L1) || suffix.endsWith(".tsv"_L1) || suffix.endsWith(".txt"_L1);
    return table && !speaksOfPixels;
}

} // namespace

LearningRows::LearningRows(const GraphDocument &document, const DataArguments &data, const std::vector<std::string> &bind)
{
    const QString place = fromStd(data.place);
    if (auto table = builtInTable(place, { .seed = data.splitSeed })) {
        m_rows = *std::move(table);
        m_name = place;
    } else if (isTable(place, bind)) {
        m_rows = loadTable(place);
        m_name = place;
    } else {
        DataArguments pictures = data;
        if (place == "mnist"_L1)
            pictures.place = findMnistFolder().toStdString();
        if (pictures.place.empty())
            throw CliError(ExitCode::failed, u"--data mnist: MNIST is not on this machine. `chainrule download` fetches it."_s);
        NamedDataset found = loadData(pictures);
        m_name = found.name;
        m_rows = std::move(found);
    }
    this->bind(document, bind);
}

QStringList LearningRows::columnNames() const
{
    return isPictures() ? QStringList{ pixels, label } : std::get<SampleTable>(m_rows).names();
}

void LearningRows::bind(const GraphDocument &document, const std::vector<std::string> &bind)
{
    const QStringList known = columnNames();
    const auto isLeaf = [&](const QString &name) {
        const DocumentNode *node = document.nodeNamed(name);
        return node && node->isLeaf();
    };
    // What learns and what is constant is what it is, whatever a column is called.
    const auto waitsForData = [&](const QString &name) {
        const DocumentNode *node = document.nodeNamed(name);
        return node && (node->op == inputOp || node->isData());
    };
    for (const std::string &each : bind) {
        const QString text = fromStd(each);
        const qsizetype equals = text.indexOf(u'=');
        if (equals < 0)
            throw CliError(ExitCode::wrongUsage, u"--bind %1: expected LEAF=COLUMN,…"_s.arg(text));
        const QString leaf = text.left(equals).trimmed();
        if (!isLeaf(leaf))
            throw CliError(ExitCode::wrongUsage, u"--bind %1: \"%2\" is no input of %3"_s.arg(text, leaf, shownName(document)));
        if (document.nodeNamed(leaf)->isParameter())
            throw CliError(ExitCode::wrongUsage, u"--bind %1: \"%2\" learns, and cannot be filled with data"_s.arg(text, leaf));
        for (QString column : text.sliced(equals + 1).split(u',')) {
            column = column.trimmed();
            if (!known.contains(column))
                throw CliError(ExitCode::wrongUsage,
                               u"--bind %1: there is no column \"%2\" in %3. There are: %4"_s.arg(
                                   text, column, inertLine(m_name), known.join(u", "_s)));
            m_columns[leaf].append(column);
        }
    }
    for (const QString &name : known) // the others by their names
        if (waitsForData(name) && !m_columns.contains(name))
            m_columns[name] = { name };
    if (m_columns.empty())
        throw CliError(ExitCode::wrongUsage,
                       u"--data: no input is called as a column of %1 (%2). Say which it is with --bind LEAF=COLUMN,…"_s.arg(
                           inertLine(m_name), known.join(u", "_s)));
}

Index LearningRows::count() const
{
    return isPictures() ? std::get<NamedDataset>(m_rows).data->training.count : std::get<SampleTable>(m_rows).rows();
}

Index LearningRows::widthOf(const QStringList &columns) const
{
    if (!isPictures())
        return columns.size();
    if (columns == QStringList{ pixels })
        return std::get<NamedDataset>(m_rows).data->training.pixelsEach();
    if (columns == QStringList{ label })
        return 1;
    throw CliError(ExitCode::wrongUsage, u"--bind: an input takes either the pixels or the label of pictures."_s);
}

// Row by row.
std::vector<double> LearningRows::numbersOf(const QStringList &columns) const
{
    const auto &table = std::get<SampleTable>(m_rows);
    std::vector<double> numbers(std::size_t(table.rows() * columns.size()));
    for (qsizetype c = 0; c < columns.size(); ++c) {
        const SampleColumn &column = *table.column(columns[c]);
        for (Index row = 0; row < table.rows(); ++row)
            numbers[std::size_t(row * columns.size() + c)] = column.numbers[std::size_t(row)];
    }
    return numbers;
}

GraphDocument LearningRows::bound(GraphDocument document) const
{
    for (DocumentNode &node : document.nodes) {
        const auto columns = m_columns.find(node.name);
        if (columns == m_columns.end())
            continue;
        const Shape row(1, widthOf(columns->second));
        node.op = dataOp;
        node.start.reset();
        node.value = { row, std::vector<double>(std::size_t(row.size())) };
    }
    return document;
}

template <class S>
std::unique_ptr<Samples<S>> LearningRows::samples(const GraphDocument &document, const CompiledGraph &compiled) const
{
    const auto leaf = [&](const QString &name) { return compiled.ids.value(document.nodeNamed(name)->id, noNode); };
    if (isPictures()) {
        NodeId x = noNode, t = noNode;
        for (const auto &[name, columns] : m_columns) {
            NodeId &taken = columns.front() == pixels ? x : t;
            if (taken != noNode)
                throw CliError(ExitCode::wrongUsage,
                               u"--bind: only one input takes the %1 of pictures."_s.arg(columns.front()));
            taken = leaf(name);
        }
        if (x == noNode || t == noNode)
            throw CliError(ExitCode::wrongUsage,
                           u"--bind: of pictures, one input takes the pixels and another one the label, "
                           "such as --bind X=pixels --bind t=label"_s);
        return std::make_unique<PictureSamples<S>>(std::get<NamedDataset>(m_rows).data->training, x, t);
    }
    std::vector<typename TableSamples<S>::Column> columns;
    for (const auto &[name, names] : m_columns) {
        const std::vector<double> numbers = numbersOf(names);
        columns.push_back({ leaf(name), names.size(), { numbers.begin(), numbers.end() } });
    }
    return std::make_unique<TableSamples<S>>(std::move(columns));
}

QString LearningRows::line() const
{
    QStringList leaves;
    for (const auto &[leaf, columns] : m_columns)
        leaves.append(u"%1 from %2"_s.arg(leaf, columns.join(u", "_s)));
    return u"data      %1, %2 rows: %3"_s.arg(inertLine(m_name)).arg(count()).arg(leaves.join(u"; "_s));
}

template std::unique_ptr<Samples<float>> LearningRows::samples(const GraphDocument &, const CompiledGraph &) const;
template std::unique_ptr<Samples<double>> LearningRows::samples(const GraphDocument &, const CompiledGraph &) const;

} // namespace chainrule
