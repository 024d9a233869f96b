// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/net_check/net_check_tool.h"

#include "training/net_check.h"
#include "ui/text/check_words.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_table.h"
#include "ui/widgets/count_field.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_parts.h"
#include "ui/widgets/segments.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QLocale>
#include <QtGui/QStandardItemModel>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int fewImages = 3; // as the seeds check
constexpr int mostImages = 100;
constexpr int imagesWidth = 16 * Size::grid; // px, with room for why a number is refused
constexpr int stepWidth = 10 * Size::grid; // px
constexpr double largestStep = 1; // beyond it a slope is none
constexpr int percents = 100;
constexpr int differenceDigits = 3; // of a difference
constexpr int netCheckRowHeight = 3 * Size::grid;

enum Column { Name, ShapeOf, Mean, Most, Corners, Told, columnCount };

QStandardItem *item(const QString &text, const QVariant &exact)
{
    auto *item = new QStandardItem;
    item->setData(text, Qt::DisplayRole);
    item->setTextAlignment(Qt::AlignCenter);
    item->setEditable(false);
    if (exact.userType() == QMetaType::Double)
        item->setToolTip(exactNumber(exact.toDouble()));
    return item;
}

template <class S> std::optional<GradientCheck> check(const Parameters<double> &parameters, const LabelledImages &images,
                                                      const CheckOptions &options)
{
    return checkNet(converted<S>(parameters), images, options);
}

} // namespace

NetCheckTool::NetCheckTool(QWidget *parent)
    : ModelTool(parent)
    , m_precision(new Segments({ tr("float"), tr("double") }))
    , m_images(new CountField(tr("The number of images"), tr("The number of images is still %1."), 1, mostImages, fewImages))
    , m_step(new NumberField(tr("h, by which every weight is nudged"), tr("h is still %1."), CheckOptions().h,
                             NumberField::Zero::Refused, largestStep))
    , m_start(plainButton({}, "startCheck"))
    , m_progress(new QProgressBar)
    , m_words(wrappingLabel(TextRole::Strong, {}, "checkWords"))
    , m_why(wrappingLabel(TextRole::Caption, {}, "checkWhy"))
    , m_rows(new QStandardItemModel(0, columnCount, this))
    , m_table(new CopyTable)
{
    m_precision->choose(1);
    m_precision->setObjectName(u"checkPrecision"_s);
    m_precision->setAccessibleName(tr("Precision of the check"));
    m_precision->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_images->setFixedWidth(imagesWidth);
    m_images->setBoxName(u"checkImages"_s);
    m_images->setAccessibleName(tr("Training images to check on"));
    m_step->setFixedWidth(stepWidth);
    m_step->setObjectName(u"checkStep"_s);
    m_step->setToolTip(tr("By how much every weight is nudged up and down"));
    m_progress->setRange(0, percents);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Weights checked"));
    makeTable();
    layOut();
    connect(m_start, &QPushButton::clicked, this, &NetCheckTool::startOrCancel);
    connect(m_step, &NumberField::changed, this, &NetCheckTool::showAge);
    showAge();
}

void NetCheckTool::makeTable()
{
    m_rows->setHorizontalHeaderLabels(
        { tr("Parameter"), tr("Shape"), tr("Mean difference"), tr("Largest difference"), tr("At a corner"), tr("Agrees") });
    m_table->setModel(m_rows);
    m_table->setObjectName(u"netCheck"_s);
    m_table->setAccessibleName(tr("Backpropagation's gradients beside numerical ones"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(netCheckRowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
}

void NetCheckTool::layOut()
{
    auto *controls = new QHBoxLayout;
    controls->setSpacing(Size::grid);
    controls->addWidget(m_start);
    controls->addWidget(m_precision);
    controls->addSpacing(Size::grid);
    controls->addWidget(plainLabel(TextRole::Caption, tr("Training images:")));
    controls->addWidget(m_images);
    controls->addSpacing(Size::grid);
    controls->addWidget(plainLabel(TextRole::Caption, tr("h:", "by which every weight is nudged")));
    controls->addWidget(m_step);
    controls->addSpacing(Size::grid);
    controls->addWidget(m_progress, 1);
    controls->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, Size::grid, 0, 0);
    layout->setSpacing(Size::grid);
    layout->addLayout(controls);
    layout->addWidget(m_words);
    layout->addWidget(m_why);
    layout->addWidget(m_table, 1);
}

void NetCheckTool::showModel(const std::shared_ptr<const ModelSnapshot> &model)
{
    if (!model || !m_model || model->revision != m_model->revision)
        m_lacked = false;
    m_model = model;
    if (m_running && (!model || model->revision != m_running->model->revision))
        cancel();
    showAge();
}

void NetCheckTool::startOrCancel()
{
    if (m_running)
        return cancel();
    if (!m_model || !m_model->data)
        return;
    const Precision precision = m_precision->chosen() == 0 ? Precision::Float : Precision::Double;
    m_running = std::make_shared<const Request>(Request{ m_model, m_images->value(), precision, m_step->value() });
    m_progress->setValue(0);
    m_lacked = false;
    showAge();
    m_thread = std::jthread([this, request = m_running](const std::stop_token &stop) {
        int percent = 0;
        CheckOptions options;
        options.stop = stop;
        options.h = request->h;
        options.progress = [&](Index done, Index total) {
            const int now = int(percents * done / total);
            if (std::exchange(percent, now) != now)
                m_calls.post([this, request, now] {
                    if (request == m_running)
                        m_progress->setValue(now);
                });
        };
        QElapsedTimer clock;
        clock.start();
        try {
            const LabelledImages images = firstOf(request->model->data->training, request->images, {}).images;
            const auto work = request->precision == Precision::Double ? check<double> : check<float>;
            const std::optional<GradientCheck> found = work(request->model->parameters, images, options);
            if (found)
                m_calls.post([this, request, check = *found, seconds = double(clock.elapsed()) / 1000] {
                    take(request, check, seconds);
                });
        } catch (const std::bad_alloc &) {
            m_calls.post([this, request] { sayLack(request); });
        }
    });
}

void NetCheckTool::cancel()
{
    m_thread.request_stop();
    m_running = nullptr;
    showAge();
    Q_EMIT finished();
}

void NetCheckTool::sayLack(const std::shared_ptr<const Request> &request)
{
    if (request != m_running)
        return; // cancelled meanwhile
    m_running = nullptr;
    m_done = nullptr;
    m_lacked = true;
    m_rows->setRowCount(0);
    showAge();
    Q_EMIT finished();
}

void NetCheckTool::take(const std::shared_ptr<const Request> &request, const GradientCheck &check, double seconds)
{
    if (request != m_running)
        return; // cancelled meanwhile
    m_running = nullptr;
    m_done = request;
    const Parameters<double> &parameters = request->model->parameters;
    fillTable(check, parameters.size);
    const auto numbers = int(parameters.count());
    const Verdict verdict = check.verdict();
    switch (verdict.answer) {
    case Answer::Agrees:
        m_verdict = tr("All %Ln gradients agree with the numerical ones.", nullptr, numbers);
        break;
    case Answer::Untold:
        m_verdict = tr("It cannot be told here whether all %Ln gradients agree with the numerical ones.", nullptr, numbers)
            + u' ' + doubtText(verdict.doubt);
        break;
    case Answer::Disagrees:
        m_verdict = tr("Not all %Ln gradients agree with the numerical ones.", nullptr, numbers);
        break;
    }
    m_verdict += u' ' + tr("Checked in %1 s.").arg(locale().toString(seconds, 'f', 1));
    showAge();
    Q_EMIT finished();
}

void NetCheckTool::fillTable(const GradientCheck &check, const NetSize &size)
{
    const QString names[] = { u"W1"_s, u"b1"_s, u"W2"_s, u"b2"_s };
    const std::pair<Index, Index> shapes[] = {
        { size.inputs, size.hidden }, { 1, size.hidden }, { size.hidden, size.classes }, { 1, size.classes }
    };
    m_rows->setRowCount(0);
    for (std::size_t i = 0; i < check.leaves.size(); ++i) {
        const LeafCheck &leaf = check.leaves[i];
        const auto power = [](double x) { return item(QString::number(x, 'e', differenceDigits - 1), x); };
        m_rows->appendRow({ item(names[i], {}), item(u"(%1, %2)"_s.arg(shapes[i].first).arg(shapes[i].second), {}),
                            power(leaf.meanDifference), power(leaf.maxDifference),
                            item(locale().toString(qlonglong(leaf.kinks)), double(leaf.kinks)),
                            item(mark(leaf.verdict.answer) + u' ' + answerText(leaf.verdict.answer), {}) });
    }
}

void NetCheckTool::showAge()
{
    m_start->setText(m_running ? tr("Cancel") : tr("Check the gradients"));
    m_start->setEnabled(m_running || (m_model && m_model->data));
    m_progress->setVisible(m_running != nullptr);
    m_precision->setEnabled(!m_running);
    m_images->setEnabled(!m_running);
    m_step->setEnabled(!m_running);
    const bool known = m_done && m_model && m_model->revision == m_done->model->revision;
    const bool current = known && m_model->iteration == m_done->model->iteration;
    if (m_done && !known && !m_running) { // of another net
        m_done = nullptr;
        m_rows->setRowCount(0);
    }
    m_table->setEnabled(current || !m_done);
    m_words->setEnabled(current || !m_done);
    if (!m_done) {
        m_words->setText({});
        m_words->hide(); // an empty line is a gap
        m_why->setText(
            m_lacked ? tr("There is not enough memory for this check. Check on fewer images.")
                     : tr("Nudges every weight by %1 up and down, and compares how the loss changes with the gradient that "
                          "backpropagation gives.")
                           .arg(displayNumber(m_step->value())));
        return;
    }
    m_words->show();
    m_words->setText(m_verdict);
    const QString images = m_done->images == 1 ? tr("one image") : tr("%n images", nullptr, int(m_done->images));
    const QString when =
        tr("After iteration %1, on %2, in %3, with h = %4.", "number, images, precision, step")
            .arg(locale().toString(qlonglong(m_done->model->iteration)), images,
                 m_done->precision == Precision::Double ? tr("double") : tr("float"), displayNumber(m_done->h));
    const QString lesson = m_done->precision == Precision::Double
        ? QString()
        : u' '
            + tr(
                "A float has 7 digits: the loss itself is rounded by more than the nudge changes it. That is why one checks in "
                "double.");
    const QString age = current ? QString() : u' ' + tr("The net has changed since.");
    m_why->setText(when + age + lesson);
}

} // namespace chainrule
