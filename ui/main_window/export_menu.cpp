// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/export_menu.h"

#include "code/torch_code.h"
#include "files/save_file.h"
#include "files/storage_error.h"
#include "text/expression.h"
#include "text/inert_text.h"
#include "ui/diagram/diagram_scene.h"
#include "ui/export/page_size.h"
#include "ui/export/picture_names.h"
#include "ui/lesson/diagram_page.h"
#include "ui/session/graph_session.h"
#include "ui/text/graph_error_text.h"
#include "ui/text/graph_files.h"
#include "ui/text/storage_words.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtPrintSupport/QPrintDialog>
#include <QtPrintSupport/QPrinter>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMessageBox>

#include <new>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr double clipboardScale = 2; // for slides, and for screens with small pixels

const char *suffixOf(PictureFormat format)
{
    return format == PictureFormat::Svg ? "svg" : format == PictureFormat::Pdf ? "pdf" : "png";
}

bool askForPrinter(QPrinter &printer, QWidget *window)
{
    return QPrintDialog(&printer, window).exec() == QDialog::Accepted;
}

// Of the file that a printer writes, or its own.
QString nameOfPrinter(const QPrinter &printer)
{
    return printer.outputFileName().isEmpty() ? printer.printerName() : printer.outputFileName();
}

} // namespace

ExportMenu::ExportMenu(DiagramPage &page, QWidget *window)
    : QObject(window)
    , m_page(page)
    , m_window(window)
    , m_folder(QDir::homePath())
    , m_choosePrinter([window](QPrinter &printer) { return askForPrinter(printer, window); })
{
    m_fileActions = { make(tr("&Export picture…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P), &ExportMenu::askForPicture),
                      make(tr("Export P&ython…"), {}, &ExportMenu::askForPython),
                      make(tr("&Print…"), QKeySequence::Print, &ExportMenu::askAndPrint) };
    m_editActions = { make(tr("Copy as p&icture"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), &ExportMenu::copyPicture),
                      make(tr("Copy as e&xpression"), {}, &ExportMenu::copyExpression) };
}

QAction *ExportMenu::make(const QString &text, const QKeySequence &keys, void (ExportMenu::*does)())
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, does);
    return action;
}

// False when it failed and the person was told why.
bool ExportMenu::told(const std::function<void()> &writes)
{
    QString problem;
    try {
        writes();
        return true;
    } catch (const StorageError &e) {
        problem = words(e);
    } catch (const GraphError &e) {
        problem = tr("The graph is not finished: %1").arg(words(e, m_page.session().document()));
    } catch (const std::bad_alloc &) {
        problem = tr("There is not enough memory for this picture. Choose a smaller size.");
    }
    QMessageBox::warning(m_window, tr("Export"), problem);
    return false;
}

QString ExportMenu::suggestedPath(const QString &suffix) const
{
    const QString name = fileNameOf(m_page.session().document().title);
    return QDir(m_folder).filePath((name.isEmpty() ? tr("graph") : name) + u'.' + suffix);
}

void ExportMenu::askForPicture()
{
    ExportDialog dialog(m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const PictureChoice choice = dialog.choice();
    const QString suffix = QLatin1String(suffixOf(choice.format));
    QString path = QFileDialog::getSaveFileName(m_window, tr("Export picture"), suggestedPath(suffix),
                                                tr("%1 files (*.%2)").arg(suffix.toUpper(), suffix));
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += u'.' + suffix;
    exportPicture(path, choice);
}

bool ExportMenu::exportPicture(const QString &path, const PictureChoice &choice)
{
    m_folder = QFileInfo(path).path();
    return told([&] {
        DiagramPictures pictures(m_page.scene(), m_page.font(), choice.look);
        const int last = pictures.stepCount();
        const int shown = m_page.session().position();
        const QRectF bounds = choice.everyStep ? pictures.boundsOfAll() : pictures.bounds(shown);
        const int from = choice.everyStep ? 0 : shown;
        for (int position = from; position <= (choice.everyStep ? last : shown); ++position)
            saveFile(choice.everyStep ? numberedPath(path, position, last) : path,
                     pictures.file(choice.format, position, bounds));
        const QString smaller = smallerText(choice.look.scale, pictures.scaleOf(choice.format, bounds));
        if (!smaller.isEmpty())
            QMessageBox::information(m_window, tr("Export"), smaller);
    });
}

void ExportMenu::askForPython()
{
    const QString numpy = tr("Python with NumPy (*.py)");
    const QString torch = tr("Python with PyTorch (*.py)");
    QString chosen = numpy;
    QString path =
        QFileDialog::getSaveFileName(m_window, tr("Export Python"), suggestedPath(u"py"_s), numpy + u";;"_s + torch, &chosen);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += u".py"_s;
    exportPython(path, chosen == torch);
}

bool ExportMenu::exportPython(const QString &path, bool torch)
{
    m_folder = QFileInfo(path).path();
    return told([&] {
        const GraphSession &session = m_page.session();
        const auto program = torch ? torchProgram : pythonProgram;
        saveFile(path, program(session.document(), session.compiled(), std::nullopt).text().toUtf8());
    });
}

void ExportMenu::copyPicture()
{
    told([&] {
        DiagramPictures pictures(m_page.scene(), m_page.font(), { Theme::of(m_page.palette()), false, clipboardScale });
        const int position = m_page.session().position();
        QGuiApplication::clipboard()->setImage(pictures.image(position, pictures.bounds(position)));
    });
}

void ExportMenu::copyExpression()
{
    told([&] { QGuiApplication::clipboard()->setText(expressionOf(m_page.session().document())); });
}

void ExportMenu::askAndPrint()
{
    QPrinter printer(QPrinter::HighResolution);
    printer.setDocName(inertLine(m_page.session().document().title));
    printer.setPageOrientation(QPageLayout::Landscape);
    if (m_choosePrinter(printer))
        print(printer);
}

// Light, whatever the window wears: paper is.
bool ExportMenu::print(QPrinter &printer)
{
    return told([&] {
        DiagramPictures pictures(m_page.scene(), m_page.font(), { Theme::light(), true, 1 });
        const int position = m_page.session().position();
        const QRectF page(QPointF(), printer.pageLayout().paintRectPixels(printer.resolution()).size());
        QPainter painter;
        if (!painter.begin(&printer))
            throw StorageError(StorageError::Kind::Unwritable, nameOfPrinter(printer));
        pictures.paint(painter, page, position, pictures.bounds(position));
        if (!painter.end() || printer.printerState() == QPrinter::Error)
            throw StorageError(StorageError::Kind::Unwritable, nameOfPrinter(printer));
    });
}

} // namespace chainrule
