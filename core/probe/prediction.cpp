// SPDX-License-Identifier: GPL-3.0-or-later
#include "probe/prediction.h"

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

bool close(double a, double b)
{
    constexpr double tolerance = 1e-3;
    return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b)) || a == b;
}

bool contains(const Moment &moment, NodeId node)
{
    return std::ranges::find(moment, node, &Step::node) != moment.end();
}

// The copy is taken to the end of the moment; what was there before it can be told from the original.
class Examiner
{
public:
    Examiner(const Run<double> &run, const Moment &moment)
        : m_before(run)
        , m_after(run)
        , m_moment(moment)
        , m_graph(run.graph())
    {
        for (const Step step : moment)
            m_after.apply(step);
    }

    std::vector<Question> questions()
    {
        if (m_moment.front().kind == Step::Kind::Forward)
            askValue(m_moment.back().node); // ids are topological: the last is the group's result
        else
            for (const Step step : m_moment)
                for (int k = 0; k < int(m_graph.inputs(step.node).size()); ++k)
                    askGradient(step.node, k);
        return std::move(m_questions);
    }

private:
    void askValue(NodeId node)
    {
        Question question;
        question.node = question.receiver = node;
        question.element = m_after.value(node).size() - 1;
        question.answer = m_after.value(node)[question.element];
        m_questions.push_back(question);
    }

    // Only of what lies outside a folded group.
    void askGradient(NodeId node, int input)
    {
        const NodeId receiver = m_graph.inputs(node)[std::size_t(input)];
        if (!m_after.hasEdgeGradient(node, input) || contains(m_moment, receiver) || asked(receiver))
            return;
        Question question;
        question.kind = kindFor(receiver);
        question.node = node;
        question.input = input;
        question.receiver = receiver;
        question.element = m_after.value(receiver).size() - 1;
        question.value = m_after.value(receiver)[question.element];
        question.batch = m_graph.shape(m_graph.inputs(node)[0]).rows(); // a row is a sample
        if (question.kind == Question::Kind::Sum) {
            question.shares = sharesOf(receiver, question.element);
            question.answer = m_after.gradient(receiver)[question.element];
        } else if (question.kind == Question::Kind::Share) {
            question.answer = m_after.gradient(receiver)[question.element];
        } else {
            question.answer = throughMoment(receiver, question.element);
        }
        if (m_moment.size() == 1)
            addParts(question);
        m_questions.push_back(std::move(question));
    }

    // x · x receives twice in one moment, and so do the inputs of a group: one question for both.
    bool asked(NodeId receiver) const { return std::ranges::count(m_questions, receiver, &Question::receiver) > 0; }

    Question::Kind kindFor(NodeId receiver) const
    {
        int before = 0;
        int now = 0;
        int later = 0;
        for (NodeId user = receiver + 1; user <= m_after.result(); ++user)
            for (int k = 0; k < int(m_graph.inputs(user).size()); ++k) {
                if (m_graph.inputs(user)[std::size_t(k)] != receiver)
                    continue;
                before += m_before.hasEdgeGradient(user, k);
                now += contains(m_moment, user);
                later += !m_after.hasEdgeGradient(user, k) && onTheWay(user);
            }
        if (later > 0)
            return Question::Kind::PartialShare;
        return before > 0 || (now > 1 && m_moment.size() == 1) ? Question::Kind::Sum : Question::Kind::Share;
    }

    bool onTheWay(NodeId user) const { return std::ranges::count(m_before.steps(), Step{ Step::Kind::Backward, user }) > 0; }

    std::vector<double> sharesOf(NodeId receiver, Index element) const
    {
        std::vector<double> shares;
        for (NodeId user = m_after.result(); user > receiver; --user)
            for (int k = 0; k < int(m_graph.inputs(user).size()); ++k)
                if (m_graph.inputs(user)[std::size_t(k)] == receiver && m_after.hasEdgeGradient(user, k))
                    shares.push_back(m_after.edgeGradient(user, k)[element]);
        return shares;
    }

    double throughMoment(NodeId receiver, Index element) const
    {
        double sum = 0;
        for (const Step step : m_moment)
            for (int k = 0; k < int(m_graph.inputs(step.node).size()); ++k)
                if (m_graph.inputs(step.node)[std::size_t(k)] == receiver && m_after.hasEdgeGradient(step.node, k))
                    sum += m_after.edgeGradient(step.node, k)[element];
        return sum;
    }

    void addParts(Question &question) const
    {
        const auto inputs = m_graph.inputs(question.node);
        const auto size = [&](NodeId node) { return m_graph.shape(node).size(); };
        if (size(question.node) == size(question.receiver))
            question.upstream = m_before.gradient(question.node)[question.element];
        const bool scalars = size(question.node) == 1 && std::ranges::all_of(inputs, [&](NodeId n) { return size(n) == 1; });
        if (!m_graph.op(question.node)->elementwise || !scalars)
            return;
        question.local = m_after.localDerivative(question.node, question.input).front();
        if (inputs.size() == 2)
            question.otherLocal = m_after.localDerivative(question.node, 1 - question.input).front();
    }

    const Run<double> &m_before;
    Run<double> m_after;
    const Moment &m_moment;
    const Graph &m_graph;
    std::vector<Question> m_questions;
};

Mistake mistakeInGradient(const Question &q, double typed)
{
    const double upstream = q.upstream.value_or(0);
    if (std::ranges::any_of(q.shares, [&](double share) { return close(typed, share); }))
        return Mistake::OneShare;
    if (q.otherLocal && close(typed, upstream * *q.otherLocal))
        return Mistake::OtherInput;
    if (q.upstream && close(typed, upstream))
        return Mistake::UpstreamOnly;
    if (q.local && close(typed, *q.local))
        return Mistake::LocalOnly;
    if (close(typed, q.value))
        return Mistake::ValueForGradient;
    const auto batch = double(q.batch);
    if (q.batch > 1 && q.answer != 0 && (close(typed, q.answer * batch) || close(typed, q.answer / batch)))
        return Mistake::BatchFactor;
    return Mistake::Unknown;
}

} // namespace

std::vector<Question> questionsAfter(const Run<double> &run, const Trace &trace)
{
    if (trace.position() == trace.count())
        return {};
    const Moment &moment = trace.moments()[std::size_t(trace.position())];
    if (moment.front().kind == Step::Kind::Seed)
        return {};
    return Examiner(run, moment).questions();
}

Mistake mistakeIn(const Question &question, double typed, double shown)
{
    if (close(typed, question.answer) || typed == shown)
        return Mistake::None;
    if (close(typed, -question.answer))
        return Mistake::Sign;
    return question.kind == Question::Kind::Value ? Mistake::Unknown : mistakeInGradient(question, typed);
}

} // namespace chainrule
