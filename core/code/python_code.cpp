// SPDX-License-Identifier: GPL-3.0-or-later
#include "code/python_code.h"

#include "code/python_array.h"
#include "code/python_lines.h"
#include "document/compiled_graph.h"
#include "document/python_names.h"
#include "text/number_text.h"
#include "text/op_files.h"

#include <QtCore/QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const char showFunction[] = "def show(name, value):\n"
                            "    print(name, \"=\", np.asarray(value).tolist())";
const char sumToFunction[] = "def sum_to(value, gradient):\n"
                             "    # what was used for every row, column or number, receives a sum\n"
                             "    if np.size(value) == 1:\n"
                             "        return np.sum(gradient)\n"
                             "    axis = 0 if len(value) == 1 else 1\n"
                             "    return np.sum(gradient, axis=axis, keepdims=True)";
const char decodedFunction[] = "def decoded(shape, text):\n"
                               "    return np.frombuffer(base64.b64decode(text), \"<f8\").reshape(shape)";

QString className(const QString &code)
{
    static const QRegularExpression first(u"^class (\\w+)"_s);
    return first.match(code).captured(1);
}

class NumpyWriter final : private PythonLines
{
public:
    NumpyWriter(const GraphDocument &document, const CompiledGraph &compiled, const std::optional<PythonLearning> &learning)
        : PythonLines(document, compiled, learning)
        , m_steps(stepsOf(m_graph, compiled.result))
    {
    }

    PythonProgram program()
    {
        giveNames();
        countShares();
        writeHead();
        writeClasses();
        writeLeaves();
        writeLayers();
        if (m_learning)
            beginLoop();
        writeForward();
        writeBackward();
        if (m_learning)
            writeUpdates();
        else
            writeFigures();
        return m_program;
    }

private:
    // Classes first: they are called what the book calls them. Then the nodes, then their layers.
    void giveNames()
    {
        if (m_learning)
            m_names.unique(u"iteration"_s);
        for (NodeId node = 0; node < m_graph.size(); ++node)
            if (const Op *op = m_graph.op(node); op && !m_classes.contains(op)) {
                m_classes.insert(op, pythonClass(*op));
                m_names.unique(className(m_classes[op]));
            }
        for (NodeId node = 0; node < m_graph.size(); ++node)
            m_program.values.append(m_names.uniquePair(PythonNames::identifier(source(node).name)));
        for (NodeId node = 0; node < m_graph.size(); ++node)
            m_layers.append(m_graph.isLeaf(node) ? QString() : m_names.unique(layerName(node)));
    }

    // "mul_apple_price_layer", as in the book; "exp_layer" for a node that is called what it does.
    QString layerName(NodeId node) const
    {
        const QString op = source(node).op;
        return value(node) == op ? op + u"_layer"_s : u"%1_%2_layer"_s.arg(op, value(node));
    }

    // How many shares make up each gradient, and by that which gradients there are.
    void countShares()
    {
        m_shareCounts.assign(std::size_t(m_graph.size()), 0);
        for (const Step step : m_steps)
            if (step.kind == Step::Kind::Backward)
                for (const NodeId input : m_graph.inputs(step.node))
                    m_shareCounts[std::size_t(input)] += m_graph.takesGradient(input);
        m_shares.resize(std::size_t(m_graph.size()));
        for (NodeId node = 0; node < m_graph.size(); ++node) {
            const bool exists = m_shareCounts[std::size_t(node)] > 0 || node == m_compiled.result;
            m_program.gradients.append(exists ? u'd' + value(node) : QString());
        }
    }

    void writeHead()
    {
        head({ m_document.title, m_document.questionText() });
        imports(u"numpy as np"_s);
        if (hasBytes())
            block(QString::fromLatin1(decodedFunction));
        if (std::ranges::any_of(m_steps, [&](Step step) { return isBroadcast(step); }))
            block(QString::fromLatin1(sumToFunction));
        block(QString::fromLatin1(showFunction));
    }

    bool isBroadcast(NodeId node, NodeId input) const
    {
        return m_graph.op(node)->elementwise && m_graph.takesGradient(input)
            && m_graph.shape(input).size() != m_graph.shape(node).size();
    }

    bool isBroadcast(Step step) const
    {
        return step.kind == Step::Kind::Backward
            && std::ranges::any_of(m_graph.inputs(step.node), [&](NodeId input) { return isBroadcast(step.node, input); });
    }

    void writeClasses()
    {
        for (const Op &op : allOps()) {
            if (!m_classes.contains(&op))
                continue;
            line();
            line();
            std::optional<CodeLine::Definition> method;
            for (const QString &text : m_classes[&op].trimmed().split(u'\n')) {
                const bool head = text.startsWith("    def "_L1);
                if (head)
                    method = definition(op, text);
                // An empty line within a method belongs to it, the one behind it does not.
                if (QList<CodeLine> &lines = m_program.lines; !head && !text.isEmpty() && lines.last().text.isEmpty())
                    lines.last().definition = method;
                m_program.lines.append({ text, {}, text.isEmpty() ? std::nullopt : method, false });
            }
        }
        line();
    }

    static std::optional<CodeLine::Definition> definition(const Op &op, const QString &head)
    {
        if (head.contains(" forward("_L1))
            return CodeLine::Definition{ &op, Step::Kind::Forward };
        if (head.contains(" backward("_L1))
            return CodeLine::Definition{ &op, Step::Kind::Backward };
        return {};
    }

    void writeLeaves()
    {
        leaves([this](NodeId node) { writeArray(value(node), source(node).value, {}); });
    }

    void writeArray(const QString &name, const Tensor &tensor, std::optional<Step> step)
    {
        const QString begin = name + u" = "_s;
        if (tensor.shape.isScalar())
            return line(begin + pythonNumber(tensor.values[0]), step);
        if (tensor.shape.size() > mostNumbersWritten)
            return bytes(name, tensor, {}, step);
        QString end = u")"_s;
        if (tensor.shape.dimensions().size() > 2)
            end += u".reshape(%1)"_s.arg(pythonTuple(tensor.shape));
        for (const QString &text : pythonArray(begin + u"np.array("_s, tensor, end))
            line(text, step);
    }

    void writeLayers()
    {
        if (m_classes.isEmpty())
            return;
        heading(u"# layers"_s);
        for (NodeId node = 0; node < m_graph.size(); ++node)
            if (!m_graph.isLeaf(node))
                line(u"%1 = %2(%3)"_s.arg(m_layers[node], className(m_classes[m_graph.op(node)]),
                                          pythonAttributes(node).join(u", "_s)));
    }

    void writeForward()
    {
        if (m_classes.isEmpty())
            return;
        heading(u"# forward"_s);
        for (const Step step : m_steps) {
            if (step.kind != Step::Kind::Forward)
                continue;
            QStringList arguments;
            for (const NodeId input : m_graph.inputs(step.node))
                arguments.append(value(input));
            line(u"%1 = %2.forward(%3)"_s.arg(value(step.node), m_layers[step.node], arguments.join(u", "_s)), step);
        }
    }

    void writeBackward()
    {
        heading(u"# backward"_s);
        for (const Step step : m_steps) {
            if (step.kind == Step::Kind::Seed)
                writeSeed(step);
            else if (step.kind == Step::Kind::Backward)
                writeBackward(step);
        }
    }

    void writeSeed(Step step)
    {
        const Shape &shape = m_graph.shape(step.node);
        if (upstream())
            writeArray(gradient(step.node), { shape, upstream()->values }, step);
        else if (shape.isScalar())
            line(gradient(step.node) + u" = 1.0"_s, step);
        else
            line(u"%1 = np.ones(%2)"_s.arg(gradient(step.node), pythonTuple(shape)), step);
    }

    // One line for the layer, then sums over what was broadcast, then the sums of those whose last share this is.
    void writeBackward(Step step)
    {
        QStringList targets;
        QStringList after;
        for (const NodeId input : m_graph.inputs(step.node)) {
            if (!m_graph.takesGradient(input)) {
                targets.append(u"_"_s);
                continue;
            }
            const QString share = nameOfShare(input);
            targets.append(share);
            if (isBroadcast(step.node, input))
                after.append(u"%1 = sum_to(%2, %1)"_s.arg(share, value(input)));
        }
        for (const NodeId input : m_graph.inputs(step.node))
            if (const QString sum = sumOfShares(input); !sum.isEmpty() && !after.contains(sum))
                after.append(sum);
        line(u"%1 = %2.backward(%3)"_s.arg(targets.join(u", "_s), m_layers[step.node], gradient(step.node)), step);
        for (const QString &text : after)
            line(text, step);
    }

    // "dx", or "dx_1" when x is used more than once.
    QString nameOfShare(NodeId input)
    {
        if (m_shareCounts[std::size_t(input)] == 1)
            return gradient(input);
        QStringList &shares = m_shares[std::size_t(input)];
        shares.append(m_names.unique(u"%1_%2"_s.arg(gradient(input)).arg(shares.size() + 1)));
        return shares.last();
    }

    // At a branch the gradients add up, in the order in which they come.
    QString sumOfShares(NodeId input) const
    {
        const QStringList &shares = m_shares[std::size_t(input)];
        if (shares.size() < 2 || int(shares.size()) < m_shareCounts[std::size_t(input)])
            return {};
        return u"%1 = %2"_s.arg(gradient(input), shares.join(u" + "_s));
    }

    void writeUpdates()
    {
        heading(u"# update: against the gradient"_s);
        for (NodeId node = 0; node < m_graph.size(); ++node)
            if (m_graph.isLeaf(node) && learns(node) && !gradient(node).isEmpty())
                line(u"%1 = %1 - %2 * %3"_s.arg(value(node), pythonNumber(m_learning->learningRate), gradient(node)));
        if (m_compiled.result != noNode)
            showLoss(u"np.asarray(%1).item()"_s.arg(value(m_compiled.result)));
        endLoop();
        showParameters();
    }

    void writeFigures()
    {
        heading(u"# all values and gradients"_s);
        for (const QStringList &names : { m_program.values, m_program.gradients })
            for (const QString &name : names)
                if (!name.isEmpty())
                    line(u"show(\"%1\", %1)"_s.arg(name));
    }

    std::vector<Step> m_steps;
    PythonNames m_names;
    QHash<const Op *, QString> m_classes; // in use: their code
    QStringList m_layers; // by NodeId
    std::vector<int> m_shareCounts; // by NodeId: how many will come
    std::vector<QStringList> m_shares; // and the names of those that have
};

} // namespace

QString PythonProgram::text() const
{
    QString text;
    for (const CodeLine &line : lines)
        text += line.text + u'\n';
    return text;
}

PythonProgram pythonProgram(const GraphDocument &document, const CompiledGraph &compiled,
                            const std::optional<PythonLearning> &learning)
{
    return NumpyWriter(document, compiled, learning).program();
}

QString pythonClass(const Op &op)
{
    return QString::fromUtf8(opFile(op.id, u"numpy.py"_s));
}

QString pythonNumber(double value)
{
    if (std::isnan(value))
        return u"np.nan"_s;
    if (std::isinf(value))
        return value < 0 ? u"-np.inf"_s : u"np.inf"_s;
    const QString digits = shortestText(std::abs(value));
    const bool whole = !digits.contains(u'.') && !digits.contains(u'e');
    return (std::signbit(value) ? u"-"_s : QString()) + digits + (whole ? u".0"_s : QString());
}

} // namespace chainrule
