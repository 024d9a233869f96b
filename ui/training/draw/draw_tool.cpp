// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/draw/draw_tool.h"

#include "ui/theme/theme.h"
#include "ui/training/draw/draw_pad.h"
#include "ui/training/tools/model_answers.h"
#include "ui/widgets/picture_view.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_parts.h"
#include "ui/widgets/probability_bars.h"

#include <QtCore/QLocale>
#include <QtCore/QTimerEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace chainrule {

namespace {

constexpr int preparedSize = 5 * frameSide; // px
constexpr int smallestPad = 160;
constexpr int largestPad = 400;
constexpr int underPad = 48; // px: the buttons

bool isEditing(const QKeyEvent &event)
{
    return event.matches(QKeySequence::Undo) || event.matches(QKeySequence::Redo) || event.matches(QKeySequence::Delete)
        || event.key() == Qt::Key_Backspace;
}

} // namespace

DrawTool::DrawTool(QWidget *parent)
    : ModelTool(parent)
    , m_pad(new DrawPad)
    , m_undo(plainButton(tr("Undo"), "undoStroke"))
    , m_clear(plainButton(tr("Clear"), "clearPad"))
    , m_picture(new PictureView(preparedSize))
    , m_open(plainButton(tr("Open it in the diagram"), "openDrawing"))
    , m_answer(plainLabel(TextRole::Section, {}, "answer"))
    , m_iteration(wrappingLabel(TextRole::Note, {}, "answeredAt"))
    , m_bars(new ProbabilityBars)
{
    m_picture->setAccessibleName(tr("The drawing as the net sees it, 28 by 28 pixels"));
    auto *bars = new QVBoxLayout;
    bars->setSpacing(Size::grid / 2);
    bars->addWidget(m_answer);
    bars->addWidget(m_iteration);
    bars->addSpacing(Size::grid);
    bars->addWidget(m_bars, 1);
    bars->addStretch();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, Size::grid, 0, 0);
    layout->setSpacing(4 * Size::grid);
    layout->addLayout(makePad());
    layout->addLayout(makePicture());
    layout->addLayout(bars, 1);
    connect(m_pad, &DrawPad::changed, this, [this] {
        if (!m_frameSoon.isActive())
            m_frameSoon.start(0, this); // after all events that have come already
    });
    connect(m_undo, &QPushButton::clicked, m_pad, &DrawPad::undo);
    connect(m_clear, &QPushButton::clicked, m_pad, &DrawPad::clear);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT diagramWanted(m_model, batch(m_bars->said())); });
    frame();
}

QBoxLayout *DrawTool::makePad()
{
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::grid);
    buttons->addWidget(m_undo);
    buttons->addWidget(m_clear);
    buttons->addStretch();
    auto *layout = new QVBoxLayout;
    layout->setSpacing(Size::grid);
    layout->addWidget(m_pad);
    layout->addLayout(buttons);
    layout->addStretch();
    return layout;
}

QBoxLayout *DrawTool::makePicture()
{
    auto *layout = new QVBoxLayout;
    layout->setSpacing(Size::grid);
    layout->addWidget(m_picture);
    layout->addWidget(plainLabel(TextRole::Note, tr("as the net sees it, 28 × 28")));
    layout->addSpacing(Size::grid);
    layout->addWidget(m_open);
    layout->addStretch();
    return layout;
}

void DrawTool::showModel(const std::shared_ptr<const ModelSnapshot> &model)
{
    m_model = model;
    ask();
}

void DrawTool::frame()
{
    const QImage ink = m_pad->ink();
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < ink.height(); ++y)
        pixels.insert(pixels.end(), ink.constScanLine(y), ink.constScanLine(y) + ink.width());
    m_framed = frameAsMnist({ pixels.data(), ink.height(), ink.width() });
    m_picture->setPicture(m_framed, int(frameSide));
    m_undo->setEnabled(m_pad->canUndo());
    m_clear->setEnabled(!m_pad->isEmpty());
    ask();
}

MiniBatch DrawTool::batch(int label) const
{
    MiniBatch drawing{ { 1, frameSide, frameSide, { m_framed.begin(), m_framed.end() }, {} },
                       tr("A drawing, taken to be a %1").arg(label) };
    drawing.images.labels = { std::uint8_t(label) };
    return drawing;
}

void DrawTool::ask()
{
    std::optional<Answers> answers;
    if (m_model && !m_pad->isEmpty())
        answers = answersOf(*m_model, batch(0).images);
    m_open->setEnabled(answers.has_value());
    m_bars->setProbabilities(answers ? answers->probabilities : std::vector<double>(), answers ? int(answers->said[0]) : -1);
    if (answers)
        say(tr("The net says %1").arg(answers->said[0]),
            tr("at iteration %1").arg(locale().toString(qlonglong(m_model->iteration))));
    else if (m_pad->isEmpty())
        say(tr("Draw a digit"), tr("The net says at once what it takes it for, also while it trains."));
    else if (!m_model)
        say(tr("There is no net yet"), tr("Choose data; the net made for them is asked at once."));
    else
        say(tr("The net cannot be asked"), tr("It takes pictures of another size than 28 × 28."));
}

void DrawTool::say(const QString &answer, const QString &iteration)
{
    m_answer->setText(answer);
    m_iteration->setText(iteration);
}

void DrawTool::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_frameSoon.timerId())
        return;
    m_frameSoon.stop();
    frame();
}

// The window's own Ctrl+Z undoes what was done to the diagram.
bool DrawTool::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isEditing(static_cast<QKeyEvent &>(*event))) {
        event->accept();
        return true;
    }
    return ModelTool::event(event);
}

void DrawTool::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Undo))
        m_pad->undo();
    else if (event->matches(QKeySequence::Redo))
        m_pad->redo();
    else if (isEditing(*event))
        m_pad->clear();
    else
        ModelTool::keyPressEvent(event);
}

void DrawTool::resizeEvent(QResizeEvent *event)
{
    ModelTool::resizeEvent(event);
    const int room = std::min(height() - underPad - Size::grid, width() * 2 / 5);
    const int side = std::clamp(room, smallestPad, largestPad);
    m_pad->setFixedSize(side, side);
}

} // namespace chainrule
