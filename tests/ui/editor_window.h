// SPDX-License-Identifier: GPL-3.0-or-later
// A window on a graph that is being edited, and the hands on it.
#pragma once

#include "tests/ui/diagram_window.h"
#include "ui/editor/edit_desk.h"
#include "ui/editor/graph_editor.h"
#include "ui/editor/operation_search.h"
#include "ui/editor/sockets.h"

#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>

namespace chainrule {

class EditorWindow : public DiagramWindow
{
public:
    explicit EditorWindow(const GraphDocument &document = emptyDocument())
        : DiagramWindow("apple", { 1280, 720 })
    {
        begin(document);
    }

    void begin(const GraphDocument &document)
    {
        window.activateWindow();
        page.open(document);
        desk.editor().setOn(true);
        view.setFocus();
        view.fit();
        QCoreApplication::processEvents();
    }

    static GraphDocument emptyDocument()
    {
        GraphDocument document;
        document.placed = true;
        return document;
    }

    QPoint at(const QPointF &scenePoint) const { return view.mapFromScene(scenePoint); }
    QPoint socket(const char *node, int port = Socket::output) const
    {
        const auto place = Sockets(scene).place({ QString::fromUtf8(node), port });
        return place ? at(*place) : QPoint(-1, -1);
    }
    QPoint freePlace(int column, int row) const { return { 160 + 150 * column, 100 + 110 * row }; }
    void drag(const QPoint &from, const QPoint &to, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(view.viewport(), Qt::LeftButton, modifiers, from);
        QTest::mouseMove(view.viewport(), from + (to - from) / 2);
        QTest::mouseMove(view.viewport(), to);
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, modifiers, to);
    }
    void click(const QPoint &point, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, point);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(&view, key, modifiers); }
    void choose(const char *typed)
    {
        QVERIFY(desk.search().isVisible());
        QTest::keyClicks(&desk.search().line(), QString::fromUtf8(typed));
        QTest::keyClick(&desk.search().line(), Qt::Key_Return);
    }
    // By a double click where nothing is.
    void add(const char *typed, const QPoint &place)
    {
        doubleClick(place);
        choose(typed);
    }
    const NodeItem &item(const char *node) const { return *scene.nodeItem(QString::fromUtf8(node)); }
    const GraphDocument &document() const { return session.document(); }
    const DocumentNode &node(const char *id) const { return *document().node(QString::fromUtf8(id)); }
    double result() const { return session.run().value(session.compiled().result)[0]; }

    EditDesk &desk = page.editDesk();
};

} // namespace chainrule
