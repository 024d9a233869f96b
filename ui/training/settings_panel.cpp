// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/settings_panel.h"

#include "ui/data/data_button.h"
#include "ui/theme/theme.h"
#include "ui/training/number_field.h"
#include "ui/training/segments.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QSlider>
#include <QtWidgets/QSpinBox>

#include <algorithm>
#include <cmath>
#include <limits>

namespace chainrule {

namespace {

constexpr int mostHidden = 1000;
constexpr int mostBatch = 10'000;
constexpr int mostIterations = 100'000'000;
// The slider is logarithmic: 0.001 … 10, so that the middle is the 0.1 that this net likes.
constexpr double sliderLeast = -3, sliderMost = 1; // powers of ten
constexpr int sliderStepsPerTen = 20;

QSpinBox *makeCount(int least, int most, int value, const QString &name)
{
    auto *box = new QSpinBox;
    box->setRange(least, most);
    box->setValue(value);
    box->setGroupSeparatorShown(true);
    box->setKeyboardTracking(false); // 5 is not meant when 50 is being typed
    box->setButtonSymbols(QAbstractSpinBox::NoButtons); // arrow keys and the wheel do the same
    box->setFocusPolicy(Qt::StrongFocus); // the wheel scrolls the column, unless one has clicked here
    box->setObjectName(name);
    return box;
}

QLabel *makeLabel(const QString &text, const QString &role)
{
    auto *label = new QLabel(text);
    label->setProperty("role", role);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

SettingsPanel::SettingsPanel(QWidget *parent)
    : QFrame(parent)
    , m_data(new DataButton)
    , m_hidden(makeCount(1, mostHidden, 50, QStringLiteral("hidden")))
    , m_batch(makeCount(1, mostBatch, 100, QStringLiteral("batch")))
    , m_rate(new NumberField(tr("The learning rate"), 0.1, NumberField::Zero::Refused))
    , m_rateSlider(new QSlider(Qt::Horizontal))
    , m_deviation(new NumberField(tr("The deviation"), 0.01, NumberField::Zero::Allowed))
    , m_iterations(makeCount(1, mostIterations, 10'000, QStringLiteral("iterations")))
    , m_seed(makeCount(0, std::numeric_limits<int>::max(), 1, QStringLiteral("seed")))
    , m_precision(new Segments({ tr("float"), tr("double") }))
{
    setObjectName(QStringLiteral("SettingsPanel"));
    m_rate->setObjectName(QStringLiteral("learningRate"));
    m_deviation->setObjectName(QStringLiteral("deviation"));
    m_precision->setObjectName(QStringLiteral("precision"));
    m_seed->setGroupSeparatorShown(false); // a name rather than a quantity
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
    grid->addWidget(makeLabel(tr("Settings"), QStringLiteral("section")), 0, 0, 1, 2);
    grid->setRowMinimumHeight(0, 4 * Size::grid);
    addRow(grid, tr("Data"), m_data);
    addRow(grid, tr("Learning rate"), m_rate);
    const int row = grid->rowCount();
    grid->addWidget(makeLabel(tr("changes at once"), QStringLiteral("muted")), row, 0);
    grid->addWidget(m_rateSlider, row, 1);
    addRow(grid, tr("Iterations"), m_iterations);
    addRow(grid, tr("Hidden units"), m_hidden);
    addRow(grid, tr("Batch size"), m_batch);
    addRow(grid, tr("Initial weights"), m_deviation);
    QLabel *deviation = makeLabel(tr("standard deviation, around 0"), QStringLiteral("muted"));
    deviation->setWordWrap(true);
    grid->addWidget(deviation, grid->rowCount(), 1);
    addRow(grid, tr("Random seed"), m_seed);
    addRow(grid, tr("Precision"), m_precision);
    grid->setRowStretch(grid->rowCount(), 1);
}

void SettingsPanel::addRow(QGridLayout *grid, const QString &name, QWidget *field)
{
    const int row = grid->rowCount();
    QLabel *label = makeLabel(name, QStringLiteral("fieldName"));
    label->setBuddy(field);
    grid->addWidget(label, row, 0, Qt::AlignTop);
    grid->addWidget(field, row, 1);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(name);
}

void SettingsPanel::wire()
{
    connect(m_rate, &NumberField::changed, this, [this](double rate) {
        slideTo(rate);
        emit learningRateChanged(rate);
    });
    connect(m_rateSlider, &QSlider::valueChanged, this, [this](int step) {
        constexpr double digits = 100; // two digits are plenty for a slider: 0.13, not 0.12589
        const double exact = std::pow(10, double(step) / sliderStepsPerTen);
        const double scale = std::pow(10, std::floor(std::log10(exact) + 1e-9)) / (digits / 10);
        m_rate->setValue(std::round(exact / scale) * scale);
        emit learningRateChanged(m_rate->value());
    });
    for (QSpinBox *box : { m_hidden, m_batch, m_seed })
        connect(box, &QSpinBox::valueChanged, this, &SettingsPanel::modelChanged);
    connect(m_deviation, &NumberField::changed, this, &SettingsPanel::modelChanged);
    connect(m_precision, &Segments::chose, this, &SettingsPanel::modelChanged);
    connect(m_iterations, &QSpinBox::valueChanged, this, &SettingsPanel::iterationsChanged);
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
    settings.iterations = m_iterations->value();
    return settings;
}

void SettingsPanel::setModelLocked(const QString &reason)
{
    lock(m_hidden, tr("Neurons between the pixels and the ten digits"), reason);
    lock(m_batch, tr("Images for each update of the weights"), reason);
    lock(m_deviation, tr("Weights begin as this number times N(0, 1), biases as 0"), reason);
    lock(m_seed, tr("The same seed gives the same weights and the same mini-batches"), reason);
    lock(m_precision, tr("float: 32 bits and fast; double: 64 bits and exact"), reason);
}

void SettingsPanel::lock(QWidget *field, const QString &freeTip, const QString &reason)
{
    field->setEnabled(reason.isEmpty());
    field->setToolTip(reason.isEmpty() ? freeTip : reason);
}

} // namespace chainrule
