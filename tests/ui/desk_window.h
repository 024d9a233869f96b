// SPDX-License-Identifier: GPL-3.0-or-later
// The training desk with its parts at hand, and what its tests do to it again and again.
#pragma once

#include "storage/idx.h"
#include "ui/training/accuracy_chart.h"
#include "ui/training/loss_chart.h"
#include "ui/training/message_bar.h"
#include "ui/training/number_field.h"
#include "ui/training/settings_panel.h"
#include "ui/training/tools_panel.h"
#include "ui/training/training_page.h"

#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace chainrule {

constexpr int patience = 240'000; // ms; sanitizers on a busy machine are slow. Less than Qt Test allows a function.
constexpr int often = 50; // ms between two saves of a run

struct Desk
{
    TrainingPage page;
    LossChart *loss = page.findChild<LossChart *>();
    AccuracyChart *accuracy = page.findChild<AccuracyChart *>();
    MessageBar *message = page.findChild<MessageBar *>();
    SettingsPanel *settings = page.findChild<SettingsPanel *>();
    NumberField *rate = page.findChild<NumberField *>(QStringLiteral("learningRate"));

    static constexpr QSize besideLibrary{ 1280 - 196, 680 }; // in a window of 1280 × 720

    // A run is kept where there is a folder `runs` for it.
    explicit Desk(const QString &data = {}, const QSize &size = { 1280, 800 }, const QString &runs = {})
    {
        page.resize(size);
        if (!runs.isEmpty())
            page.keepRunsIn(runs, often);
        if (!data.isEmpty())
            page.openData(data);
        page.show();
    }

    QPushButton *button(const char *name) const { return page.findChild<QPushButton *>(QLatin1String(name)); }
    // As a person does, once it can be clicked: what ends an iteration is heard a message later than its loss.
    void click(const char *name) const
    {
        QTRY_VERIFY2_WITH_TIMEOUT(button(name)->isEnabled(), name, patience);
        QTest::mouseClick(button(name), Qt::LeftButton);
    }
    bool ready() const { return page.data() != nullptr; }
    // The tab with this tool.
    template <class Tool> Tool *open() const
    {
        auto *tool = page.findChild<Tool *>();
        page.findChild<ToolsPanel *>()->setCurrent(tool);
        return tool;
    }

    std::vector<QPointF> points() const { return loss->plot().points(LossChart::Each); }
    Index iterations() const { return Index(points().size()); }
    std::vector<double> losses() const { return ys(points()); }
    std::vector<double> accuracies() const { return ys(accuracy->plot().points(AccuracyChart::Test)); }

    void type(const char *field, const QString &text) const
    {
        auto *edit = page.findChild<QWidget *>(QLatin1String(field))->findChild<QLineEdit *>();
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }

private:
    static std::vector<double> ys(const std::vector<QPointF> &points)
    {
        std::vector<double> numbers;
        for (const QPointF &point : points)
            numbers.push_back(point.y());
        return numbers;
    }
};

// The losses of the same training without window or thread.
template <class S> std::vector<double> headlessLosses(const QString &folder, TrainingOptions options, int iterations)
{
    Trainer<S> trainer(loadIdxFolder(folder), options);
    std::vector<double> losses;
    for (int i = 0; i < iterations; ++i)
        losses.push_back(trainer.step().loss);
    return losses;
}

} // namespace chainrule
