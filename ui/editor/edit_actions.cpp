// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/edit_actions.h"

#include "ui/editor/edit_desk.h"
#include "ui/editor/edit_tool.h"
#include "ui/editor/graph_editor.h"
#include "ui/session/graph_session.h"

#include <QtCore/QSettings>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const QString snapKey = u"window/snap"_s;

} // namespace

EditActions::EditActions(EditDesk &desk, QWidget &canvas, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_canvas(canvas)
    , m_toggle(new QAction(tr("&Edit the graph"), this))
    , m_snap(new QAction(tr("S&nap to the grid"), this))
    , m_align(new QMenu(tr("A&lign"), &canvas))
{
    m_toggle->setCheckable(true);
    m_toggle->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    connect(m_toggle, &QAction::toggled, &desk.editor(), &GraphEditor::setOn);
    connect(&desk.editor(), &GraphEditor::toggled, this, &EditActions::setOn);
    m_snap->setCheckable(true);
    m_snap->setChecked(QSettings().value(snapKey, true).toBool());
    desk.editor().setSnaps(m_snap->isChecked());
    connect(m_snap, &QAction::toggled, this, [this](bool on) {
        m_desk.editor().setSnaps(on);
        QSettings().setValue(snapKey, on);
    });
    makeNodes();
    m_actions.append(nullptr);
    makeClipboard();
    m_actions.append(nullptr);
    makeGroups();
    makeAlignments();
    connect(&desk.tool(), &EditTool::menuWanted, this, &EditActions::popUp);
    setOn(desk.editor().isOn());
}

QAction *EditActions::make(const QString &text, const QList<QKeySequence> &keys, std::function<void()> does)
{
    auto *action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, std::move(does));
    m_canvas.addAction(action);
    return action;
}

void EditActions::makeNodes()
{
    m_actions.append(
        make(tr("&Add…"), { QKeySequence(Qt::Key_Slash), QKeySequence(Qt::Key_Insert) }, [this] { m_desk.askForNode(); }));
    m_actions.append(make(tr("&Connect by keys"), { QKeySequence(Qt::Key_C) }, [this] { m_desk.tool().beginWireByKeys(); }));
    m_actions.append(make(tr("Choose a &wire"), { QKeySequence(Qt::Key_W) }, [this] { m_desk.tool().pickNextWire(); }));
    m_actions.append(make(tr("&Keep in the selection"), { QKeySequence(Qt::Key_K) }, [this] { m_desk.tool().keepSelected(); }));
    m_actions.append(make(tr("&Insert on the wire…"), { QKeySequence(Qt::Key_I) }, [this] { m_desk.askForInsertion(); }));
    m_actions.append(make(tr("Re&place with…"), { QKeySequence(Qt::Key_R) }, [this] { m_desk.askForReplacement(); }));
    m_actions.append(make(tr("Re&name"), { QKeySequence(Qt::CTRL | Qt::Key_R) },
                          [this] { m_desk.rename(m_desk.editor().session().selected()); }));
    m_actions.append(make(tr("N&ote…"), { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N) }, [this] { m_desk.askForNote(); }));
    m_actions.append(make(tr("Make it the re&sult"), { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R) },
                          [this] { m_desk.editor().setResult(m_desk.editor().session().selected()); }));
}

void EditActions::makeClipboard()
{
    m_actions.append(make(tr("Cu&t"), QKeySequence::keyBindings(QKeySequence::Cut), [this] { m_desk.cut(); }));
    m_actions.append(make(tr("Cop&y"), QKeySequence::keyBindings(QKeySequence::Copy), [this] { m_desk.copy(); }));
    m_actions.append(make(tr("Paste"), QKeySequence::keyBindings(QKeySequence::Paste), [this] { m_desk.paste(); }));
    m_actions.append(make(tr("&Duplicate"), { QKeySequence(Qt::CTRL | Qt::Key_D) }, [this] { m_desk.editor().duplicate(); }));
    m_actions.append(make(tr("Delete"), { QKeySequence(Qt::Key_Delete), QKeySequence(Qt::Key_Backspace) },
                          [this] { m_desk.removeSelected(); }));
    m_actions.append(
        make(tr("Select all"), QKeySequence::keyBindings(QKeySequence::SelectAll), [this] { m_desk.editor().selectAll(); }));
}

void EditActions::makeGroups()
{
    m_actions.append(make(tr("&Group"), { QKeySequence(Qt::CTRL | Qt::Key_G) }, [this] { m_desk.editor().group(); }));
    m_actions.append(
        make(tr("&Ungroup"), { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G) }, [this] { m_desk.editor().ungroup(); }));
    m_actions.append(make(tr("Tidy up"), { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T) }, [this] { m_desk.tidyUp(); }));
}

void EditActions::makeAlignments()
{
    using edit::Alignment;
    const std::pair<QString, Alignment> ways[] = { { tr("&Left"), Alignment::Left },
                                                   { tr("&Centre"), Alignment::CentreX },
                                                   { tr("&Right"), Alignment::Right },
                                                   { tr("&Top"), Alignment::Top },
                                                   { tr("&Middle"), Alignment::CentreY },
                                                   { tr("&Bottom"), Alignment::Bottom },
                                                   { tr("Distribute &horizontally"), Alignment::DistributeX },
                                                   { tr("Distribute &vertically"), Alignment::DistributeY } };
    for (const auto &[text, way] : ways)
        connect(m_align->addAction(text), &QAction::triggered, this, [this, way = way] { m_desk.editor().align(way); });
    m_actions.append(m_align->menuAction());
}

QList<QAction *> EditActions::all() const
{
    QList<QAction *> all{ m_toggle };
    for (QAction *action : m_actions)
        if (action)
            all.append(action);
    return all;
}

void EditActions::setOn(bool on)
{
    m_toggle->setChecked(on);
    for (QAction *action : std::as_const(m_actions))
        if (action)
            action->setEnabled(on);
}

void EditActions::addTo(QMenu &menu)
{
    menu.addAction(m_toggle);
    for (QAction *action : std::as_const(m_actions)) {
        if (action)
            menu.addAction(action);
        else
            menu.addSeparator();
    }
}

void EditActions::popUp(const QPoint &position)
{
    auto *menu = new QMenu(&m_canvas);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *action : std::as_const(m_actions)) {
        if (action)
            menu->addAction(action);
        else
            menu->addSeparator();
    }
    menu->popup(position);
}

QString EditActions::keys()
{
    return tr(
        "Ctrl+E: edit the graph. Then / adds an operation by its name, C connects the selected node (Tab or arrows choose "
        "where to, Enter), W chooses a wire, I inserts on it, R replaces, Ctrl+R renames, Delete deletes.\n"
        "K keeps the node selected while Tab and the arrows go on to others. Shift and an arrow move what is selected. Ctrl+G "
        "groups. Space held down and the mouse pan.");
}

} // namespace chainrule
