// SPDX-License-Identifier: GPL-3.0-or-later
// Random expressions as they are typed, and what PyTorch's autograd says of them in double: a judge that shares no code with
// the engine.
#pragma once

#include "tests/code/python_figures.h"

namespace chainrule {

using namespace Qt::StringLiterals;

// Text that Python and documentOf() both read. What it computes stays small, and away from where log and √ end.
class RandomExpression
{
public:
    explicit RandomExpression(unsigned seed)
        : m_random(seed)
    {
    }

    QString make(int depth)
    {
        if (depth == 0)
            return leaf();
        const QString a = make(int(m_random() % unsigned(depth)));
        const QString b = make(depth - 1);
        const QStringList forms{ u"%1 + %2"_s,
                                 u"%1 - %2"_s,
                                 u"(%1) * (%2)"_s,
                                 u"%1 * %2"_s,
                                 u"(%1) / (3 + tanh(%2))"_s,
                                 u"%1 - -%2"_s,
                                 u"-%1 ** 2 + %2"_s,
                                 u"(%1) ** 2 - (%2)"_s,
                                 u"%1 * 1 / (1 + exp(-(%2)))"_s,
                                 u"exp(sin(%1)) - cos(%2)"_s,
                                 u"log(5 + tanh(%1)) * relu(%2)"_s,
                                 u"sqrt(2 + sin(%1)) / 2 * %2"_s,
                                 u"(2 + cos(%1)) ** tanh(%2)"_s,
                                 u"max(%1, (%2))"_s,
                                 u"sum(V * (%1)) + mean([[1, -2], [3, 0.5]] @ W) * (%2)"_s,
                                 u"sum(softmax(V + (%1)) * sigmoid(W @ W)) - (%2)"_s,
                                 u"sum((V @ W + b) ** 2) / 10 * (%1) + %2"_s };
        return forms[qsizetype(m_random() % unsigned(forms.size()))].arg(a, b);
    }

private:
    QString leaf()
    {
        const QStringList leaves{ u"x"_s, u"y"_s, u"z"_s, u"2"_s, u"-3"_s, u"0.5e0"_s };
        return leaves[qsizetype(m_random() % unsigned(leaves.size()))];
    }

    std::mt19937 m_random;
};

inline QStringList randomExpressions(int count, unsigned seed)
{
    RandomExpression random(seed);
    QStringList expressions;
    for (int i = 0; i < count; ++i)
        expressions.append(random.make(1 + i % 5));
    return expressions;
}

// The inputs of random expressions, as an assignment and a `--set` say them.
inline const QList<std::pair<QString, QString>> &expressionInputs()
{
    static const QList<std::pair<QString, QString>> inputs{
        { u"x"_s, u"0.7"_s },
        { u"y"_s, u"-1.3"_s },
        { u"z"_s, u"0.25"_s },
        { u"V"_s, u"[[0.5, -0.25], [1.5, 2.0]]"_s },
        { u"W"_s, u"[[0.3, -0.7], [0.2, 0.9]]"_s },
        { u"b"_s, u"[[0.1, -0.4]]"_s },
    };
    return inputs;
}

// Reads one expression a line with Python's own parser, and prints its value and the gradients of its inputs.
inline QString torchAsked(const QString &expressionsFile)
{
    QStringList inputs;
    for (const auto &[name, value] : expressionInputs())
        inputs.append(name + u'=' + value);
    return QString::fromLatin1(R"(
import ast
import torch

torch.set_default_dtype(torch.float64)
functions = dict(max=lambda a, b: torch.where(a >= b, a, b), exp=torch.exp, log=torch.log, sqrt=torch.sqrt, sin=torch.sin,
                 cos=torch.cos, tanh=torch.tanh, relu=torch.relu, sigmoid=torch.sigmoid, sum=torch.sum, mean=torch.mean,
                 softmax=lambda x: torch.softmax(x, dim=1))

class Constants(ast.NodeTransformer):
    # every number and every matrix is a tensor, so that Python's own arithmetic has no part in it
    def visit_Constant(self, node):
        return ast.Call(ast.Name('tensor', ast.Load()), [node], [])
    def visit_List(self, node):
        return ast.Call(ast.Name('tensor', ast.Load()), [node], [])
functions['tensor'] = lambda value: torch.tensor(value, dtype=torch.float64)
for line in open('EXPRESSIONS'):
    inputs = {name: torch.tensor(value, requires_grad=True) for name, value in dict(INPUTS).items()}
    tree = ast.fix_missing_locations(Constants().visit(ast.parse(line.strip(), mode='eval')))
    result = eval(compile(tree, 'line', 'eval'), dict(functions), inputs)
    if result.requires_grad:
        result.backward()
    print('value', '=', result.tolist())
    for name, leaf in inputs.items():
        print(name, '=', [] if leaf.grad is None else leaf.grad.flatten().tolist())
)")
        .replace("EXPRESSIONS"_L1, expressionsFile)
        .replace("INPUTS"_L1, inputs.join(", "_L1));
}

// Of each expression its "value", and the gradient of each input, all from one Python: importing PyTorch takes a second.
// When it fails, `problem` becomes its message.
inline QList<Figures> torchFigures(const QString &python, const QStringList &expressions, QString *problem)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"expressions"_s));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(expressions.join(u'\n').toUtf8());
    file.close();
    const QList<QByteArray> lines = runPython(python, torchAsked(file.fileName()), problem).trimmed().split('\n');
    const qsizetype linesEach = 1 + expressionInputs().size();
    QList<Figures> figures;
    for (qsizetype line = 0; line + linesEach <= lines.size(); line += linesEach)
        figures.append(figuresOf(lines.mid(line, linesEach).join('\n')));
    return figures;
}

} // namespace chainrule
