// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/documents.h"

#include "files/document_io.h"
#include "files/storage_error.h"
#include "ui/session/graph_session.h"
#include "ui/text/graph_files.h"
#include "ui/text/storage_words.h"
#include "ui/widgets/message_bar.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtCore/QSettings>
#include <QtCore/QStandardPaths>
#include <QtGui/QDropEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMessageBox>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const QString folderKey = u"documents/folder"_s;

// Where somebody looked last.
QString folder()
{
    const QString last = QSettings().value(folderKey).toString();
    return QDir(last).exists() && !last.isEmpty() ? last : QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

// The graph that is dragged, or nothing.
QString graphOf(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    const QString path = urls.size() == 1 ? urls.front().toLocalFile() : QString();
    return isGraphFile(path) ? path : QString();
}

} // namespace

Documents::Documents(GraphSession &session, MessageBar &message, Show show, QWidget &window)
    : QObject(&window)
    , m_message(message)
    , m_show(std::move(show))
    , m_window(window)
    , m_file(new DocumentFile(session, this))
    , m_recent(new RecentFiles(this))
{
    window.setAcceptDrops(true);
    qApp->installEventFilter(this); // the diagram would take whatever is dragged over it
}

QList<QAction *> Documents::addTo(QMenu &menu)
{
    const auto add = [&](const QString &text, const auto &key, auto does) {
        QAction *action = menu.addAction(text);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, does);
        m_window.addAction(action); // the keys work in a presentation too
        return action;
    };
    add(tr("&New"), QKeySequence::New, [this] { openNew(); });
    add(tr("&Open…"), QKeySequence::Open, [this] { chooseAndOpen(); });
    QMenu *recent = menu.addMenu(tr("Open &recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(*recent); });
    const auto update = [this, recent] { recent->setEnabled(!m_recent->paths().isEmpty()); };
    connect(m_recent, &RecentFiles::changed, recent, update);
    update();
    menu.addSeparator();
    QAction *saves = add(tr("&Save"), QKeySequence::Save, [this] { save(); });
    const QKeySequence keyOfSaveAs(Qt::CTRL | Qt::SHIFT | Qt::Key_S); // not on all desktops by itself
    return { saves, add(tr("Save &as…"), keyOfSaveAs, [this] { saveAs(); }) };
}

void Documents::fillRecent(QMenu &menu)
{
    menu.clear();
    for (const QString &path : m_recent->paths()) {
        const QFileInfo info(path);
        QString text = tr("%1 – %2").arg(info.completeBaseName(), QDir::toNativeSeparators(info.path()));
        QAction *action = menu.addAction(text.replace(u'&', u"&&"_s));
        connect(action, &QAction::triggered, this, [this, path] { open(path); });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("&Forget these")), &QAction::triggered, m_recent, &RecentFiles::clear);
}

void Documents::openNew()
{
    if (mayLeave())
        show({}, {});
}

bool Documents::show(const GraphDocument &document, const QString &path)
{
    try {
        m_show(document);
    } catch (const std::bad_alloc &) {
        m_message.say(tr("%1 cannot be shown.").arg(QDir::toNativeSeparators(path)), tr("There is not enough memory for it."));
        return false;
    }
    m_message.hide();
    m_file->setPath(path);
    return true;
}

bool Documents::open(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    try {
        const GraphDocument document = loadDocument(absolute);
        if (!mayLeave() || !show(document, absolute))
            return false;
    } catch (const StorageError &error) {
        m_message.say(tr("The graph was not opened."), words(error));
        if (error.kind() == StorageError::Kind::NotFound)
            m_recent->remove(absolute);
        return false;
    }
    m_recent->add(absolute);
    return true;
}

bool Documents::openRecovered(const GraphDocument &document, const QString &path)
{
    if (!mayLeave() || !show(document, path))
        return false;
    m_file->setRecovered(path);
    return true;
}

void Documents::chooseAndOpen()
{
    const QString path = QFileDialog::getOpenFileName(&m_window, tr("Open a graph"), folder(),
                                                      tr("Graphs (*.%1 *.json);;All files (*)").arg(graphSuffix));
    if (path.isEmpty())
        return;
    QSettings().setValue(folderKey, QFileInfo(path).absolutePath());
    open(path);
}

bool Documents::save()
{
    return m_file->path().isEmpty() ? saveAs() : saveTo(m_file->path());
}

bool Documents::saveAs()
{
    QFileDialog dialog(&m_window, tr("Save the graph"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(graphSuffix);
    dialog.setNameFilters({ tr("Graphs (*.%1)").arg(graphSuffix), tr("All files (*)") });
    const QString &path = m_file->path();
    dialog.setDirectory(path.isEmpty() ? folder() : QFileInfo(path).absolutePath());
    dialog.selectFile(QString(m_file->name()).replace(u'/', u'-') + u'.' + graphSuffix);
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return false;
    QSettings().setValue(folderKey, dialog.directory().absolutePath());
    return saveTo(dialog.selectedFiles().constFirst());
}

bool Documents::saveTo(const QString &path)
{
    try {
        m_file->save(path);
        m_message.hide();
        m_recent->add(path);
        return true;
    } catch (const StorageError &error) {
        m_message.say(tr("“%1” is not saved.").arg(m_file->name()), words(error));
    } catch (const std::bad_alloc &) {
        m_message.say(tr("“%1” is not saved.").arg(m_file->name()), tr("There is not enough memory for it."));
    }
    return false;
}

bool Documents::mayLeave()
{
    if (!m_file->isWorthKeeping())
        return true;
    QMessageBox question(QMessageBox::Question, tr("Unsaved changes"), tr("Save the changes to “%1”?").arg(m_file->name()),
                         QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &m_window);
    question.setInformativeText(tr("Without saving they are lost."));
    question.setTextFormat(Qt::PlainText);
    question.setDefaultButton(QMessageBox::Save);
    question.setEscapeButton(QMessageBox::Cancel);
    const int answer = question.exec();
    return answer == QMessageBox::Discard || (answer == QMessageBox::Save && save());
}

bool Documents::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    if (type != QEvent::DragEnter && type != QEvent::DragMove && type != QEvent::Drop)
        return false;
    const auto *widget = qobject_cast<const QWidget *>(watched);
    if (!widget || widget->window() != &m_window)
        return false;
    auto *drop = static_cast<QDropEvent *>(event);
    const QString path = graphOf(drop->mimeData());
    if (path.isEmpty())
        return false;
    drop->acceptProposedAction();
    // Once the drag is over: a question would hold up the program that it came from.
    if (type == QEvent::Drop)
        QMetaObject::invokeMethod(
            this, [this, path] { open(path); }, Qt::QueuedConnection);
    return true;
}

} // namespace chainrule
