// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/confusion/confusion_matrix.h"

#include "ui/theme/text_role.h"
#include "ui/theme/theme.h"
#include "ui/widgets/heat_map.h"

#include <QtCore/QLocale>
#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int leftNames = 3 * Size::grid; // px
constexpr int besideNames = Size::grid / 2;
constexpr int topNames = 4 * Size::grid + 4;
constexpr QSizeF leastCell(27, 16); // four digits of 11 px
constexpr QSizeF usualCell(32, 28);
constexpr double largestCell = 40;
constexpr int leastText = 11;
constexpr double strongest = 0.75; // of the colours' scale, so that the number on it can be read
constexpr double mutedPart = 0.45; // of the colours that is left

QSize sizeWith(const QSizeF &cell, Index classes)
{
    const double count = double(std::max<Index>(classes, 10));
    return { leftNames + int(cell.width() * count) + 2, topNames + int(cell.height() * count) + 2 };
}

// Black or white, whichever stands out more: a relative luminance of 0.179 (WCAG 2.1) is as far from the one as from the other.
QColor inkOn(const QColor &colour)
{
    const auto linear = [](double part) { return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    const double luminance =
        0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
    return luminance > 0.179 ? Qt::black : Qt::white;
}

} // namespace

ConfusionMatrix::ConfusionMatrix(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    setAccessibleName(tr("Confusion matrix: labels in rows, what the net said in columns"));
}

QSize ConfusionMatrix::sizeHint() const
{
    return sizeWith(usualCell, m_score.classes);
}

QSize ConfusionMatrix::minimumSizeHint() const
{
    return sizeWith(leastCell, m_score.classes);
}

void ConfusionMatrix::setScore(const Score &score)
{
    m_score = score;
    m_mostRight = m_mostWrong = 1;
    for (Index label = 0; label < score.classes; ++label)
        for (Index said = 0; said < score.classes; ++said) {
            Index &most = label == said ? m_mostRight : m_mostWrong;
            most = std::max(most, count(label, said));
        }
    if (m_label >= score.classes || m_said >= score.classes)
        choose(-1, -1);
    update();
}

void ConfusionMatrix::setMuted(bool muted)
{
    if (std::exchange(m_muted, muted) != muted)
        update();
}

void ConfusionMatrix::choose(Index label, Index said)
{
    m_label = label;
    m_said = said;
    setAccessibleDescription(label < 0 ? QString() : words(label, said));
    update();
    Q_EMIT chosen(label, said);
}

QSizeF ConfusionMatrix::cell() const
{
    const double classes = double(std::max<Index>(m_score.classes, 1));
    const auto part = [classes](int room) { return std::floor(std::clamp(room / classes, 1.0, largestCell)); };
    const QSizeF size(part(width() - leftNames - 2), part(height() - topNames - 2));
    return { std::min(size.width(), 2 * size.height()), size.height() };
}

QRectF ConfusionMatrix::cellRect(Index label, Index said) const
{
    const QSizeF size = cell();
    return { QPointF(leftNames + double(said) * size.width(), topNames + double(label) * size.height()), size };
}

QPoint ConfusionMatrix::cellAt(const QPointF &point) const
{
    const QPointF at((point.x() - leftNames) / cell().width(), (point.y() - topNames) / cell().height());
    const bool inside = at.x() >= 0 && at.y() >= 0 && at.x() < double(m_score.classes) && at.y() < double(m_score.classes);
    return inside ? QPoint(int(at.x()), int(at.y())) : QPoint(-1, -1);
}

QString ConfusionMatrix::words(Index label, Index said) const
{
    const auto times = int(count(label, said));
    return label == said ? tr("%1 recognised: %Ln times", nullptr, times).arg(label)
                         : tr("%1 taken for %2: %Ln times", nullptr, times).arg(label).arg(said);
}

void ConfusionMatrix::paintEvent(QPaintEvent *)
{
    if (m_score.classes == 0)
        return;
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight); // figures, in every language
    paintNames(painter);
    for (Index label = 0; label < m_score.classes; ++label)
        for (Index said = 0; said < m_score.classes; ++said)
            paintCell(painter, label, said);
    if (m_label < 0)
        return;
    painter.setPen(QPen(Theme::of(palette()).text, hasFocus() ? 3 : 2));
    painter.drawRect(cellRect(m_label, m_said));
}

void ConfusionMatrix::paintNames(QPainter &painter) const
{
    const Theme theme = Theme::of(palette());
    painter.setFont(roleFont(TextRole::Note, font()));
    painter.setPen(theme.mutedText);
    const double whole = cell().width() * double(m_score.classes);
    painter.drawText(QRectF(leftNames, 0, whole, 2 * Size::grid), Qt::AlignLeft | Qt::AlignVCenter, tr("the net said →"));
    painter.drawText(QRectF(0, 2 * Size::grid, leftNames, 2 * Size::grid), Qt::AlignLeft | Qt::AlignVCenter, tr("is ↓"));
    painter.setFont(roleFont(TextRole::StrongNote, font()));
    painter.setPen(theme.text);
    for (Index name = 0; name < m_score.classes; ++name) {
        const QString text = QString::number(name);
        painter.drawText(QRectF(cellRect(0, name).left(), 2 * Size::grid, cell().width(), 2 * Size::grid), Qt::AlignCenter,
                         text);
        painter.drawText(QRectF(0, cellRect(name, 0).top(), leftNames - besideNames, cell().height()), Qt::AlignCenter, text);
    }
}

// Right is blue, wrong is vermillion, each on a scale of its own; rare mistakes must be seen beside frequent ones, so the
// colour goes with the square root.
void ConfusionMatrix::paintCell(QPainter &painter, Index label, Index said) const
{
    const Theme theme = Theme::of(palette());
    const bool right = label == said;
    const Index times = count(label, said);
    const double scale = m_muted ? mutedPart * strongest : strongest;
    const double part = scale * std::sqrt(double(times) / double(right ? m_mostRight : m_mostWrong));
    const QColor colour = heatColor(theme, right ? -part : part, 1);
    const QRectF rect = cellRect(label, said);
    painter.fillRect(rect, colour);
    painter.setPen(theme.line);
    painter.drawRect(rect);
    QFont font = this->font();
    font.setPixelSize(std::clamp(int(cell().height() / 1.8), leastText, Size::body));
    font.setWeight(right ? QFont::DemiBold : QFont::Normal);
    painter.setFont(font);
    painter.setPen(times == 0 || m_muted ? theme.mutedText : inkOn(colour));
    painter.drawText(rect, Qt::AlignCenter, times == 0 ? u"·"_s : QString::number(times));
}

void ConfusionMatrix::mousePressEvent(QMouseEvent *event)
{
    if (const QPoint at = cellAt(event->position()); at.x() >= 0)
        choose(at.y(), at.x());
}

void ConfusionMatrix::keyPressEvent(QKeyEvent *event)
{
    const std::pair<int, QPoint> moves[] = { { Qt::Key_Left, { -1, 0 } },  { Qt::Key_Right, { 1, 0 } },
                                             { Qt::Key_Up, { 0, -1 } },    { Qt::Key_Down, { 0, 1 } },
                                             { Qt::Key_Return, { 0, 0 } }, { Qt::Key_Enter, { 0, 0 } } };
    const auto *const move = std::ranges::find(moves, event->key(), &std::pair<int, QPoint>::first);
    const Index last = m_score.classes - 1;
    if (event->key() == Qt::Key_Escape && m_label >= 0)
        choose(-1, -1);
    else if (move == std::end(moves) || last < 0)
        QWidget::keyPressEvent(event);
    else if (m_label < 0)
        choose(0, 0);
    else
        choose(std::clamp<Index>(m_label + move->second.y(), 0, last), std::clamp<Index>(m_said + move->second.x(), 0, last));
}

bool ConfusionMatrix::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto &help = static_cast<QHelpEvent &>(*event);
    const QPoint at = cellAt(help.pos());
    QToolTip::showText(help.globalPos(), at.x() < 0 ? QString() : words(at.y(), at.x()), this);
    return true;
}

} // namespace chainrule
