// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/run_window.h"

#include "ui/main_window/english_plurals.h"
#include "ui/main_window/main_window.h"

#include <QtGui/QIcon>
#include <QtWidgets/QApplication>

using namespace Qt::StringLiterals;

// Resources of a static library are dropped by the linker unless they are asked for, outside of any namespace.
static void initIconResource()
{
    Q_INIT_RESOURCE(icons);
}

namespace chainrule {

int runWindow(QApplication &, const QString &demoOrFile, const QString &data)
{
    initIconResource();
    // One look on every desktop: the palette and the sheet are made for Fusion.
    QApplication::setStyle(u"fusion"_s);
    QCoreApplication::setOrganizationName(u"chainrule"_s);
    QCoreApplication::setApplicationName(u"chainrule"_s);
    QGuiApplication::setDesktopFileName(u"chainrule"_s);
    QGuiApplication::setWindowIcon(QIcon(u":/icons/chainrule.svg"_s));
    EnglishPlurals english;
    QCoreApplication::installTranslator(&english);
    MainWindow window;
    window.openFirst(demoOrFile);
    if (!data.isEmpty())
        window.openData(data);
    window.keepUnsavedWork();
    window.show();
    return QApplication::exec();
}

} // namespace chainrule
