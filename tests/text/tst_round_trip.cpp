// SPDX-License-Identifier: GPL-3.0-or-later
// Random graphs with every operation, attributes, shared parts and odd names come back from their expression as the same graph.
// CHAINRULE_ROUNDS says how many; a few hundred otherwise.
#include "tests/text/typed.h"

#include <QtTest/QTest>

#include <numbers>
#include <random>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// Grows a document from its leaves, mostly on what nothing uses yet; loose ends are added up or left out at the end.
class RandomGraph final
{
public:
    explicit RandomGraph(unsigned seed)
        : m_random(seed)
    {
    }

    GraphDocument make()
    {
        const int leaves = 1 + below(4);
        for (int i = 0; i < leaves; ++i)
            addLeaf();
        const int operations = 1 + below(24);
        for (int i = 0; i < operations; ++i)
            addOperation();
        if (!oneIn(4))
            joinLooseEnds();
        m_document.result = m_document.nodes.last().id;
        QSet<QString> used{ m_document.result };
        for (auto node = m_document.nodes.rbegin(); node != m_document.nodes.rend(); ++node)
            if (used.contains(node->id))
                used.unite({ node->inputs.begin(), node->inputs.end() });
        m_document.nodes.removeIf([&used](const DocumentNode &node) { return !used.contains(node.id); });
        return m_document;
    }

private:
    int below(int count) { return int(m_random() % unsigned(count)); }
    bool oneIn(int count) { return below(count) == 0; }
    double number() { return oneIn(3) ? below(5) - 2 : std::normal_distribution<double>()(m_random); }

    QString name(const char *const (&names)[16])
    {
        const QString wanted = QString::fromUtf8(names[below(16)]);
        const bool taken = m_document.nodeNamed(wanted) != nullptr;
        return taken ? wanted + QString::number(m_document.nodes.size() + 100) : wanted;
    }

    void add(DocumentNode node, const Shape &shape)
    {
        node.id = u"n%1"_s.arg(m_document.nodes.size());
        m_document.nodes.append(std::move(node));
        m_shapes.push_back(shape);
    }

    void addLeaf()
    {
        static const char *const names[16] = { "x", "e",  "π", "pi",   "y_", "y__", "W", "b",
                                               "λ", "x2", "y", "__x_", "個", "T",   "X", "log" };
        if (oneIn(8)) {
            const bool circle = oneIn(2);
            const QString called = circle ? u"π"_s : u"e"_s;
            if (!m_document.nodeNamed(called))
                return add({ {}, called, constantOp, {}, Tensor::scalar(circle ? std::numbers::pi : std::numbers::e), {} },
                           Shape(1, 1));
        }
        const Shape shape = oneIn(2) ? Shape(1, 1) : Shape(1 + below(3), 1 + below(3));
        Tensor value{ shape, {} };
        while (Index(value.values.size()) < shape.size())
            value.values.push_back(number());
        const bool constant = oneIn(4);
        const QString called = constant ? u"constant%1"_s.arg(m_document.nodes.size()) : name(names);
        const QLatin1String roles[] = { inputOp, inputOp, parameterOp, dataOp };
        DocumentNode leaf{ {}, called, constant ? constantOp : QString(roles[below(4)]), {}, value, {} };
        if (leaf.isParameter() && oneIn(2)) {
            const double deviation = number();
            leaf.start = ParameterStart{ ParameterStart::Rule(below(4)), deviation, std::uint64_t(below(1000)) };
            if (leaf.start->rule != ParameterStart::Rule::Normal)
                leaf.start->deviation = 1;
            if (leaf.start->rule == ParameterStart::Rule::Zeros)
                leaf.start->seed = 1;
            leaf.value.values = startNumbers(*leaf.start, shape);
        }
        add(std::move(leaf), shape);
    }

    QList<int> looseEnds() const
    {
        QSet<QString> used;
        for (const DocumentNode &node : m_document.nodes)
            used.unite({ node.inputs.begin(), node.inputs.end() });
        QList<int> loose;
        for (int i = 0; i < m_document.nodes.size(); ++i)
            if (!used.contains(m_document.nodes[i].id))
                loose.append(i);
        return loose;
    }

    int chosenInput()
    {
        const QList<int> loose = looseEnds();
        return oneIn(3) || loose.isEmpty() ? below(int(m_document.nodes.size())) : loose[below(int(loose.size()))];
    }

    // Sums of any shape are numbers, and numbers add up.
    void joinLooseEnds()
    {
        const auto join = [this](const char *op, const QStringList &inputs) {
            const QString name = u"joined%1"_s.arg(m_document.nodes.size());
            add({ {}, name, QString::fromUtf8(op), inputs, {}, {} }, Shape(1, 1));
            return m_document.nodes.last().id;
        };
        QString total;
        for (const int loose : looseEnds()) {
            const QString sum = join("sum", { m_document.nodes[loose].id });
            total = total.isEmpty() ? sum : join("add", { total, sum });
        }
    }

    void addOperation()
    {
        static const char *const names[16] = { "s", "e", "π", "t", "z_", "y", "add1", "neg",
                                               "u", "v", "w", "p", "q",  "r", "k",    "m" };
        const Op &op = allOps()[std::size_t(below(int(allOps().size())))];
        if (oneIn(4))
            addLeaf();
        DocumentNode node{ {}, {}, QString::fromUtf8(op.id.data()), {}, {}, {} };
        std::vector<Shape> shapes;
        for (int i = 0; i < op.arity; ++i) {
            const int input = chosenInput();
            node.inputs.append(m_document.nodes[input].id);
            shapes.push_back(m_shapes[std::size_t(input)]);
        }
        std::vector<std::optional<double>> attributes;
        for (const Attribute &attribute : op.attributes) {
            attributes.push_back(attribute.standard);
            if (oneIn(2)) {
                const double given =
                    attribute.choices.empty() ? number() : attribute.choices[std::size_t(below(int(attribute.choices.size())))];
                attributes.back() = given;
                node.attributes.insert(QString::fromUtf8(attribute.name.data(), qsizetype(attribute.name.size())), given);
            }
        }
        if (const auto shape = op.shape(shapes, attributes)) {
            node.name = name(names);
            add(std::move(node), *shape);
        }
    }

    std::mt19937 m_random;
    GraphDocument m_document;
    std::vector<Shape> m_shapes;
};

// Whether what a node computes is the same in both, node for node: what was shared is, and nothing else. A number that is a
// constant is written wherever it stands, so of constants only the numbers are compared.
class SameGraph final
{
public:
    SameGraph(const GraphDocument &a, const GraphDocument &b)
        : m_a(a)
        , m_b(b)
    {
    }

    bool holds() { return size(m_a) == size(m_b) && same(m_a.result, m_b.result); }

private:
    static qsizetype size(const GraphDocument &document)
    {
        return std::ranges::count_if(document.nodes, [](const DocumentNode &node) { return !node.isConstant(); });
    }

    bool same(const QString &a, const QString &b)
    {
        if (m_a.node(a)->isConstant())
            return m_b.node(b)->isConstant() && m_a.node(a)->value == m_b.node(b)->value;
        if (m_there.contains(a) || m_back.contains(b))
            return m_there.value(a) == b && m_back.value(b) == a;
        m_there.insert(a, b);
        m_back.insert(b, a);
        const DocumentNode &left = *m_a.node(a);
        const DocumentNode &right = *m_b.node(b);
        const bool alike = left.op == right.op && left.value == right.value && left.attributes == right.attributes
            && left.start == right.start && left.inputs.size() == right.inputs.size()
            && (!left.isLeaf() || left.isConstant() || left.name == right.name);
        for (qsizetype i = 0; alike && i < left.inputs.size(); ++i)
            if (!same(left.inputs[i], right.inputs[i]))
                return false;
        return alike;
    }

    const GraphDocument &m_a;
    const GraphDocument &m_b;
    QHash<QString, QString> m_there;
    QHash<QString, QString> m_back;
};

} // namespace

class TestRoundTrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomGraphsComeBack()
    {
        bool given = false;
        const int asked = qEnvironmentVariableIntValue("CHAINRULE_ROUNDS", &given);
        const int rounds = given ? asked : 400;
        qsizetype nodes = 0;
        qsizetype attributes = 0;
        for (int seed = 0; seed < rounds; ++seed) {
            const GraphDocument document = RandomGraph(unsigned(seed)).make();
            const QString written = expressionOf(document, InputValues::Written);
            GraphDocument again;
            try {
                again = documentOf(written);
            } catch (const ExpressionError &error) {
                QFAIL(qPrintable(u"seed %1 at %2: %3"_s.arg(seed).arg(error.offset()).arg(written)));
            }
            QVERIFY2(SameGraph(document, again).holds(), qPrintable(u"seed %1: %2"_s.arg(seed).arg(written)));
            QCOMPARE(expressionOf(again, InputValues::Written), written);
            nodes += document.nodes.size();
            for (const DocumentNode &node : document.nodes)
                attributes += node.attributes.size();
        }
        // Graphs of a leaf or two would show nothing.
        QVERIFY2(nodes > 10 * rounds && attributes > rounds / 2, qPrintable(u"%1, %2"_s.arg(nodes).arg(attributes)));
    }
};

QTEST_APPLESS_MAIN(TestRoundTrip)
#include "tst_round_trip.moc"
