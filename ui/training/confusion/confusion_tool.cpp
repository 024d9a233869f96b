// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/confusion/confusion_tool.h"

#include "ui/theme/theme.h"
#include "ui/training/confusion/confusion_matrix.h"
#include "ui/widgets/picture_grid.h"
#include "ui/widgets/picture_view.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_parts.h"
#include "ui/widgets/probability_bars.h"

#include <QtCore/QLocale>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int accuracyDecimals = 4; // of the accuracy, as in the chart
constexpr int fewDecimals = 2; // of a probability below a small picture
constexpr int leastSide = 42; // px, a digit on screen
constexpr int mostSide = 84;
constexpr int digitSide = 84;
constexpr int digitWidth = 284; // px, of the column for one digit

std::span<const std::uint8_t> pixelsOf(const LabelledImages &images, Index image)
{
    return std::span(images.pixels).subspan(std::size_t(image * images.pixelsEach()), std::size_t(images.pixelsEach()));
}

} // namespace

ConfusionTool::ConfusionTool(QWidget *parent)
    : ModelTool(parent)
    , m_matrix(new ConfusionMatrix)
    , m_accuracy(plainLabel(TextRole::Strong, {}, "testAccuracy"))
    , m_age(plainLabel(TextRole::Note, {}, "scoredAt"))
    , m_cell(wrappingLabel(TextRole::Strong, {}, "cellName"))
    , m_digits(
          new PictureGrid({ [this] { return int(m_behind.size()); },
                            [this](int i) {
                                const LabelledImages &test = m_scored->model->data->test;
                                return greyImage(pixelsOf(test, m_behind[std::size_t(i)]), int(test.columns));
                            },
                            [this](int i) { return locale().toString(sureness(m_behind[std::size_t(i)]), 'f', fewDecimals); },
                            [this](int i) { return name(m_behind[std::size_t(i)]); }, leastSide, mostSide }))
    , m_digit(new QWidget)
    , m_words(wrappingLabel(TextRole::Note, {}, "digitName"))
    , m_picture(new PictureView(digitSide))
    , m_bars(new ProbabilityBars)
    , m_open(plainButton(tr("Open it in the diagram"), "openDigit"))
{
    m_digits->setAccessibleName(tr("Test images behind the chosen number"));
    m_digits->setObjectName(u"digits"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, Size::grid, 0, 0);
    layout->setSpacing(3 * Size::grid);
    layout->addLayout(makeMatrix(), 3);
    layout->addLayout(makeDigits(), 2);
    m_digit->setLayout(makeDigit());
    m_digit->setFixedWidth(digitWidth);
    layout->addWidget(m_digit);
    connect(&m_scorer, &TestScorer::scored, this, &ConfusionTool::take);
    connect(m_matrix, &ConfusionMatrix::chosen, this, &ConfusionTool::list);
    connect(m_digits, &PictureGrid::currentChanged, this, &ConfusionTool::showDigit);
    connect(m_open, &QPushButton::clicked, this, &ConfusionTool::openDigit);
    showAge();
    list();
}

QBoxLayout *ConfusionTool::makeMatrix()
{
    auto *heading = new QHBoxLayout;
    heading->setSpacing(Size::grid);
    heading->addWidget(m_accuracy);
    heading->addWidget(m_age);
    heading->addStretch();
    auto *layout = new QVBoxLayout;
    layout->setSpacing(Size::grid / 2);
    layout->addLayout(heading);
    layout->addWidget(m_matrix, 1);
    return layout;
}

QBoxLayout *ConfusionTool::makeDigits()
{
    auto *layout = new QVBoxLayout;
    layout->setSpacing(Size::grid / 2);
    layout->addWidget(m_cell);
    layout->addWidget(m_digits, 1);
    return layout;
}

QBoxLayout *ConfusionTool::makeDigit()
{
    auto *beside = new QVBoxLayout;
    beside->setSpacing(Size::grid);
    beside->addWidget(m_words);
    beside->addStretch();
    beside->addWidget(m_open);
    auto *top = new QHBoxLayout;
    top->setSpacing(Size::grid);
    top->addWidget(m_picture);
    top->addLayout(beside, 1);
    auto *layout = new QVBoxLayout;
    layout->setContentsMargins({});
    layout->setSpacing(Size::grid);
    layout->addLayout(top);
    layout->addWidget(m_bars, 1);
    return layout;
}

void ConfusionTool::showModel(const std::shared_ptr<const ModelSnapshot> &model)
{
    m_model = model;
    if (m_scored && (!model || model->revision != m_scored->model->revision)) {
        m_scored = nullptr; // of another net
        m_matrix->setScore({});
        list();
    }
    const bool known = m_scored && model->iteration == m_scored->model->iteration;
    m_scorer.want(known ? nullptr : model);
    showAge();
}

void ConfusionTool::take(const std::shared_ptr<const ScoredModel> &scored)
{
    if (!m_model || m_model->revision != scored->model->revision)
        return;
    m_scored = scored;
    m_matrix->setScore(scored->score);
    showAge();
    list();
}

// Who does not look needs no figures.
void ConfusionTool::hideEvent(QHideEvent *event)
{
    ModelTool::hideEvent(event);
    m_scorer.want(nullptr);
}

void ConfusionTool::showAge()
{
    if (!m_scored) {
        m_accuracy->setText(m_model ? tr("Asking about every test image…") : tr("There is no net yet"));
        m_age->clear();
        return;
    }
    const bool past = m_model->iteration != m_scored->model->iteration;
    const QString iteration = locale().toString(qlonglong(m_scored->model->iteration));
    m_accuracy->setText(tr("Test accuracy %1").arg(locale().toString(m_scored->score.accuracy(), 'f', accuracyDecimals)));
    m_accuracy->setEnabled(!past);
    m_age->setText(past ? tr("of iteration %1; the net has moved on").arg(iteration) : tr("at iteration %1").arg(iteration));
    m_matrix->setMuted(past);
}

double ConfusionTool::sureness(Index image) const
{
    return m_scored->answers.probability(image, m_scored->answers.said[std::size_t(image)]);
}

void ConfusionTool::list()
{
    const Index label = m_matrix->label();
    const Index before = image();
    m_behind.clear();
    if (m_scored && label >= 0) {
        const std::vector<std::uint8_t> &labels = m_scored->model->data->test.labels;
        for (Index i = 0; i < m_scored->answers.count(); ++i)
            if (labels[std::size_t(i)] == label && m_scored->answers.said[std::size_t(i)] == m_matrix->said())
                m_behind.push_back(i);
        std::ranges::stable_sort(m_behind, std::greater(), [this](Index i) { return sureness(i); });
    }
    const bool right = label == m_matrix->said();
    m_cell->setText(label < 0   ? tr("Choose a number")
                        : right ? tr("%1, recognised").arg(label)
                                : tr("%1, taken for %2").arg(label).arg(m_matrix->said()));
    m_digits->refresh();
    const auto still = std::ranges::find(m_behind, before);
    m_digits->setCurrent(still == m_behind.end() || before < 0 ? -1 : int(still - m_behind.begin()));
    showDigit();
}

Index ConfusionTool::image() const
{
    const int current = m_digits->current();
    return current < 0 || current >= int(m_behind.size()) ? -1 : m_behind[std::size_t(current)];
}

QString ConfusionTool::name(Index image) const
{
    const auto number = [this](Index n) { return locale().toString(qlonglong(n)); };
    return tr("Test image %1: a %2, the net says %3")
        .arg(number(image))
        .arg(m_scored->model->data->test.labels[std::size_t(image)])
        .arg(m_scored->answers.said[std::size_t(image)]);
}

void ConfusionTool::showDigit()
{
    const Index shown = image();
    m_digit->setVisible(shown >= 0);
    if (shown < 0)
        return;
    const Answers &answers = m_scored->answers;
    const LabelledImages &test = m_scored->model->data->test;
    const auto first = std::size_t(shown * answers.classes);
    m_words->setText(name(shown));
    m_picture->setPicture(pixelsOf(test, shown), int(test.columns));
    m_picture->setAccessibleName(name(shown));
    m_bars->setProbabilities(std::span(answers.probabilities).subspan(first, std::size_t(answers.classes)),
                             int(answers.said[std::size_t(shown)]));
}

// At the weights that the figures are of: what is shown there is what is shown here.
void ConfusionTool::openDigit()
{
    const LabelledImages &test = m_scored->model->data->test;
    const auto pixels = pixelsOf(test, image());
    MiniBatch digit{ { 1, test.rows, test.columns, { pixels.begin(), pixels.end() }, {} }, name(image()) };
    digit.images.labels = { test.labels[std::size_t(image())] };
    Q_EMIT diagramWanted(m_scored->model, digit);
}

} // namespace chainrule
