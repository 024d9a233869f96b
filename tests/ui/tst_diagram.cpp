// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"
#include "ui/diagram/diagram_page.h"
#include "ui/diagram/graph_session.h"
#include "ui/theme/theme.h"
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtCore/QStandardPaths>
using namespace chainrule;
class TestDiagram : public QObject { Q_OBJECT
private slots: void x(){
 QStandardPaths::setTestModeEnabled(true);
 QApplication::setStyle(QStringLiteral("fusion"));
 MainWindow w; 
 for (const QString &id : demoIds()) for (QSize s : {QSize(1280,720)}) {
  w.resize(s); w.show(); QVERIFY(QTest::qWaitForWindowExposed(&w));
  w.openDemo(id);
  auto &ses=w.diagramPage().session();
  for (int p : {0, ses.count()-1, ses.count()}) { ses.setPosition(p); QApplication::processEvents();
  w.grab().save(QStringLiteral("/tmp/d/%1-%2.png").arg(id).arg(p)); }
 }
}
};
QTEST_MAIN(TestDiagram)
#include "tst_diagram.moc"
