// SPDX-License-Identifier: GPL-3.0-or-later
// In a language whose texts are a third longer nothing is cut off, and no panel grows wider than its dock.
#include "tests/fixtures/diagram_window.h"
#include "tests/fixtures/longer_texts.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QLabel>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

QString nameOf(const QWidget *widget, const QString &text)
{
    return u"%1 “%2” (%3×%4 of %5×%6)"_s.arg(QString::fromLatin1(widget->metaObject()->className()), text)
        .arg(widget->width())
        .arg(widget->height())
        .arg(widget->sizeHint().width())
        .arg(widget->sizeHint().height());
}

// Whether all of it is where it can be seen, perhaps by scrolling up and down.
bool isWithin(const QWidget *widget)
{
    for (const QWidget *each = widget; each->parentWidget() && !each->isWindow(); each = each->parentWidget()) {
        const QWidget *parent = each->parentWidget();
        const int left = widget->mapTo(parent, QPoint()).x();
        if (left < 0 || left + widget->width() > parent->width())
            return false;
    }
    return true;
}

// Labels and buttons with less room than their words need.
QStringList cutOff(const QWidget &window)
{
    QStringList names;
    for (const QLabel *label : window.findChildren<QLabel *>())
        if (label->isVisible() && !label->text().isEmpty()) {
            const bool wraps = label->wordWrap();
            const int height = wraps ? label->heightForWidth(label->width()) : label->sizeHint().height();
            if ((!wraps && label->sizeHint().width() > label->width()) || height > label->height() || !isWithin(label))
                names.append(nameOf(label, label->text()));
        }
    for (const QAbstractButton *button : window.findChildren<QAbstractButton *>())
        if (button->isVisible() && !button->text().isEmpty() && !qobject_cast<const QToolButton *>(button)
            && button->objectName() != "data"_L1) // a file's name, elided
            if (button->sizeHint().width() > button->width() || !isWithin(button))
                names.append(nameOf(button, button->text()));
    return names;
}

// Panels that are wider than where they are shown.
QStringList tooWide(const QWidget &window)
{
    QStringList names;
    for (const QScrollArea *area : window.findChildren<QScrollArea *>())
        if (area->isVisible() && area->widget() && area->widget()->width() > area->viewport()->width())
            names.append(nameOf(area->widget(), area->objectName()));
    return names;
}

} // namespace

class TestLongerTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        isolateSettings(m_settings);
        QVERIFY(QCoreApplication::installTranslator(&m_longer));
    }

    void sizes_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1280x720") << QSize(1280, 720);
        QTest::newRow("1366x768") << QSize(1366, 768);
        QTest::newRow("1920x1080") << QSize(1920, 1080);
    }

    void panels_data() { sizes_data(); }
    void panels()
    {
        QFETCH(QSize, size);
        DiagramWindow w("affine_batch", size);
        w.press(Qt::Key_End);
        const int dock =
            w.window.findChild<QDockWidget *>(u"side-dock"_s) ? w.window.findChild<QDockWidget *>(u"side-dock"_s)->width() : 0;
        QStringList all;
        for (const Qt::Key key : { Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4 }) {
            w.press(key, Qt::ControlModifier);
            QCoreApplication::processEvents();
            all += cutOff(w.window) + tooWide(w.window);
            if (const auto *side = w.window.findChild<QDockWidget *>(u"side-dock"_s); side && side->width() != dock)
                all.append(
                    u"with panel %3 the dock is %1 wide, not %2"_s.arg(side->width()).arg(dock).arg(int(key) - Qt::Key_0));
        }
        all.removeDuplicates();
        w.window.grab().save(screenshotPath(false).arg(u"longer-lab-%1"_s.arg(size.width())));
        QVERIFY2(all.isEmpty(), qPrintable(all.join(u'\n')));
    }

private:
    QTemporaryDir m_settings;
    LongerTexts m_longer;
};

QTEST_MAIN(TestLongerTexts)
#include "tst_longer_texts.moc"
