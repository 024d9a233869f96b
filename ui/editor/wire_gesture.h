// SPDX-License-Identifier: GPL-3.0-or-later
// A wire is drawn, by mouse or by keys: what fits is marked, what does not is dimmed and says why. A circle is refused; shapes
// that do not fit can be connected all the same, for the graph may not be finished.
#pragma once

#include "ui/editor/gesture.h"
#include "ui/editor/wire_targets.h"

#include <functional>

namespace chainrule {

class GraphEditor;

class WireGesture final : public Gesture
{
public:
    // `instead`: the wire that is taken off its input to be put elsewhere. `dropped` is told of a wire that ends nowhere.
    WireGesture(GraphEditor &editor, const Socket &from, Socket instead, double reach,
                std::function<void(const QPointF &)> dropped);

    void moveTo(const QPointF &point) override;
    void drop(const QPointF &point) override;
    void cancel() override;
    void paint(QPainter &painter, const DiagramStyle &style) const override;
    QString hint() const override;

    // By keys: to the next end that fits, or the one before; false when there is none.
    bool choose(int step);
    void accept();

private:
    QString chosenEnd() const; // in words, with what can be done
    int targetAt(const QPointF &point) const;
    const WireTarget *target() const { return m_target < 0 ? nullptr : &m_targets[m_target]; }
    int foldedAt(const QPointF &point) const; // a visible node, or -1
    void dimOthers(QPainter &painter, const DiagramStyle &style) const;

    GraphEditor &m_editor;
    Socket m_from;
    Socket m_instead;
    double m_reach; // scene pixels
    std::function<void(const QPointF &)> m_dropped;
    QList<WireTarget> m_targets;
    QPointF m_begin;
    QPointF m_end;
    int m_target = -1; // index
    int m_folded = -1; // the folded group that it is over, whose inputs are not to be seen; a visible node
};

} // namespace chainrule
