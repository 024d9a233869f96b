// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/wire_gesture.h"

#include "ui/diagram/diagram_scene.h"
#include "ui/editor/graph_editor.h"
#include "ui/editor/sockets.h"
#include "ui/session/graph_session.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLineF>
#include <QtCore/QSet>
#include <QtGui/QPainter>

#include <algorithm>
#include <utility>

namespace chainrule {

namespace {

constexpr double wireWidth = 2.5;
constexpr double socketRadius = 5;
constexpr double chosenRadius = 7;
constexpr double dimmed = 0.72; // how much of the canvas covers what does not fit

struct WireGestureWords
{
    Q_DECLARE_TR_FUNCTIONS(WireGesture)
};

} // namespace

WireGesture::WireGesture(GraphEditor &editor, const Socket &from, Socket instead, double reach,
                         std::function<void(const QPointF &)> dropped)
    : m_editor(editor)
    , m_from(from)
    , m_instead(std::move(instead))
    , m_reach(reach)
    , m_dropped(std::move(dropped))
    , m_targets(wireTargets(editor.scene(), from))
    , m_begin(Sockets(editor.scene()).place(from).value_or(QPointF()))
    , m_end(m_begin)
{
}

void WireGesture::moveTo(const QPointF &point)
{
    m_end = point;
    m_target = targetAt(point);
    m_folded = m_target < 0 ? foldedAt(point) : -1;
    m_editor.scene().changeForeground();
}

// The nearest end within reach; on a node any of its inputs, first the open ones that fit.
int WireGesture::targetAt(const QPointF &point) const
{
    int best = -1;
    double least = m_reach;
    for (int i = 0; i < m_targets.size(); ++i)
        if (const double distance = QLineF(m_targets[i].place, point).length(); distance <= least) {
            least = distance;
            best = i;
        }
    if (best >= 0)
        return best;
    const auto rank = [this](int i) { return 2 * m_targets[i].fits + m_targets[i].open; };
    for (int i = 0; i < m_targets.size(); ++i)
        if (isHit(m_editor.scene().layout().nodes[m_targets[i].node], point) && (best < 0 || rank(i) > rank(best)))
            best = i;
    return best;
}

int WireGesture::foldedAt(const QPointF &point) const
{
    const QList<VisibleNode> &nodes = m_editor.scene().visible().nodes;
    for (int node = 0; node < nodes.size(); ++node)
        if (nodes[node].group && isHit(m_editor.scene().layout().nodes[node], point))
            return node;
    return -1;
}

QString WireGesture::chosenEnd() const
{
    const DocumentNode &node = *m_editor.session().document().node(target()->socket.node);
    const QString end = node.inputs.size() == 1
        ? WireGestureWords::tr("To %1", "a node").arg(node.name)
        : WireGestureWords::tr("To input %1 of %2").arg(target()->socket.port + 1).arg(node.name);
    return WireGestureWords::tr("%1 · Enter connects, the arrows choose another, Esc leaves it as it was").arg(end);
}

QString WireGesture::hint() const
{
    if (m_folded >= 0)
        return WireGestureWords::tr("%1 is folded: unfold it (F), and its ends are there to be connected.")
            .arg(m_editor.scene().visible().nodes[m_folded].name);
    return target() && !target()->fits ? refusal(m_editor.scene(), m_from, target()->socket) : QString();
}

void WireGesture::drop(const QPointF &point)
{
    moveTo(point);
    if (target())
        return accept();
    if (m_folded >= 0)
        return Q_EMIT m_editor.refused(hint());
    if (m_instead.isInput())
        return m_editor.disconnectInput(m_instead);
    if (QLineF(m_begin, point).length() > m_reach)
        m_dropped(point);
}

void WireGesture::accept()
{
    if (!target())
        return;
    if (target()->circle)
        return Q_EMIT m_editor.refused(hint());
    const bool forward = m_from.isOutput();
    const Socket to = target()->socket;
    m_editor.connectSockets(forward ? m_from : to, forward ? to : m_from, m_instead);
}

// First the inputs that are open, then those where another wire would go.
bool WireGesture::choose(int step)
{
    QList<int> fitting;
    for (const bool open : { true, false })
        for (int i = 0; i < m_targets.size(); ++i)
            if (m_targets[i].fits && m_targets[i].open == open)
                fitting.append(i);
    if (fitting.isEmpty())
        return false;
    const qsizetype now = fitting.indexOf(m_target);
    const qsizetype next = now < 0 ? 0 : (now + step + fitting.size()) % fitting.size();
    m_target = fitting[next];
    m_end = m_targets[m_target].place;
    m_editor.scene().changeForeground();
    Q_EMIT m_editor.endChosen(chosenEnd());
    return true;
}

void WireGesture::cancel()
{
    Q_EMIT m_editor.endChosen({});
}

// Whole nodes: what has no end that fits.
void WireGesture::dimOthers(QPainter &painter, const DiagramStyle &style) const
{
    QSet<int> fitting{ m_editor.scene().visible().indexOf(m_from.node) };
    for (const WireTarget &target : m_targets)
        if (target.fits)
            fitting.insert(target.node);
    QColor cover = style.theme.canvas;
    cover.setAlphaF(float(dimmed));
    painter.setPen(Qt::NoPen);
    painter.setBrush(cover);
    const QList<NodePlace> &places = m_editor.scene().layout().nodes;
    for (int node = 0; node < places.size(); ++node)
        if (!fitting.contains(node))
            painter.drawRoundedRect(places[node].outline.adjusted(-2, -2, 2, 2), 2 + Circle::radius, 2 + Circle::radius);
}

void WireGesture::paint(QPainter &painter, const DiagramStyle &style) const
{
    const Theme &theme = style.theme;
    dimOthers(painter, style);
    painter.setPen(QPen(theme.accent, 1.5));
    painter.setBrush(theme.canvas);
    for (const WireTarget &target : m_targets)
        if (target.fits)
            painter.drawEllipse(target.place, socketRadius, socketRadius);
    const bool fits = target() ? target()->fits : m_folded < 0;
    const QColor color = fits ? theme.accent : theme.bad;
    const QPointF end = target() ? target()->place : m_end;
    QPen pen(color, wireWidth, Qt::SolidLine, Qt::RoundCap);
    if (!fits)
        pen.setStyle(Qt::DashLine);
    painter.setPen(pen);
    painter.drawLine(m_begin, end);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(m_begin, socketRadius, socketRadius);
    painter.drawEllipse(end, target() ? chosenRadius : socketRadius, target() ? chosenRadius : socketRadius);
}

} // namespace chainrule
