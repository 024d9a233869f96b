// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/node_item.h"

#include "engine/non_finite.h"
#include "ui/diagram/disc.h"
#include "ui/diagram/figure.h"
#include "ui/diagram/graph_session.h"
#include "ui/diagram/shares.h"
#include "ui/text/lack_words.h"
#include "ui/text/numbers.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace chainrule {

namespace {

constexpr double lineWidth = 2;
constexpr double ringGap = 7;
constexpr double ringWidth = 3;
constexpr double reachOut = 14; // beyond the outline: ring and focus
constexpr double branchHeight = 20;
constexpr std::size_t mostTerms = 3;
constexpr double longestBranch = 420; // px: three terms and their sum
constexpr double badge = 20;
constexpr double portRadius = 4.5;

// Lines that are hardly wider than a circle and its ports, as far as words allow.
QStringList broken(const Lettering &letters, const QString &text)
{
    constexpr double room = 100; // px
    QStringList lines;
    for (const QString &word : text.split(QLatin1Char(' '))) {
        const QString longer = lines.isEmpty() ? word : lines.back() + QLatin1Char(' ') + word;
        if (!lines.isEmpty() && letters.width(Lettering::Hand::Name, longer) <= room)
            lines.back() = longer;
        else
            lines.append(word);
    }
    return lines;
}

} // namespace

NodeItem::NodeItem(const DiagramStyle &style, const DiagramState &state, const GraphSession &session)
    : m_style(style)
    , m_state(state)
    , m_session(session)
{
    setZValue(1);
}

void NodeItem::show(const VisibleNode &node, int index, const NodePlace &place)
{
    m_node = node;
    m_index = index;
    m_lack = node.lack ? words(*node.lack, m_session.document(), node.source) : QString();
    const bool mayBeMany = node.lack && isUnfinished(*node.lack); // beside each other
    m_lackLines = mayBeMany ? broken(*m_style.letters, m_lack) : QStringList{ m_lack };
    m_branches = !node.group && node.node != noNode && m_session.uses(node.node) > 1;
    setPlace(place);
}

bool NodeItem::isEditable() const
{
    return m_node.isLeaf();
}

QString NodeItem::toolTipText() const
{
    const QString note = m_node.source < 0 ? QString() : m_session.document().nodes[m_node.source].note;
    QString text = note.isEmpty() ? m_node.name : m_node.name + QLatin1Char('\n') + note;
    if (m_node.node == noNode)
        return text + QLatin1Char('\n') + lackText();
    const Run<double> &run = m_session.run();
    const Shape &shape = m_session.graph().shape(m_node.node);
    if (run.hasValue(m_node.node))
        text += QLatin1Char('\n') + tr("value") + QLatin1Char(' ') + exactFigureText(shape, run.value(m_node.node));
    if (run.hasGradient(m_node.node))
        text += QLatin1Char('\n') + tr("gradient") + QLatin1Char(' ') + exactFigureText(shape, run.gradient(m_node.node));
    return text;
}

QString NodeItem::branchText() const
{
    // Inside of a folded group nothing is to be seen, branches neither.
    const std::vector<double> terms = m_branches ? branchTerms(m_session, m_node.node) : std::vector<double>();
    if (terms.empty())
        return {};
    const int missing = m_session.gradientUses(m_node.node) - int(terms.size());
    const QString sum = displayNumber(m_session.run().gradient(m_node.node)[0]);
    if (terms.size() > mostTerms)
        return (missing > 0 ? QStringLiteral("Σ … = ") : QStringLiteral("Σ = ")) + sum;
    QStringList texts;
    for (const double term : terms)
        texts.append(texts.isEmpty() ? displayNumber(term) : displayFactor(term));
    if (missing > 0)
        return texts.join(QStringLiteral(" + ")) + QStringLiteral(" + …");
    return texts.size() < 2 ? QString() : texts.join(QStringLiteral(" + ")) + QStringLiteral(" = ") + sum;
}

QRectF NodeItem::branchRect(double width) const
{
    const QRectF &outline = m_place.outline;
    const double left = m_node.isLeaf() ? outline.right() - width : outline.center().x() - width / 2;
    return { left, outline.bottom() + (m_node.isLeaf() ? 0 : ringGap + ringWidth), width, branchHeight };
}

QRectF NodeItem::branchRect() const
{
    return branchRect(m_style.letters->width(Lettering::Hand::StrongFigure, branchText()));
}

QRectF NodeItem::computeBounds() const
{
    QRectF rect = m_place.outline.adjusted(-reachOut, -reachOut, reachOut, reachOut);
    if (m_node.group)
        rect.adjust(-40, 0, 40, branchHeight + reachOut); // the group's name below
    if (m_node.lack)
        rect |= lackRect();
    return m_branches ? rect | branchRect(longestBranch) : rect;
}

void NodeItem::setPlace(const NodePlace &place)
{
    m_place = place;
    if (const QRectF bounds = computeBounds(); bounds != m_bounds) {
        prepareGeometryChange();
        m_bounds = bounds;
        forgetLook(); // where it was painted it is painted over, also when it comes back
    }
}

QList<QPointF> NodeItem::openPorts() const
{
    QList<QPointF> ports;
    for (const int port : m_node.openPorts)
        ports.append(openPort(m_place.outline, port, int(m_session.document().nodes[m_node.source].inputs.size())));
    return ports;
}

QPainterPath NodeItem::shape() const
{
    QPainterPath path;
    path.addRoundedRect(m_place.outline.adjusted(-4, -4, 4, 4), 8, 8);
    return path;
}

Appearance NodeItem::look() const
{
    const int action = isInAction() ? 1 + int(m_state.kind.value_or(Step::Kind::Seed)) : 0;
    Appearance look;
    look.add(std::uint64_t(action) << 8 | std::uint64_t(badgeNow()) << 2 | std::uint64_t(m_session.isSelected(m_node.id)) << 1
             | 1);
    look.add(m_place.centre);
    look.add(m_place.outline);
    look.add(m_node.symbol);
    look.add(m_node.name);
    if (m_node.lack) {
        look.add(m_lack);
        for (const int port : m_node.openPorts)
            look.add(std::uint64_t(port));
    }
    if (m_node.isLeaf() && m_session.document().nodes[m_node.source].isConstant())
        look.add(m_session.document().nodes[m_node.source].value.values);
    if (m_branches)
        look.add(branchTerms(m_session, m_node.node));
    return look;
}

void NodeItem::paintShapes(const Canvas &canvas) const
{
    QPainter &painter = canvas.painter();
    if (detailOf(painter) != Detail::All)
        return paintDot(painter);
    paintRing(painter);
    if (!m_node.isLeaf())
        paintCircle(painter);
}

void NodeItem::paintLetters(QPainter &painter, const QRectF &) const
{
    if (detailOf(painter) != Detail::All)
        return;
    if (m_node.isLeaf())
        paintName(painter);
    else
        paintSymbol(painter);
    paintBranch(painter);
    paintBadge(painter);
    paintLack(painter);
}

// From far away: operations as discs, the one in action in its colour.
void NodeItem::paintDot(QPainter &painter) const
{
    if (m_node.isLeaf())
        return;
    const Theme &theme = m_style.theme;
    const QColor &color = !isInAction()       ? theme.mutedText
        : m_state.kind == Step::Kind::Forward ? theme.forward
                                              : theme.backward;
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_session.isSelected(m_node.id) ? theme.accent : color);
    painter.drawEllipse(m_place.outline);
}

// Around what happens now or is selected.
void NodeItem::paintRing(QPainter &painter) const
{
    const Theme &theme = m_style.theme;
    const bool inAction = isInAction() && !m_node.isLeaf();
    if (!inAction && !m_session.isSelected(m_node.id))
        return;
    const QColor &color = !inAction ? theme.accent : m_state.kind == Step::Kind::Forward ? theme.forward : theme.backward;
    painter.setPen(QPen(color, inAction ? ringWidth : 1.5));
    if (m_node.isLeaf()) {
        painter.setBrush(theme.accentTint);
        return painter.drawRoundedRect(m_place.outline.adjusted(-7, -4, 7, 4), 6, 6);
    }
    const QRectF ring = m_place.outline.adjusted(-ringGap, -ringGap, ringGap, ringGap);
    painter.setBrush(theme.canvas);
    painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2);
}

void NodeItem::paintCircle(QPainter &painter) const
{
    const QRectF &outline = m_place.outline;
    const Theme &theme = m_style.theme;
    if (!m_node.lack)
        return paintDisc(painter, outline, lineWidth, theme.text, theme.canvas);
    painter.setPen(QPen(theme.mutedText, 1.5, Qt::DashLine));
    painter.setBrush(theme.canvas);
    painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2);
    painter.setPen(QPen(theme.mutedText, 1.5));
    for (const QPointF &port : openPorts())
        painter.drawEllipse(port, portRadius, portRadius);
}

void NodeItem::paintName(QPainter &painter) const
{
    const bool constant = m_session.document().nodes[m_node.source].isConstant();
    painter.setPen(constant ? m_style.theme.mutedText : m_style.theme.text);
    m_style.letters->drawCentred(painter, Lettering::Hand::Name, leafLabel(m_session, m_node), m_place.outline);
}

void NodeItem::paintSymbol(QPainter &painter) const
{
    const QRectF &outline = m_place.outline;
    const Theme &theme = m_style.theme;
    painter.setPen(m_node.lack ? theme.mutedText : theme.text);
    m_style.letters->drawInkCentred(painter, Lettering::symbolHand(m_node.symbol), m_node.symbol, outline.center());
    if (m_node.group && m_node.name != m_node.symbol) {
        painter.setFont(m_style.letters->font(Lettering::Hand::Name));
        painter.setPen(theme.mutedText);
        const QRectF below(outline.center().x() - 100, outline.bottom() + ringGap + ringWidth, 200, branchHeight);
        painter.drawText(below, Qt::AlignHCenter | Qt::AlignTop | Qt::TextDontClip, m_node.name);
    }
}

void NodeItem::paintBranch(QPainter &painter) const
{
    const QString text = branchText();
    if (text.isEmpty())
        return;
    constexpr auto hand = Lettering::Hand::StrongFigure;
    painter.setPen(m_style.theme.backward);
    m_style.letters->drawCentred(painter, hand, text, branchRect(m_style.letters->width(hand, text)));
}

QRectF NodeItem::lackRect() const
{
    double width = 0;
    for (const QString &line : m_lackLines)
        width = std::max(width, m_style.letters->width(Lettering::Hand::Name, line));
    const QRectF &outline = m_place.outline;
    const double name = m_node.group ? branchHeight : 0;
    return { outline.center().x() - width / 2, outline.bottom() + ringGap + ringWidth + name, width,
             branchHeight * double(m_lackLines.size()) };
}

// Where nothing is wrong but something is missing, it is said quietly.
void NodeItem::paintLack(QPainter &painter) const
{
    if (!m_node.lack)
        return;
    const Theme &theme = m_style.theme;
    painter.setPen(isUnfinished(*m_node.lack) ? theme.mutedText : theme.bad);
    QRectF room = lackRect();
    room.setHeight(branchHeight);
    for (const QString &line : m_lackLines) {
        m_style.letters->drawCentred(painter, Lettering::Hand::Name, line, room);
        room.translate(0, branchHeight);
    }
}

// A fault that the check found, or who made a number that is none.
NodeItem::Badge NodeItem::badgeNow() const
{
    const auto has = [&](NonFinite origin) {
        return std::ranges::any_of(m_node.members, [&](NodeId node) {
            return nonFiniteValue(m_session.run(), node) == origin || nonFiniteGradient(m_session.run(), node) == origin;
        });
    };
    if (std::ranges::any_of(m_node.members, [&](NodeId node) { return m_state.marks.faulty.contains(node); }))
        return Badge::Faulty;
    return has(NonFinite::Made) ? Badge::Made : has(NonFinite::Inherited) ? Badge::Inherited : Badge::None;
}

// At the circle's upper right; told apart by sign and fill.
void NodeItem::paintBadge(QPainter &painter) const
{
    const Badge shown = badgeNow();
    if (shown == Badge::None)
        return;
    const Theme &theme = m_style.theme;
    const bool filled = shown != Badge::Inherited;
    const QRectF rect(m_place.outline.right() - badge / 2, m_place.outline.top() - badge / 2, badge, badge);
    painter.setPen(QPen(theme.bad, 1.5));
    painter.setBrush(filled ? theme.bad : theme.canvas);
    painter.drawEllipse(rect);
    QFont font = m_style.font;
    font.setPixelSize(Size::body);
    font.setWeight(QFont::Bold);
    painter.setFont(font);
    painter.setPen(filled ? theme.canvas : theme.bad);
    painter.drawText(rect, Qt::AlignCenter, shown == Badge::Faulty ? QStringLiteral("✗") : QStringLiteral("!"));
}

} // namespace chainrule
