// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the window: pictures in files, on the clipboard and on paper, Python programs, expressions.
#pragma once

#include "ui/export/export_dialog.h"

#include <QtCore/QObject>

#include <functional>

class QAction;
class QMenu;
class QPrinter;

namespace chainrule {

class DiagramPage;

class ExportMenu final : public QObject
{
    Q_OBJECT

public:
    ExportMenu(DiagramPage &page, QWidget *window);

    // In the order of the menus; they make sense while the diagram is shown.
    const QList<QAction *> &fileActions() const { return m_fileActions; }
    const QList<QAction *> &editActions() const { return m_editActions; }

    // Writes one file, or one for every step; what goes wrong is told. False then.
    bool exportPicture(const QString &path, const PictureChoice &choice);
    // A program for NumPy, or for PyTorch.
    bool exportPython(const QString &path, bool torch);
    void copyPicture();
    void copyExpression();
    // The step that is shown on one page; what goes wrong is told. False then.
    bool print(QPrinter &printer);

    // Which printer, and how: changes it, or returns false when nothing is to be printed. A dialog asks, if nothing else does.
    using PrinterChoice = std::function<bool(QPrinter &)>;
    void setPrinterChoice(PrinterChoice choice) { m_choosePrinter = std::move(choice); }

private:
    QAction *make(const QString &text, const QKeySequence &keys, void (ExportMenu::*does)());
    void askForPicture();
    void askForPython();
    void askAndPrint();
    bool told(const std::function<void()> &writes);
    QString suggestedPath(const QString &suffix) const;

    DiagramPage &m_page;
    QWidget *m_window;
    QString m_folder;
    PrinterChoice m_choosePrinter;
    QList<QAction *> m_fileActions;
    QList<QAction *> m_editActions;
};

} // namespace chainrule
