// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_bar.h"

#include "ui/theme/theme.h"
#include "ui/timeline/step_slider.h"
#include "ui/timeline/transport_icon.h"
#include "ui/widgets/plain_label.h"

#include <QtCore/QEvent>
#include <QtGui/QResizeEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int millisecondsPerStep = 1200; // at 1×: time to read the numbers
constexpr double speeds[] = { 0.25, 0.5, 1, 2, 4, 8 };
constexpr int ordinary = 2; // index of 1×
constexpr int widthForNames = 600; // px: below that the steps need the room
enum Button { First, Back, Play, Forward, Last };

} // namespace

TimelineBar::TimelineBar(QWidget *parent)
    : QWidget(parent)
    , m_slider(new StepSlider(this))
    , m_speed(new QComboBox(this))
    , m_speedName(plainLabel(TextRole::Note, tr("speed")))
    , m_buttons{ addButton(tr("First step")), addButton(tr("Back one step")), addButton(tr("Play")),
                 addButton(tr("Forward one step")), addButton(tr("Last step")) }
{
    setLayoutDirection(Qt::LeftToRight); // as the picture, whose steps these are
    for (const double speed : speeds)
        m_speed->addItem(tr("%1×").arg(speed), speed);
    m_speed->setCurrentIndex(ordinary);
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("Speed of playing"));
    m_buttons[Play]->setObjectName(u"primary"_s);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * Size::grid, Size::grid, 2 * Size::grid, Size::grid);
    layout->setSpacing(Size::grid);
    for (QToolButton *button : m_buttons)
        layout->addWidget(button);
    layout->addSpacing(Size::grid);
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_speed);
    layout->addWidget(m_speedName);

    connect(m_slider, &QAbstractSlider::valueChanged, this, &TimelineBar::positionRequested);
    connect(m_buttons[First], &QToolButton::clicked, this, [this] { Q_EMIT positionRequested(0); });
    connect(m_buttons[Back], &QToolButton::clicked, this, &TimelineBar::backRequested);
    connect(m_buttons[Play], &QToolButton::clicked, this, &TimelineBar::togglePlaying);
    connect(m_buttons[Forward], &QToolButton::clicked, this, &TimelineBar::forwardRequested);
    connect(m_buttons[Last], &QToolButton::clicked, this, [this] { Q_EMIT positionRequested(m_slider->maximum()); });
    connect(m_speed, &QComboBox::currentIndexChanged, this, &TimelineBar::applySpeed);
    connect(&m_timer, &QTimer::timeout, this, &TimelineBar::tick);
    applySpeed();
    updateIcons();
    updateButtons();
}

QToolButton *TimelineBar::addButton(const QString &name)
{
    auto *button = new QToolButton(this);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFixedSize(36, 36);
    button->setIconSize({ 20, 20 });
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void TimelineBar::setSteps(int count, int forward)
{
    const QSignalBlocker blocker(m_slider); // the session's position is the truth; it is set next
    m_slider->setSteps(count, forward);
    updateButtons();
}

void TimelineBar::setPosition(int position)
{
    const QSignalBlocker blocker(m_slider);
    m_slider->setValue(position);
    updateButtons();
}

void TimelineBar::setMoreBehind(bool more)
{
    m_moreBehind = more;
    updateButtons();
}

double TimelineBar::speed() const
{
    return m_speed->currentData().toDouble();
}

void TimelineBar::applySpeed()
{
    m_timer.setInterval(int(millisecondsPerStep / speed()));
}

void TimelineBar::setPlaying(bool playing)
{
    if (playing == isPlaying() || m_slider->maximum() == 0)
        return;
    if (playing) {
        if (m_slider->value() == m_slider->maximum())
            Q_EMIT positionRequested(0);
        m_timer.start();
    } else {
        m_timer.stop();
    }
    updateIcons();
    Q_EMIT playingChanged(playing);
}

void TimelineBar::tick()
{
    Q_EMIT positionRequested(m_slider->value() + 1);
    if (m_slider->value() == m_slider->maximum())
        setPlaying(false);
}

void TimelineBar::resizeEvent(QResizeEvent *event)
{
    m_speedName->setVisible(event->size().width() >= widthForNames);
    QWidget::resizeEvent(event);
}

void TimelineBar::updateButtons()
{
    m_buttons[First]->setEnabled(m_slider->value() > 0);
    m_buttons[Back]->setEnabled(m_slider->value() > 0);
    m_buttons[Play]->setEnabled(m_slider->maximum() > 0); // a graph that is only begun has no steps
    m_buttons[Forward]->setEnabled(m_slider->value() < m_slider->maximum() || m_moreBehind);
    m_buttons[Last]->setEnabled(m_slider->value() < m_slider->maximum());
}

void TimelineBar::updateIcons()
{
    const Theme theme = Theme::of(palette());
    const Transport signs[] = { Transport::First, Transport::Back, isPlaying() ? Transport::Pause : Transport::Play,
                                Transport::Forward, Transport::Last };
    for (std::size_t i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setIcon(transportIcon(signs[i], i == Play ? theme.accentText : theme.text, theme.line));
    const QString name = isPlaying() ? tr("Pause") : tr("Play");
    m_buttons[Play]->setAccessibleName(name);
    m_buttons[Play]->setToolTip(name);
}

void TimelineBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateIcons();
}

} // namespace chainrule
