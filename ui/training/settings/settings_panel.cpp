// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/settings/settings_panel.h"

#include "ui/data/data_button.h"
#include "ui/data/data_samples.h"
#include "ui/theme/theme.h"
#include "ui/training/settings/option_words.h"
#include "ui/widgets/count_field.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/segments.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QSlider>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int mostHidden = 1000;
constexpr int mostBatch = 1000; // with few images as well: they are drawn with replacement
constexpr int mostIterations = 100'000'000;
constexpr int mostEpochs = 100'000;
// The slider is logarithmic: 0.001 … 10, so that the middle is the 0.1 that this net likes.
constexpr double sliderLeast = -3, sliderMost = 1; // powers of ten
constexpr int sliderStepsPerTen = 20;
// From one iteration a second to a thousand; the step after that is not held back at all.
constexpr int paceStepsPerTen = 10;
constexpr int paceUnlimited = 3 * paceStepsPerTen + 1;

constexpr int usualIterations = 10'000;
constexpr int usualEpochs = 17; // about as many, with the batch that is usual

enum Unit { Iterations, Epochs };

// 0.13, not 0.12589: two digits are plenty for a slider.
double twoDigits(double exact)
{
    constexpr double digits = 100;
    const double scale = std::pow(10, std::floor(std::log10(exact) + 1e-9)) / (digits / 10);
    return std::round(exact / scale) * scale;
}

QComboBox *makeChoice(const QString &name)
{
    auto *box = new QComboBox;
    box->setObjectName(name);
    box->setFocusPolicy(Qt::StrongFocus);
    constexpr int letters = 6; // it may be as narrow as the other fields
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(letters);
    return box;
}

CountField *makeCount(const QString &called, const QString &still, int least, int most, int value, const QString &name)
{
    auto *field = new CountField(called, still, least, most, value);
    field->setBoxName(name);
    return field;
}

} // namespace

SettingsPanel::SettingsPanel(QWidget *parent)
    : QFrame(parent)
    , m_data(new DataButton)
    , m_samples(new DataSamples)
    , m_hidden(makeCount(tr("The number of hidden units"), tr("The number of hidden units is still %1."), 1, mostHidden, 50,
                         u"hidden"_s))
    , m_batch(makeCount(tr("The batch size"), tr("The batch size is still %1."), 1, mostBatch, 100, u"batch"_s))
    , m_rate(new NumberField(tr("The learning rate"), tr("The learning rate is still %1."), 0.1, NumberField::Zero::Refused))
    , m_rateSlider(new QSlider(Qt::Horizontal))
    , m_optimiser(makeChoice(u"optimiser"_s))
    , m_initial(makeChoice(u"initial"_s))
    , m_deviation(new NumberField(tr("The deviation"), tr("The deviation is still %1."), 0.01, NumberField::Zero::Allowed))
    , m_length(makeCount(tr("The length"), tr("The length is still %1."), 1, mostIterations, usualIterations, u"iterations"_s))
    , m_unit(new Segments({ tr("iterations"), tr("epochs") }))
    , m_seed(makeCount(tr("The random seed"), tr("The random seed is still %1."), 0, std::numeric_limits<int>::max(), 1,
                       u"seed"_s))
    , m_precision(new Segments({ tr("float"), tr("double") }))
    , m_pace(new QSlider(Qt::Horizontal))
    , m_paceWords(plainLabel(TextRole::Note, {}, "paceWords"))
    , m_kept(wrappingLabel(TextRole::Note, {}, "kept"))
{
    setObjectName(u"panel"_s);
    m_rate->setObjectName(u"learningRate"_s);
    m_deviation->setObjectName(u"deviation"_s);
    m_precision->setObjectName(u"precision"_s);
    m_unit->setObjectName(u"lengthUnit"_s);
    m_pace->setObjectName(u"pace"_s);
    m_pace->setRange(0, paceUnlimited);
    m_pace->setPageStep(paceStepsPerTen / 2);
    m_pace->setValue(paceUnlimited);
    m_pace->setToolTip(tr("From one iteration a second to as many as can be done"));
    fillChoices();
    showPace();
    m_rateSlider->setRange(int(sliderLeast * sliderStepsPerTen), int(sliderMost * sliderStepsPerTen));
    m_rateSlider->setPageStep(sliderStepsPerTen / 4);
    m_rateSlider->setAccessibleName(tr("Learning rate, logarithmic"));
    m_rateSlider->setToolTip(tr("From 0.001 to 10; type any other one above"));
    slideTo(m_rate->value());
    setModelLocked({});
    layOut();
    wire();
}

void SettingsPanel::layOut()
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(3 * Size::grid, 3 * Size::grid, 3 * Size::grid, 2 * Size::grid);
    grid->setHorizontalSpacing(2 * Size::grid);
    grid->setVerticalSpacing(Size::grid);
    grid->setColumnStretch(1, 1);
    grid->addWidget(plainLabel(TextRole::Section, tr("Settings")), 0, 0, 1, 2);
    grid->setRowMinimumHeight(0, 4 * Size::grid);
    addRow(grid, tr("Data"), m_data);
    grid->addWidget(m_samples, grid->rowCount(), 0, 1, 2);
    addRow(grid, tr("Hidden units"), m_hidden);
    addRow(grid, tr("Batch size"), m_batch);
    addRow(grid, tr("Learning rate"), m_rate);
    m_deviation->setAccessibleName(tr("Standard deviation of the initial weights"));
    m_unit->setAccessibleName(tr("Unit of the length"));
    const int row = grid->rowCount();
    grid->addWidget(plainLabel(TextRole::Note, tr("changes at once")), row, 0);
    grid->addWidget(m_rateSlider, row, 1);
    addRow(grid, tr("Optimiser"), m_optimiser);
    addRow(grid, tr("Initial weights"), m_initial);
    grid->addWidget(m_deviation, grid->rowCount(), 1);
    addRow(grid, tr("Length"), m_length);
    grid->addWidget(m_unit, grid->rowCount(), 0, 1, 2); // its words need more than a field's width
    addRow(grid, tr("Random seed"), m_seed);
    addRow(grid, tr("Precision"), m_precision);
    addRow(grid, tr("Speed"), m_pace);
    grid->addWidget(m_paceWords, grid->rowCount(), 1);
    grid->addWidget(m_kept, grid->rowCount(), 0, 1, 2);
    grid->setRowStretch(grid->rowCount(), 1);
}

void SettingsPanel::addRow(QGridLayout *grid, const QString &name, QWidget *field)
{
    const int row = grid->rowCount();
    QLabel *label = plainLabel(TextRole::Body, name);
    label->setFixedHeight(Size::control);
    label->setBuddy(field);
    grid->addWidget(label, row, 0, Qt::AlignTop);
    grid->addWidget(field, row, 1);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(name);
    if (const auto *choice = qobject_cast<QComboBox *>(field))
        choice->view()->setAccessibleName(name);
}

void SettingsPanel::wire()
{
    connect(m_rate, &NumberField::changed, this, [this](double rate) {
        slideTo(rate);
        Q_EMIT learningRateChanged(rate);
    });
    connect(m_rateSlider, &QSlider::valueChanged, this, [this](int step) {
        m_rate->setValue(twoDigits(std::pow(10, double(step) / sliderStepsPerTen)));
        Q_EMIT learningRateChanged(m_rate->value());
    });
    for (CountField *field : { m_hidden, m_seed })
        connect(field, &CountField::changed, this, &SettingsPanel::modelChanged);
    connect(m_batch, &CountField::changed, this, &SettingsPanel::batchChanged);
    connect(m_optimiser, &QComboBox::currentIndexChanged, this, &SettingsPanel::chooseOptimiser);
    connect(m_initial, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_deviation->setVisible(InitialWeights(index) == InitialWeights::Deviation);
        Q_EMIT modelChanged();
    });
    connect(m_deviation, &NumberField::changed, this, &SettingsPanel::modelChanged);
    connect(m_precision, &Segments::chose, this, &SettingsPanel::modelChanged);
    connect(m_length, &CountField::changed, this, [this] { Q_EMIT lengthChanged(length()); });
    connect(m_unit, &Segments::chose, this, [this](int unit) {
        const QSignalBlocker once(m_length); // its value may have to come into the range
        m_length->setMost(unit == Epochs ? mostEpochs : mostIterations);
        m_length->setValue(unit == Epochs ? usualEpochs : usualIterations);
        Q_EMIT lengthChanged(length());
    });
    connect(m_pace, &QSlider::valueChanged, this, [this] {
        showPace();
        Q_EMIT paceChanged(pace());
    });
}

void SettingsPanel::fillChoices()
{
    for (const OptimiserInfo &each : optimisers())
        m_optimiser->addItem(optimiserName(each.kind));
    for (const auto initial : { InitialWeights::Deviation, InitialWeights::Xavier, InitialWeights::He })
        m_initial->addItem(initialName(initial, u"σ"_s));
}

// Adam at the rate of SGD blows up: a rate that nobody has chosen follows the optimiser.
void SettingsPanel::chooseOptimiser()
{
    const auto kind = OptimiserKind(m_optimiser->currentIndex());
    if (m_rate->value() == info(m_optimiserBefore).usualRate) {
        m_rate->setValue(info(kind).usualRate);
        slideTo(m_rate->value());
        Q_EMIT learningRateChanged(m_rate->value());
    }
    m_optimiserBefore = kind;
    Q_EMIT modelChanged();
}

double SettingsPanel::pace() const
{
    return m_pace->value() == paceUnlimited ? 0 : twoDigits(std::pow(10, double(m_pace->value()) / paceStepsPerTen));
}

void SettingsPanel::showPace()
{
    const QString words =
        pace() == 0 ? tr("as fast as it can") : tr("%n iteration(s) a second", nullptr, int(std::lround(pace())));
    m_paceWords->setText(words);
    m_pace->setAccessibleDescription(words);
}

void SettingsPanel::focusLength()
{
    m_length->setFocus();
    m_length->selectAll();
}

TrainingLength SettingsPanel::length() const
{
    return { m_length->value(), m_unit->chosen() == Epochs };
}

void SettingsPanel::slideTo(double rate)
{
    const QSignalBlocker itself(m_rateSlider);
    m_rateSlider->setValue(int(std::round(std::log10(rate) * sliderStepsPerTen)));
}

TrainingSettings SettingsPanel::settings() const
{
    TrainingSettings settings;
    settings.options.hidden = m_hidden->value();
    settings.options.batch = m_batch->value();
    settings.options.learningRate = m_rate->value();
    settings.options.initDeviation = m_deviation->value();
    settings.options.seed = std::uint64_t(m_seed->value());
    settings.precision = m_precision->chosen() == 1 ? Precision::Double : Precision::Float;
    settings.options.optimiser = OptimiserKind(m_optimiser->currentIndex());
    settings.options.initial = InitialWeights(m_initial->currentIndex());
    settings.length = length();
    return settings;
}

void SettingsPanel::setSettings(const TrainingSettings &settings)
{
    const QSignalBlocker none(this);
    const TrainingOptions &options = settings.options;
    m_hidden->setValue(int(options.hidden));
    setMostBatch(std::max<Index>(m_mostBatch, options.batch));
    m_batch->setValue(int(options.batch));
    m_optimiser->setCurrentIndex(int(options.optimiser)); // before the rate, which would follow it
    m_rate->setValue(options.learningRate);
    slideTo(options.learningRate);
    m_initial->setCurrentIndex(int(options.initial));
    m_deviation->setValue(options.initDeviation);
    m_unit->choose(settings.length.epochs ? Epochs : Iterations);
    m_length->setMost(settings.length.epochs ? mostEpochs : mostIterations);
    m_length->setValue(int(settings.length.count));
    m_seed->setValue(int(options.seed));
    m_precision->choose(settings.precision == Precision::Double ? 1 : 0);
}

void SettingsPanel::setModelLocked(const QString &reason)
{
    if (std::exchange(m_locked, reason) == reason)
        return;
    lock(m_hidden, tr("Neurons between the pixels and the ten digits"), reason);
    m_batch->setToolTip(tr("Images for each update of the weights; another number holds from the next iteration on"));
    lock(m_optimiser, tr("How the weights follow their gradients"), reason);
    lock(m_initial, tr("What the weights are drawn with; n is the number of neurons before them. Biases begin as 0"), reason);
    lock(m_deviation, tr("Weights begin as this number times N(0, 1)"), reason);
    lock(m_seed, tr("The same seed gives the same weights and the same mini-batches"), reason);
    lock(m_precision, tr("float: 32 bits and fast; double: 64 bits and exact"), reason);
}

void SettingsPanel::setTrainingImages(Index count)
{
    setMostBatch(std::max<Index>({ mostBatch, count, m_batch->value() }));
}

void SettingsPanel::setMostBatch(Index most)
{
    m_mostBatch = most;
    m_batch->setMost(int(most));
}

void SettingsPanel::setKept(const QString &words)
{
    m_kept->setText(words);
}

void SettingsPanel::lock(QWidget *field, const QString &freeTip, const QString &reason)
{
    field->setEnabled(reason.isEmpty());
    for (QWidget *each : { field, field->focusProxy() })
        if (each)
            each->setToolTip(reason.isEmpty() ? freeTip : reason);
}

} // namespace chainrule
