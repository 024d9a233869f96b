// SPDX-License-Identifier: GPL-3.0-or-later
#include "code/torch_code.h"

#include "code/python_array.h"
#include "code/python_lines.h"
#include "document/compiled_graph.h"
#include "document/python_names.h"
#include "text/op_files.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const char decodedTensorFunction[] = "def decoded(shape, text):\n"
                                     "    numbers = bytearray(base64.b64decode(text))\n"
                                     "    return torch.frombuffer(numbers, dtype=torch.float64).reshape(shape)";
const char showTensorFunction[] = "def show(name, value):\n"
                                  "    print(name, \"=\", value.tolist())";
const char gradientFunction[] = "def gradient(node):\n"
                                "    # what the result does not depend on receives nothing\n"
                                "    return torch.zeros_like(node) if node.grad is None else node.grad";

struct TorchLambda
{
    QStringList parameters; // inputs, then attributes
    QString expression;
};

// An operation's lines: its parameters and the expression in them, or the function to call.
struct TorchForm
{
    QList<TorchLambda> lambdas; // one for each number of attributes
    QString function; // of a def: its name
    QString definition;
};

TorchForm torchFormOf(const QString &code)
{
    static const QRegularExpression lambda(u"^lambda ([\\w, ]+): (.*)$"_s, QRegularExpression::MultilineOption);
    static const QRegularExpression def(u"^def (\\w+)\\("_s);
    const QString text = code.trimmed();
    TorchForm form;
    for (auto lines = lambda.globalMatch(text); lines.hasNext();) {
        const auto match = lines.next();
        form.lambdas.append({ match.captured(1).split(u", "_s), match.captured(2) });
    }
    if (form.lambdas.isEmpty()) {
        form.function = def.match(text).captured(1);
        form.definition = text;
    }
    return form;
}

class TorchWriter final : private PythonLines
{
public:
    TorchWriter(const GraphDocument &document, const CompiledGraph &compiled, const std::optional<PythonLearning> &learning)
        : PythonLines(document, compiled, learning)
    {
    }

    PythonProgram program()
    {
        giveNames();
        writeHead();
        writeLeaves();
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
    bool goesBack() const { return m_compiled.result != noNode && m_graph.takesGradient(m_compiled.result); }

    // What the program itself uses first, then the nodes.
    void giveNames()
    {
        for (const char *own : { "torch", "bytearray", "gradient", "node" })
            m_names.unique(QLatin1String(own));
        if (m_learning)
            m_names.unique(u"iteration"_s);
        for (NodeId node = 0; node < m_graph.size(); ++node)
            if (const Op *op = m_graph.op(node); op && !m_forms.contains(op)) {
                m_forms.insert(op, torchFormOf(torchFunction(*op)));
                if (const QString &function = m_forms[op].function; !function.isEmpty())
                    m_names.unique(function);
            }
        std::vector<bool> receives(std::size_t(m_graph.size()), false);
        for (const Step step : stepsOf(m_graph, m_compiled.result))
            if (step.kind != Step::Kind::Forward)
                receives[std::size_t(step.node)] = true;
        for (NodeId node = m_graph.size() - 1; node >= 0; --node)
            if (receives[std::size_t(node)] && !m_graph.isLeaf(node))
                for (const NodeId input : m_graph.inputs(node))
                    receives[std::size_t(input)] = receives[std::size_t(input)] || m_graph.takesGradient(input);
        for (NodeId node = 0; node < m_graph.size(); ++node) {
            m_program.values.append(m_names.uniquePair(PythonNames::identifier(source(node).name)));
            m_program.gradients.append(receives[std::size_t(node)] ? u'd' + value(node) : QString());
        }
    }

    void writeHead()
    {
        head({ m_document.title });
        imports(u"torch"_s);
        line();
        line(u"torch.set_default_dtype(torch.float64)"_s);
        if (hasBytes())
            block(QString::fromLatin1(decodedTensorFunction));
        for (const Op &op : allOps())
            if (const auto form = m_forms.constFind(&op); form != m_forms.constEnd() && !form->definition.isEmpty())
                block(form->definition);
        block(QString::fromLatin1(showTensorFunction));
        if (goesBack())
            block(QString::fromLatin1(gradientFunction));
        line();
    }

    void writeLeaves()
    {
        leaves([this](NodeId node) {
            const bool receives = m_learning ? learns(node) : !m_graph.isConstant(node);
            writeTensor(value(node), source(node).value, receives, {});
        });
    }

    void writeTensor(const QString &name, const Tensor &tensor, bool receives, std::optional<Step> step)
    {
        const QString receiving = receives ? u".requires_grad_()"_s : QString();
        if (tensor.shape.size() > mostNumbersWritten)
            return bytes(name, tensor, receiving, step);
        const QString begin = name + u" = torch.tensor("_s;
        const bool shaped = tensor.shape.dimensions().size() > 2;
        const QString end = shaped ? u").reshape(%1)"_s.arg(pythonTuple(tensor.shape)) + receiving
                                   : (receives ? u", requires_grad=True)"_s : u")"_s);
        if (tensor.shape.isScalar())
            return line(begin + torchNumber(tensor.values[0]) + end, step);
        for (const QString &text : pythonArray(begin, tensor, end))
            line(text, step);
    }

    static QString torchNumber(double value) { return pythonNumber(value).replace("np."_L1, "torch."_L1); }

    void writeForward()
    {
        if (m_forms.isEmpty())
            return;
        heading(u"# forward"_s);
        QStringList between;
        for (NodeId node = 0; node < m_graph.size(); ++node) {
            if (m_graph.isLeaf(node))
                continue;
            line(value(node) + u" = "_s + applied(node), Step{ Step::Kind::Forward, node });
            if (!gradient(node).isEmpty() && m_graph.takesGradient(node))
                between.append(value(node));
        }
        if (between.isEmpty() || m_learning)
            return;
        heading(u"# PyTorch forgets these gradients unless it is told to keep them"_s);
        for (const QString &name : std::as_const(between))
            line(name + u".retain_grad()"_s);
    }

    QString applied(NodeId node) const
    {
        const TorchForm &form = *m_forms.constFind(m_graph.op(node));
        QStringList inputs;
        for (const NodeId input : m_graph.inputs(node))
            inputs.append(value(input));
        const QStringList attributes = pythonAttributes(node);
        if (!form.function.isEmpty())
            return u"%1(%2)"_s.arg(form.function, (inputs + attributes).join(u", "_s));
        for (const QString &attribute : attributes)
            inputs.append(attribute.section(u'=', 1));
        const auto lambda = std::ranges::find_if(
            form.lambdas, [&](const TorchLambda &each) { return each.parameters.size() == inputs.size(); });
        return lambda == form.lambdas.end() ? QString() : substituted(*lambda, inputs);
    }

    static QString substituted(const TorchLambda &form, const QStringList &arguments)
    {
        static const QRegularExpression word(u"\\b[A-Za-z_]\\w*\\b"_s);
        QString text;
        qsizetype done = 0;
        for (auto words = word.globalMatch(form.expression); words.hasNext();) {
            const auto match = words.next();
            const qsizetype parameter = form.parameters.indexOf(match.captured());
            text += form.expression.mid(done, match.capturedStart() - done);
            text += parameter < 0 ? match.captured() : arguments[parameter];
            done = match.capturedEnd();
        }
        return text + form.expression.mid(done);
    }

    void writeBackward()
    {
        const NodeId result = m_compiled.result;
        if (result == noNode)
            return;
        heading(u"# backward"_s);
        const Step seed{ Step::Kind::Seed, result };
        const QString given = gradient(result);
        if (upstream())
            writeTensor(given, { m_graph.shape(result), upstream()->values }, false, seed);
        else if (!goesBack() || m_graph.shape(result).size() > 1)
            line(u"%1 = torch.ones_like(%2)"_s.arg(given, value(result)), seed);
        if (!goesBack())
            return;
        const bool ones = !upstream() && m_graph.shape(result).size() == 1;
        line(ones ? value(result) + u".backward()"_s : u"%1.backward(%2.reshape(%1.shape))"_s.arg(value(result), given), seed);
    }

    // Nothing of it is part of the graph that autograd keeps.
    void writeUpdates()
    {
        heading(u"# update: against the gradient"_s);
        line(u"with torch.no_grad():"_s);
        for (NodeId node = 0; node < m_graph.size(); ++node) {
            if (!m_graph.isLeaf(node) || !learns(node))
                continue;
            line(u"    %1 -= %2 * gradient(%1)"_s.arg(value(node), torchNumber(m_learning->learningRate)));
            line(u"    %1.grad = None"_s.arg(value(node)));
        }
        if (m_compiled.result != noNode)
            showLoss(value(m_compiled.result) + u".item()"_s);
        endLoop();
        showParameters();
    }

    void writeFigures()
    {
        heading(u"# all values and gradients"_s);
        for (const QString &name : std::as_const(m_program.values))
            line(u"show(\"%1\", %1)"_s.arg(name));
        for (NodeId node = 0; node < m_graph.size(); ++node)
            if (!gradient(node).isEmpty())
                line(goesBack() ? u"show(\"%1\", gradient(%2))"_s.arg(gradient(node), value(node))
                                : u"show(\"%1\", %1)"_s.arg(gradient(node)));
    }

    PythonNames m_names;
    QHash<const Op *, TorchForm> m_forms; // of the operations in use
};

} // namespace

PythonProgram torchProgram(const GraphDocument &document, const CompiledGraph &compiled,
                           const std::optional<PythonLearning> &learning)
{
    return TorchWriter(document, compiled, learning).program();
}

QString torchFunction(const Op &op)
{
    return QString::fromUtf8(opFile(op.id, u"torch.py"_s));
}

} // namespace chainrule
