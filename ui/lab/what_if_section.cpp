// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/what_if_section.h"

#include "probe/gradient_check.h"
#include "text/number_text.h"
#include "ui/lab/lab_words.h"
#include "ui/session/graph_session.h"
#include "ui/text/numbers.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plot/still_plot.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QSignalBlocker>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSlider>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int sliderSteps = 100; // to either side
constexpr int mostElements = 1000; // that are listed one and all
constexpr int steepestElements = 100; // of more
constexpr double visible = 1e-6; // a difference below this share of the change is none

constexpr double slopeTolerance = 0.02; // of two slopes that count as one

// A slope that a difference gave, without the digits that it does not know.
double rounded(double slope)
{
    const double unit = slope == 0 ? 1 : std::pow(10, std::floor(std::log10(std::abs(slope))) - 3);
    return std::round(slope / unit) * unit;
}

double powerOfTen(double x)
{
    return x == 0 || !std::isfinite(x) ? 1 : std::pow(10, std::floor(std::log10(std::abs(x))));
}

} // namespace

WhatIfSection::WhatIfSection(GraphSession &session, QWidget *parent)
    : LabSection(tr("What if"), parent)
    , m_session(session)
    , m_name(plainLabel(TextRole::Body))
    , m_typed(new QLineEdit(this))
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_element(new QComboBox(this))
    , m_figures(new QWidget(this))
    , m_predicted(plainLabel(TextRole::Figure, {}, "predicted"))
    , m_actual(plainLabel(TextRole::Figure, {}, "actual"))
    , m_actualName(wrappingLabel(TextRole::Caption))
    , m_plot(new StillPlot(this))
{
    build();
    connect(&session, &GraphSession::documentChanged, this, [this] { m_input.clear(); }); // the same id means another
    for (const auto change : { &GraphSession::documentChanged, &GraphSession::structureChanged, &GraphSession::valuesChanged })
        connect(&session, change, this, [this] { m_whatIf.reset(); }); // it belongs to the old numbers
    connect(m_slider, &QSlider::valueChanged, this, [this](int steps) { setNudge(m_reach * steps / sliderSteps); });
    connect(m_typed, &QLineEdit::returnPressed, this, &WhatIfSection::acceptTyped);
    connect(m_typed, &QLineEdit::editingFinished, this, &WhatIfSection::acceptTyped);
    connect(m_element, &QComboBox::currentIndexChanged, this, [this] {
        choose(m_session.nodeId(m_input));
        show();
    });
}

void WhatIfSection::build()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(Size::grid);
    m_typed->setObjectName(u"nudge"_s);
    m_typed->setFixedWidth(9 * Size::grid);
    m_typed->setAlignment(Qt::AlignRight);
    m_typed->setAccessibleName(tr("Nudge"));
    m_slider->setRange(-sliderSteps, sliderSteps);
    m_slider->setPageStep(sliderSteps / 10);
    m_slider->setObjectName(u"nudgeSlider"_s);
    m_slider->setAccessibleName(tr("Size of the nudge"));
    row->addWidget(m_name);
    row->addWidget(m_typed);
    row->addWidget(m_slider, 1);
    column().addLayout(row);
    m_element->setAccessibleName(tr("Element"));
    m_element->setObjectName(u"element"_s);
    column().addWidget(m_element);

    auto *figures = new QGridLayout(m_figures);
    figures->setContentsMargins(0, 0, 0, 0);
    figures->setVerticalSpacing(Size::grid / 2);
    figures->setColumnStretch(0, 1);
    m_predicted->setAccessibleName(tr("Change predicted by the gradient"));
    m_actual->setAccessibleName(tr("Actual change"));
    figures->addWidget(wrappingLabel(TextRole::Caption, tr("predicted by the gradient")), 0, 0);
    figures->addWidget(m_predicted, 0, 1, Qt::AlignRight);
    figures->addWidget(m_actualName, 1, 0);
    figures->addWidget(m_actual, 1, 1, Qt::AlignRight);
    column().addWidget(m_figures);
    m_sentence = addText(TextRole::Caption);
    column().addWidget(m_plot);
    m_plot->setAccessibleName(tr("The result against the input, with its tangent"));
}

// The selected input, else the first one.
NodeId WhatIfSection::input() const
{
    const auto fits = [&](NodeId node) { return m_session.graph().isLeaf(node) && !m_session.graph().isConstant(node); };
    const NodeId selected = m_session.nodeId(m_session.selected());
    if (selected >= 0 && fits(selected))
        return selected;
    if (const NodeId before = m_session.nodeId(m_input); before >= 0 && fits(before))
        return before;
    for (NodeId node = 0; node < m_session.graph().size(); ++node)
        if (fits(node))
            return node;
    return -1;
}

void WhatIfSection::setSecretive(bool on)
{
    m_secretive = on;
    refresh();
}

void WhatIfSection::refresh()
{
    if (!m_session.isOpen() || !isVisible())
        return;
    const NodeId node = m_session.hasResult() ? input() : noNode;
    setEnabled(node >= 0);
    if (node < 0)
        return;
    const QString id = m_session.documentNode(node).id;
    const Shape &shape = m_session.graph().shape(node);
    if (id != m_input || shape != m_listed) {
        m_input = id;
        m_listed = shape;
        m_whatIf.reset();
        listElements(node);
    }
    if (!m_whatIf)
        choose(node);
    show();
}

// All of a matrix, or the steepest of very many: most of a picture's weights do nothing at all.
void WhatIfSection::listElements(NodeId node)
{
    const Shape &shape = m_session.graph().shape(node);
    std::vector<Index> elements = spreadElements(shape.size(), shape.size());
    if (shape.size() > mostElements) {
        const Run<double> full = fullPass(m_session.run());
        const auto steepness = [&](Index i) { return full.hasGradient(node) ? std::abs(full.gradient(node)[i]) : 0; };
        std::ranges::partial_sort(elements, elements.begin() + steepestElements, std::greater(), steepness);
        elements.resize(steepestElements);
    }
    const QSignalBlocker quiet(m_element);
    m_element->clear();
    for (const Index element : elements)
        m_element->addItem(elementText(shape, element), QVariant::fromValue(qlonglong(element)));
    m_element->setVisible(shape.size() > 1);
    m_nudge = 0; // a new one is to be found
}

Index WhatIfSection::element() const
{
    return Index(m_element->currentData().toLongLong());
}

// Looks along the chosen element from where it is now.
void WhatIfSection::choose(NodeId node)
{
    const double x = m_session.run().value(node)[element()];
    m_whatIf = std::make_unique<WhatIf>(fullPass(m_session.run()), node, element());
    if (m_nudge == 0) {
        m_reach = usualReach();
        m_nudge = std::min(1.0, powerOfTen(x));
    }
    m_curve = m_whatIf->curve(-m_reach, m_reach, affordablePoints());
}

// So far that the nudge to begin with is not at its end.
double WhatIfSection::usualReach() const
{
    const double size = powerOfTen(m_session.run().value(m_session.nodeId(m_input))[element()]);
    return size <= 1 ? 2 * size : size;
}

void WhatIfSection::setReach(double reach)
{
    if (reach == m_reach)
        return;
    m_reach = reach;
    m_curve = m_whatIf->curve(-m_reach, m_reach, affordablePoints());
}

// As many as fit between two frames: a net on a mini-batch takes a millisecond for each.
int WhatIfSection::affordablePoints()
{
    constexpr int most = 81;
    constexpr int least = 5;
    constexpr qint64 budget = 8'000'000; // ns
    QElapsedTimer timer;
    timer.start();
    m_whatIf->actual(m_reach);
    return int(std::clamp<qint64>(budget / std::max<qint64>(timer.nsecsElapsed(), 1), least, most)) | 1; // odd: one is here
}

void WhatIfSection::setNudge(double nudge)
{
    m_nudge = nudge;
    show();
}

void WhatIfSection::acceptTyped()
{
    if (!m_typed->isModified())
        return;
    QString text = m_typed->text().simplified();
    text.remove(u' '); // as it is shown: "+ 1"
    const auto parsed = parseNumber(text);
    const double *nudge = std::get_if<double>(&parsed);
    m_typed->setModified(false);
    if (!nudge) {
        show();
        return sayOrHide(*m_sentence, tr("“%1” is no number: the nudge stays as it was.").arg(text));
    }
    setReach(std::max(std::abs(*nudge), usualReach()));
    setNudge(*nudge);
}

void WhatIfSection::show()
{
    if (!m_whatIf)
        return;
    const NodeId node = m_session.nodeId(m_input);
    m_name->setText(nameOf(m_session, node));
    m_typed->setText(signedNumber(m_nudge));
    {
        const QSignalBlocker quiet(m_slider);
        m_slider->setValue(int(std::lround(m_nudge / m_reach * sliderSteps)));
    }
    const bool told = m_session.run().hasGradient(node) || m_session.isAtEnd();
    const bool hidden = m_secretive && !told;
    m_figures->setVisible(!hidden);
    m_plot->setVisible(!hidden);
    if (hidden)
        return sayOrHide(*m_sentence, tr("Comes when the gradient of %1 has been predicted.").arg(nameOf(m_session, node)));
    const double predicted = m_whatIf->predicted(m_nudge);
    const double actual = m_whatIf->actual(m_nudge);
    const auto shown = [](double change) { return std::isfinite(change) ? signedNumber(change) : displayNumber(change); };
    m_predicted->setText(told ? shown(predicted) : u"–"_s);
    m_actualName->setText(tr("actual change of %1").arg(lossName(m_session)));
    m_actual->setText(shown(actual));
    sayOrHide(
        *m_sentence,
        told || !std::isfinite(actual)
            ? sentence(predicted, actual)
            : tr("The gradient predicts this change, too, as soon as it has come back to %1.").arg(nameOf(m_session, node)));
    showPlot(m_nudge, told);
}

// Of the curve to the left and to the right of where it is, by a nudge that is tiny beside the number itself.
std::array<double, 2> WhatIfSection::slopesHere(double part)
{
    constexpr double tiny = 1e-5;
    const double step = powerOfTen(m_session.run().value(m_session.nodeId(m_input))[element()]) * tiny * part;
    return { m_whatIf->actual(-step) / -step, m_whatIf->actual(step) / step };
}

QString WhatIfSection::sentence(double predicted, double actual)
{
    if (!std::isfinite(actual))
        return tr("Out there the result is no finite number.");
    if (!std::isfinite(predicted))
        return tr("The gradient is no finite number here, and predicts nothing.");
    const auto [left, right] = slopesHere(1);
    const double most = std::max({ std::abs(right), std::abs(left), std::abs(m_whatIf->gradient()) });
    const auto differ = [&](double a, double b) { return most > 1e-9 && std::abs(a - b) > slopeTolerance * most; };
    const bool between = std::min(left, right) <= m_whatIf->gradient() && m_whatIf->gradient() <= std::max(left, right);
    if (!between && differ(left, m_whatIf->gradient()) && differ(right, m_whatIf->gradient()))
        return tr("Even a very small nudge does not do what the gradient says: the gradient is wrong.");
    // Halfway to a smooth point the slopes are half as far apart.
    const auto [nearLeft, nearRight] = slopesHere(0.5);
    if (differ(left, right) && std::abs(nearRight - nearLeft) > 0.75 * std::abs(right - left))
        return tr("There is a corner just here: the slope is %1 to the left of it and %2 to the right. What the gradient is "
                  "between them is a convention.")
            .arg(displayNumber(rounded(left)), displayNumber(rounded(right)));
    double size = 0;
    for (const WhatIf::Point &p : m_curve)
        size = std::max(size, std::abs(p.change));
    if (size == 0 && m_whatIf->gradient() == 0)
        return tr("Nothing changes: the result does not depend on this input here.");
    const auto onLine = [&](double nudge, double change) {
        return std::abs(change - m_whatIf->predicted(nudge)) <= visible * size;
    };
    if (std::ranges::all_of(m_curve, [&](const WhatIf::Point &p) { return onLine(p.nudge, p.change); }))
        return tr("A straight line in this input: the gradient predicts every nudge exactly.");
    if (onLine(m_nudge, actual))
        return tr("So near by the curve cannot be told from its tangent.");
    const double off = std::abs(predicted - actual) / std::max(std::abs(actual), std::abs(predicted)) * 100;
    if (off < 5)
        return tr("The straight line still holds, within %1 %.").arg(displayNumber(std::ceil(off * 10) / 10));
    return tr("Here the straight line no longer holds: the prediction is off by %1 %.").arg(std::lround(off));
}

void WhatIfSection::showPlot(double nudge, bool withTangent)
{
    const NodeId node = m_session.nodeId(m_input);
    const double x = m_session.run().value(node)[element()];
    const double here = m_whatIf->here();
    PlotCurve curve;
    PlotCurve tangent;
    tangent.colour = &Theme::backward;
    tangent.dashed = true;
    tangent.width = 1.5;
    for (const WhatIf::Point &p : m_curve) {
        curve.points.append({ x + p.nudge, here + p.change });
        tangent.points.append({ x + p.nudge, here + m_whatIf->predicted(p.nudge) });
    }
    PlotContent content;
    content.curves = { curve };
    content.marks = { { { x, here }, &Theme::text } };
    if (withTangent) {
        content.curves.prepend(tangent);
        content.marks.append({ { x + nudge, here + m_whatIf->predicted(nudge) }, &Theme::backward });
    }
    content.marks.append({ { x + nudge, here + m_whatIf->actual(nudge) }, &Theme::forward });
    content.xName = nameOf(m_session, node);
    content.yName = lossName(m_session);
    m_plot->setContent(content);
}

} // namespace chainrule
