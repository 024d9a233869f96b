// SPDX-License-Identifier: GPL-3.0-or-later
// What the letters of an operation's formulas stand for at this step: numbers, small matrices, or symbols with shapes.
#pragma once

#include "ui/explain/named_formula.h"
#include "ui/session/shares.h"

namespace chainrule {

class GraphSession;
struct OpText;

// y(1 − y) can follow a multiplication sign as it is, 1 − y² cannot: markup in, markup out.
QString asFactor(const QString &markup);
// The same with ⊙ for ·: matrices that are multiplied number by number.
QString oneByOne(const QString &markup);

// The letters that stand for attributes in the formulas, with their values.
QHash<QString, double> attributeLetters(const GraphSession &session, const VisibleNode &node, const OpText &text);

class StepFigures final
{
public:
    enum class Detail {
        Numbers, // matrices of up to 4 × 4 as their numbers
        Shapes, // every matrix as its symbol over its shape
    };

    StepFigures(const GraphSession &session, const VisibleNode &node, const OpText &text, const OwnNames &names, Detail detail);

    // "= X · W + B = Y", with figures for the letters.
    Formula forward() const;
    // "= dY · Wᵀ = dX", the same. Only when the share has been computed.
    Formula backward(const Share &share) const;
    // "a + b = c" where a tensor receives more than one share; empty when it does not, or when they are too large.
    static Formula branch(const GraphSession &session, NodeId receiver);

    // "= 1", "= [1 2 3]" or "→ (100, 10)", as a gradient.
    static Formula given(const Shape &shape, View<const double> gradient);
    // Whether all that flows in is matrices, and the operation works number by number.
    static bool worksOneByOne(const GraphSession &session, const VisibleNode &node);
    // Whether a matrix is among what flows in and out.
    static bool hasMatrices(const GraphSession &session, const VisibleNode &node);

private:
    Formula figure(const Shape &shape, View<const double> numbers, const Formula &symbol,
                   Formula::Style style = Formula::Style::Upright) const;
    Formula local(const Share &share) const;
    Formula input(qsizetype which) const;
    void addLetters();
    void addApplied(const QString &letter, const QString &op);

    const GraphSession &m_session;
    const VisibleNode &m_node;
    const OpText &m_text;
    const OwnNames &m_names;
    Detail m_detail;
    std::vector<NodeId> m_sources;
    QHash<QString, Formula> m_letters;
};

} // namespace chainrule
