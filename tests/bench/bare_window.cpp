// SPDX-License-Identifier: GPL-3.0-or-later
// A window with nothing in it, in the size of ours: what Qt itself takes to start.
#include <QtWidgets/QApplication>
#include <QtWidgets/QMainWindow>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QApplication::setStyle(u"fusion"_s);
    QMainWindow window;
    window.resize(1280, 800);
    window.show();
    return QApplication::exec();
}
