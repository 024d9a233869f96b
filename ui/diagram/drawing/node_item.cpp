// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/drawing/node_item.h"

#include "engine/non_finite.h"
#include "ui/diagram/drawing/disc.h"
#include "ui/session/graph_session.h"
#include "ui/session/shares.h"
#include "ui/text/figure_text.h"
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
constexpr double lineHeight = Branch::lineHeight; // of all that stands below a node
constexpr auto branchHand = Lettering::Hand::StrongFigure;
constexpr std::size_t mostTerms = 3;
constexpr QSizeF largestBranch(Branch::room + 30, 4 * lineHeight); // three terms and their sum, one below the other
constexpr double badge = 20;
constexpr double portRadius = 4.5;

// Lines of so many pixels, as far as the pieces allow.
QStringList broken(const QStringList &pieces, double room, const Lettering &letters, Lettering::Hand hand)
{
    QStringList lines;
    for (const QString &piece : pieces) {
        const QString longer = lines.isEmpty() ? piece : lines.back() + QLatin1Char(' ') + piece;
        if (!lines.isEmpty() && letters.width(hand, longer) <= room)
            lines.back() = longer;
        else
            lines.append(piece);
    }
    return lines;
}

double widestLine(const QStringList &lines, const Lettering &letters, Lettering::Hand hand)
{
    double width = 0;
    for (const QString &line : lines)
        width = std::max(width, letters.width(hand, line));
    return width;
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
    constexpr double room = 100; // px: hardly more than a circle and its ports
    m_lackLines = mayBeMany ? broken(m_lack.split(QLatin1Char(' ')), room, *m_style.letters, Lettering::Hand::Name)
                            : QStringList{ m_lack };
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

QStringList NodeItem::branchPieces() const
{
    // Inside of a folded group nothing is to be seen, branches neither.
    const std::vector<double> terms = m_place.branch.isNull() ? std::vector<double>() : branchTerms(m_session, m_node.node);
    if (terms.empty())
        return {};
    const int missing = m_session.gradientUses(m_node.node) - int(terms.size());
    const QString sum = displayNumber(m_session.run().gradient(m_node.node)[0]);
    const QString summed = QStringLiteral("= ") + sum;
    if (terms.size() > mostTerms)
        return { missing > 0 ? QStringLiteral("Σ …") : QStringLiteral("Σ"), summed };
    QStringList pieces;
    for (const double term : terms)
        pieces.append(pieces.isEmpty() ? displayNumber(term) : QStringLiteral("+ ") + displayFactor(term));
    if (missing > 0)
        return pieces << QStringLiteral("+ …");
    return pieces.size() < 2 ? QStringList() : pieces << summed;
}

QStringList NodeItem::branchLines() const
{
    return broken(branchPieces(), Branch::room, *m_style.letters, branchHand);
}

// Beginning at its outline; of a leaf it ends there where no arrowhead comes.
QRectF NodeItem::branchRect(const QSizeF &size) const
{
    const QRectF &room = m_place.branch;
    const double left = m_node.isLeaf() ? room.right() - size.width() : room.center().x() - size.width() / 2;
    const bool above = room.bottom() <= m_place.outline.top(); // there the last line comes next to it
    return { QPointF(left, above ? room.bottom() - size.height() : room.top()), size };
}

QRectF NodeItem::branchRect() const
{
    const QStringList lines = branchLines();
    if (lines.isEmpty())
        return {};
    return branchRect({ widestLine(lines, *m_style.letters, branchHand), lineHeight * double(lines.size()) });
}

QRectF NodeItem::computeBounds() const
{
    QRectF rect = m_place.outline.adjusted(-reachOut, -reachOut, reachOut, reachOut);
    if (m_node.group)
        rect.adjust(-40, 0, 40, lineHeight + reachOut); // the group's name below
    if (m_node.lack)
        rect |= lackRect();
    return m_place.branch.isNull() ? rect : rect | branchRect(largestBranch);
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
    if (!m_place.branch.isNull())
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
        const QRectF below(outline.center().x() - 100, outline.bottom() + Circle::below, 200, lineHeight);
        painter.drawText(below, Qt::AlignHCenter | Qt::AlignTop | Qt::TextDontClip, m_node.name);
    }
}

void NodeItem::paintBranch(QPainter &painter) const
{
    const QStringList lines = branchLines();
    painter.setPen(m_style.theme.backward);
    double top = branchRect({ 0, lineHeight * double(lines.size()) }).top();
    for (const QString &line : lines) {
        QRectF room = branchRect({ m_style.letters->width(branchHand, line), lineHeight });
        room.moveTop(top);
        m_style.letters->drawCentred(painter, branchHand, line, room);
        top += lineHeight;
    }
}

QRectF NodeItem::lackRect() const
{
    const double width = widestLine(m_lackLines, *m_style.letters, Lettering::Hand::Name);
    const QRectF &outline = m_place.outline;
    const double name = m_node.group ? lineHeight : 0;
    return { outline.center().x() - width / 2, outline.bottom() + Circle::below + name, width,
             lineHeight * double(m_lackLines.size()) };
}

// Where nothing is wrong but something is missing, it is said quietly.
void NodeItem::paintLack(QPainter &painter) const
{
    if (!m_node.lack)
        return;
    const Theme &theme = m_style.theme;
    painter.setPen(isUnfinished(*m_node.lack) ? theme.mutedText : theme.bad);
    QRectF room = lackRect();
    room.setHeight(lineHeight);
    for (const QString &line : m_lackLines) {
        m_style.letters->drawCentred(painter, Lettering::Hand::Name, line, room);
        room.translate(0, lineHeight);
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
