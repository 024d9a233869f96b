// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/view_actions.h"

#include "ui/diagram/diagram_view.h"
#include "ui/diagram/motion.h"
#include "ui/main_window/menu_actions.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSettings>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const QString animateKey = u"window/animate"_s;

struct ViewWords
{
    Q_DECLARE_TR_FUNCTIONS(View)
};

} // namespace

QList<QAction *> addZoom(QMenu &menu, DiagramView &view)
{
    MenuActions actions(menu, view);
    QList<QKeySequence> in = QKeySequence::keyBindings(QKeySequence::ZoomIn);
    in.append(QKeySequence(Qt::CTRL | Qt::Key_Equal)); // the plus of a keyboard on which it is shifted
    actions.add(ViewWords::tr("Zoom &in"), in, [&view] { view.zoomIn(); });
    actions.add(ViewWords::tr("Zoom &out"), QKeySequence::keyBindings(QKeySequence::ZoomOut), [&view] { view.zoomOut(); });
    actions.add(ViewWords::tr("&Fit"), { Qt::CTRL | Qt::Key_0 }, [&view] { view.fitWhole(); });
    return actions.all();
}

void addAnimation(QMenu &menu, Motion &motion)
{
    QAction *animate = menu.addAction(ViewWords::tr("&Animate steps"));
    animate->setCheckable(true);
    animate->setChecked(QSettings().value(animateKey, true).toBool());
    motion.setWanted(animate->isChecked());
    QObject::connect(animate, &QAction::toggled, &motion, [&motion](bool on) {
        motion.setWanted(on);
        QSettings().setValue(animateKey, on);
    });
}

} // namespace chainrule
