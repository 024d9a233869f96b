// SPDX-License-Identifier: GPL-3.0-or-later
// A window on a demo, with what a test of the diagram asks and does again and again.
#pragma once

#include "tests/ui/window_setup.h"
#include "ui/diagram/diagram_page.h"
#include "ui/diagram/diagram_scene.h"
#include "ui/diagram/diagram_view.h"
#include "ui/diagram/edge_item.h"
#include "ui/diagram/graph_session.h"
#include "ui/diagram/motion.h"
#include "ui/diagram/node_item.h"
#include "ui/diagram/value_editor.h"
#include "ui/main_window.h"

#include <QtCore/QTimer>
#include <QtGui/QWheelEvent>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMessageBox>

namespace chainrule {

// Nodes of a document that a test draws up itself; their ids are their names.
inline DocumentNode leafNode(const char *id, double value, const QPointF &position)
{
    DocumentNode node;
    node.id = node.name = QString::fromUtf8(id);
    node.op = QStringLiteral("input");
    node.value = Tensor::scalar(value);
    node.position = position;
    return node;
}

inline DocumentNode opNode(const char *id, const char *op, std::initializer_list<const char *> inputs, const QPointF &position)
{
    DocumentNode node;
    node.id = node.name = QString::fromUtf8(id);
    node.op = QString::fromUtf8(op);
    for (const char *input : inputs)
        node.inputs.append(QString::fromUtf8(input));
    node.position = position;
    return node;
}

class DiagramWindow
{
public:
    explicit DiagramWindow(const char *demo, const QSize &size = { 1280, 800 })
    {
        QSettings().clear();
        window.resize(size);
        window.openFirst(QString::fromUtf8(demo));
        page.motion().setWanted(false);
        window.show();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&window);
    }

    const EdgeItem *edge(const char *from, const char *to) const
    {
        return scene.edgeItem(QString::fromUtf8(from), QString::fromUtf8(to));
    }
    QString value(const char *from, const char *to) const { return edge(from, to)->valueText(); }
    QString gradient(const char *from, const char *to) const { return edge(from, to)->gradientText(); }
    QPoint onScreen(const char *node) const
    {
        return view.mapFromScene(scene.nodeItem(QString::fromUtf8(node))->place().outline.center());
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(&window, key, modifiers); }
    void doubleClick(const QPoint &point) { QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, point); }
    QImage picture() { return view.grab().toImage(); }
    // With nothing of what was kept of the last one.
    QImage drawnAnew()
    {
        scene.changeAll();
        return picture();
    }
    // Whether the picture is right there, and would lack something without it. Looks at hardly more than it.
    bool isPainted(NodeItem &item)
    {
        constexpr double close = 6;
        view.stay();
        view.setTransform(QTransform::fromScale(close, close));
        view.centerOn(item.sceneBoundingRect().center());
        const QImage shown = picture();
        const bool right = shown == drawnAnew();
        item.setVisible(false);
        const bool painted = right && shown != drawnAnew();
        item.setVisible(true);
        scene.changeAll();
        return painted;
    }
    void turnWheel(const QPoint &at, int notches, Qt::KeyboardModifiers modifiers = {})
    {
        constexpr int notch = 120;
        QWheelEvent event(at, view.viewport()->mapToGlobal(at), {}, { 0, notches * notch }, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(view.viewport(), &event);
    }
    // What the message that comes next says; it is closed with Escape.
    void readMessage(QString &told)
    {
        QTimer::singleShot(0, &window, [&told] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            QVERIFY(box);
            told = box->text();
            QTest::keyClick(box, Qt::Key_Escape);
        });
    }

    MainWindow window;
    DiagramPage &page = window.diagramPage();
    GraphSession &session = page.session();
    DiagramScene &scene = page.scene();
    DiagramView &view = page.view();
};

} // namespace chainrule
