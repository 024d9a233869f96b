// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curves/curves_panel.h"

#include "files/storage_error.h"
#include "ui/text/storage_words.h"
#include "ui/training/curves/accuracy_chart.h"
#include "ui/training/curves/loss_chart.h"
#include "ui/training/curves/run_csv.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int sideBySide = 600; // px; below it one stands above the other
constexpr QSize exportedSize(960, 540); // px, or points on paper

std::vector<RunRecord> shownRuns(const RunHistory &history)
{
    const auto isShown = [](const RunRecord &run) { return run.shown && !run.losses.empty(); };
    std::vector<RunRecord> runs;
    std::ranges::copy_if(history.earlier(), std::back_inserter(runs), isShown);
    if (isShown(history.current()))
        runs.push_back(history.current());
    return runs;
}

} // namespace

CurvesPanel::CurvesPanel(RunHistory &history, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_folder(QDir::homePath())
    , m_loss(new LossChart(history))
    , m_accuracy(new AccuracyChart(history))
    , m_charts(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_charts->setContentsMargins({});
    m_charts->setSpacing(2 * Size::grid);
    for (ChartCard *chart : std::initializer_list<ChartCard *>{ m_loss, m_accuracy }) {
        m_charts->addWidget(chart, 1);
        connect(chart, &ChartCard::exportWanted, this, [this, chart] { askAndSave(*chart); });
    }
    connect(&m_writer, &FileWriter::written, this, [this](const QString &path) {
        const QFileInfo file(path);
        Q_EMIT said(tr("%1 was saved.").arg(file.fileName()),
                    tr("It is in %1.", "a folder").arg(QDir::toNativeSeparators(file.absolutePath())), true);
    });
    connect(&m_writer, &FileWriter::failed, this, [this](const StorageError &error) { Q_EMIT said(words(error), {}, false); });
}

void CurvesPanel::setData(const std::shared_ptr<const Dataset> &data)
{
    m_accuracy->setData(data);
}

void CurvesPanel::setLimit(Index iterations, Index iterationsPerEpoch)
{
    m_loss->setIterations(iterations);
    m_accuracy->setLimit(iterations, iterationsPerEpoch);
}

void CurvesPanel::askAndSave(const ChartCard &chart)
{
    QFileDialog dialog(this, tr("Export “%1”").arg(chart.title()), m_folder);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters({ tr("PNG picture (*.png)"), tr("SVG picture (*.svg)"), tr("PDF document (*.pdf)"),
                            tr("Table with all numbers (*.csv)") });
    const QStringList suffixes{ u"png"_s, u"svg"_s, u"pdf"_s, u"csv"_s };
    dialog.setDefaultSuffix(suffixes.front());
    connect(&dialog, &QFileDialog::filterSelected, &dialog,
            [&](const QString &filter) { dialog.setDefaultSuffix(suffixes.value(dialog.nameFilters().indexOf(filter))); });
    dialog.selectFile(chart.title().toLower());
    if (dialog.exec() == QDialog::Accepted)
        save(chart, dialog.selectedFiles().value(0));
}

void CurvesPanel::save(const ChartCard &chart, const QString &path)
{
    const QFileInfo file(path);
    const QString suffix = file.suffix().toLower();
    const auto format = pictureFormat(suffix);
    if (m_writer.busy()) {
        Q_EMIT said(tr("%1 was not saved: another file is still being written.").arg(file.fileName()),
                    tr("Try again in a moment."), false);
    } else if (!format && suffix != "csv"_L1) {
        Q_EMIT said(tr("%1 was not saved: its name says of no kind of file that a chart can be.").arg(file.fileName()),
                    tr("Let it end with .png, .svg, .pdf or .csv."), false);
    } else if (format) {
        m_folder = file.absolutePath();
        m_writer.write(path, chart.plot().picture(*format, exportedSize, chart.title(), chart.xUnit()));
    } else {
        m_folder = file.absolutePath();
        m_writer.write(path, [runs = shownRuns(m_history)] { return runsAsCsv(runs); });
    }
}

void CurvesPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_charts->setDirection(width() < sideBySide ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace chainrule
