// SPDX-License-Identifier: GPL-3.0-or-later
// A window on the apples with the lab beside them, and a person's hands and eyes on it.
#pragma once

#include "files/demos.h"
#include "tests/fixtures/diagram_window.h"
#include "ui/lab/fault_banner.h"
#include "ui/lab/lab_panel.h"
#include "ui/session/check_session.h"
#include "ui/widgets/side_panel.h"

#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QTableWidget>

#include <algorithm>

namespace chainrule {

using namespace Qt::StringLiterals;

constexpr int patience = 240'000; // ms

class LabWindow : public DiagramWindow
{
public:
    LabWindow()
        : DiagramWindow("", { 1400, 900 })
    {
        page.motion().setWanted(true); // what is put in has to bear with what still moves
        page.sidePanel().setCurrent(DiagramPage::LabPage);
        open("apple");
    }

    void open(const char *demoId)
    {
        page.open(*demo(QString::fromUtf8(demoId)));
        view.setFocus();
    }

    template <class W> W *find(const char *name) { return lab.findChild<W *>(QString::fromUtf8(name)); }

    // Scrolled to, as a person would, then clicked where its text or box is.
    void click(QWidget *widget)
    {
        QVERIFY(widget && widget->isVisible());
        if (lab.isAncestorOf(widget)) {
            QCoreApplication::processEvents();
            lab.ensureWidgetVisible(widget);
        }
        QTest::mouseClick(widget, Qt::LeftButton, {}, { 12, widget->height() / 2 });
    }
    void tick(const char *name) { click(find<QCheckBox>(name)); }
    void choose(const char *fault) { click(find<QRadioButton>(fault)); }
    void type(QLineEdit *field, const QString &text)
    {
        QVERIFY(field->isVisible());
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }
    void predict(const QString &text) { type(find<QLineEdit>("prediction"), text); }
    void check()
    {
        if (!find<QCheckBox>("checkSwitch")->isChecked())
            tick("checkSwitch");
        QTRY_VERIFY_WITH_TIMEOUT(page.check().result(), patience);
    }

    QString said(const char *label) { return find<QLabel>(label)->text(); }
    // Whether some visible label of the lab has this in it.
    bool says(const QString &part)
    {
        return std::ranges::any_of(lab.findChildren<QLabel *>(),
                                   [&](const QLabel *label) { return label->isVisible() && label->text().contains(part); });
    }
    QString banner()
    {
        const auto *banner = window.findChild<FaultBanner *>();
        return banner->isVisible() ? banner->text() : QString();
    }
    // The cells of a node's row in the check: gradient, numerical, difference, mark.
    QStringList row(const char *node)
    {
        const auto *table = find<QTableWidget>("checkTable");
        for (int row = 0; row < table->rowCount(); ++row) {
            if (table->item(row, 0)->text().remove(u"▸ "_s) != QString::fromUtf8(node))
                continue;
            QStringList cells;
            for (int column = 1; column < table->columnCount(); ++column)
                cells.append(table->item(row, column)->text());
            return cells;
        }
        return {};
    }

    LabPanel &lab = page.labPanel();
};

} // namespace chainrule
