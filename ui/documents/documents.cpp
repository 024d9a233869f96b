// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/documents.h"

#include "files/document_io.h"
#include "files/storage_error.h"
#include "ui/documents/unsaved_question.h"
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

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const QString folderKey = u"documents/folder"_s;
constexpr qsizetype mostRecent = 8;

// Where somebody looked last.
QString folder()
{
    const QString last = QSettings().value(folderKey).toString();
    return QDir(last).exists() && !last.isEmpty() ? last : QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

// The graphs that are dragged; nothing where there is anything else among them.
QStringList graphsOf(const QMimeData *data)
{
    QStringList paths;
    for (const QUrl &url : data->urls())
        paths.append(url.toLocalFile());
    return std::ranges::all_of(paths, isGraphFile) ? paths : QStringList();
}

} // namespace

Documents::Documents(GraphSession &session, MessageBar &message, QWidget &window)
    : QObject(&window)
    , m_message(message)
    , m_window(window)
    , m_graphs(new OpenGraphs(session, this))
    , m_recent(new RememberedPaths(u"documents/recent"_s, mostRecent, this))
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
    connect(m_recent, &RememberedPaths::changed, recent, update);
    update();
    menu.addSeparator();
    QAction *closes = add(tr("&Close"), QKeySequence(Qt::CTRL | Qt::Key_W), [this] { close(m_graphs->shown().key()); });
    const auto follow = [this, closes] { closes->setEnabled(m_graphs->shown().isOwn()); };
    connect(m_graphs, &OpenGraphs::changed, closes, follow);
    follow();
    QAction *saves = add(tr("&Save"), QKeySequence::Save, [this] { save(); });
    const QKeySequence keyOfSaveAs(Qt::CTRL | Qt::SHIFT | Qt::Key_S); // not on all desktops by itself
    return { closes, saves, add(tr("Save &as…"), keyOfSaveAs, [this] {
                 Q_EMIT aboutToSettle();
                 saveAs(m_graphs->shown());
             }) };
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
    connect(menu.addAction(tr("&Forget these")), &QAction::triggered, m_recent, &RememberedPaths::clear);
}

void Documents::openNew()
{
    OpenGraph &graph = m_graphs->add({});
    graph.setBegun();
    showNew(graph);
}

void Documents::openTyped(const GraphDocument &document)
{
    OpenGraph &graph = m_graphs->add(document);
    graph.setUnsaved();
    showNew(graph);
}

OpenGraph &Documents::takeBack(const GraphDocument &document, const QString &path, const QByteArray &fingerprint)
{
    const OpenGraph *there = m_graphs->find(path);
    const bool inFile = !path.isEmpty() && !(there && there->isModified());
    OpenGraph &graph = inFile ? m_graphs->addFile(path) : m_graphs->add(document);
    if (inFile) {
        graph.setState(std::make_shared<GraphState>(document));
        graph.setFingerprint(fingerprint);
    }
    graph.setUnsaved();
    return graph;
}

bool Documents::show(OpenGraph &graph)
{
    Q_EMIT aboutToShow();
    if (!showHere(graph))
        return false;
    m_message.hide();
    return true;
}

// One that was added to be shown is not left over, unless there is work in it.
bool Documents::showNew(OpenGraph &graph)
{
    const int number = graph.number();
    if (show(graph))
        return true;
    if (OpenGraph *left = m_graphs->find(number); left && !left->isWorthKeeping())
        m_graphs->remove(*left);
    return false;
}

// On whatever page is on screen. Where there is not enough memory it is said, and the graph stays in the library.
bool Documents::showHere(OpenGraph &graph)
{
    const QString name = graph.name();
    try {
        m_graphs->show(graph);
        return true;
    } catch (const std::bad_alloc &) {
        m_message.say(tr("“%1” cannot be shown.").arg(briefName(name)), tr("There is not enough memory for it."));
        return false;
    }
}

bool Documents::open(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    const bool isNew = !m_graphs->find(absolute);
    OpenGraph *graph = &m_graphs->addFile(absolute);
    try {
        if (!graph->isRead())
            graph->read();
    } catch (const StorageError &error) {
        m_message.say(tr("The graph was not opened."), words(error));
        const bool gone = error.kind() == StorageError::Kind::NotFound;
        if (gone)
            m_recent->remove(absolute);
        if (gone || isNew)
            m_graphs->remove(*graph);
        return false;
    }
    if (!(isNew ? showNew(*graph) : show(*graph)))
        return false;
    m_recent->add(absolute);
    if (graph->file().isElsewhere())
        m_message.say(tr("“%1” is open in another window of Chainrule, too.").arg(briefName(graph->name())),
                      tr("What is done there is not seen here. Neither window writes over the other's work without asking."));
    return true;
}

bool Documents::choose(const QString &key)
{
    OpenGraph *graph = m_graphs->find(key);
    return graph && (graph->isRead() ? show(*graph) : open(key));
}

void Documents::chooseAndOpen()
{
    const QStringList paths = QFileDialog::getOpenFileNames(&m_window, tr("Open graphs"), folder(),
                                                            tr("Graphs (*.%1 *.json);;All files (*)").arg(graphSuffix));
    for (const QString &path : paths) {
        QSettings().setValue(folderKey, QFileInfo(path).absolutePath());
        open(path);
    }
}

bool Documents::save()
{
    Q_EMIT aboutToSettle();
    return save(m_graphs->shown());
}

bool Documents::save(OpenGraph &graph)
{
    return graph.path().isEmpty() ? saveAs(graph) : saveTo(graph, graph.path());
}

bool Documents::saveAs(OpenGraph &graph)
{
    QFileDialog dialog(&m_window, tr("Save “%1”").arg(briefName(graph.name())));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(graphSuffix);
    dialog.setNameFilters({ tr("Graphs (*.%1)").arg(graphSuffix), tr("All files (*)") });
    const QString &path = graph.path();
    dialog.setDirectory(path.isEmpty() ? folder() : QFileInfo(path).absolutePath());
    const QString suggested = path.isEmpty() ? fileNameOf(graph.name()) : graph.name();
    dialog.selectFile((suggested.isEmpty() ? tr("graph") : suggested) + u'.' + graphSuffix);
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return false;
    QSettings().setValue(folderKey, dialog.directory().absolutePath());
    return saveTo(graph, dialog.selectedFiles().constFirst());
}

bool Documents::saveTo(OpenGraph &graph, const QString &path)
{
    const QString notSaved = tr("“%1” is not saved.").arg(briefName(graph.name()));
    if (const OpenGraph *other = m_graphs->find(path); other && other != &graph) {
        m_message.say(notSaved,
                      tr("“%1” is open as well. Close it first, or choose another name.").arg(briefName(other->name())));
        return false;
    }
    if (path == graph.path() && graph.file().wasWritten()) {
        const Overwrite answer = askAboutWritten(graph.name(), m_window);
        if (answer != Overwrite::Overwrite)
            return answer == Overwrite::SaveElsewhere && saveAs(graph);
    }
    try {
        m_graphs->save(graph, path);
        m_message.hide();
        m_recent->add(path);
        return true;
    } catch (const StorageError &error) {
        m_message.say(notSaved, words(error));
    } catch (const std::bad_alloc &) {
        m_message.say(notSaved, tr("There is not enough memory for it."));
    }
    return false;
}

bool Documents::close(const QString &key)
{
    Q_EMIT aboutToSettle();
    OpenGraph *graph = m_graphs->find(key);
    if (!graph || !graph->isOwn())
        return false;
    if (graph->isWorthKeeping()) {
        const Unsaved answer = askAboutUnsaved({ graph->name() }, m_window);
        if (answer == Unsaved::Keep || (answer == Unsaved::Save && !save(*graph)))
            return false;
    }
    const int number = graph->number(); // it may get a path by being saved, and be gone once another is shown
    if (graph == &m_graphs->shown())
        showAnother(*graph);
    if (OpenGraph *left = m_graphs->find(number))
        m_graphs->remove(*left);
    return true;
}

// What stands beside it in the library, without leaving the page that is on screen.
void Documents::showAnother(const OpenGraph &than)
{
    std::vector<OpenGraph *> own = m_graphs->own();
    const auto place = std::ranges::find(own, &than);
    std::rotate(own.begin(), place, own.end()); // those below it, then those above
    for (OpenGraph *graph : own) {
        if (graph != &than && graph->isRead() && showHere(*graph))
            return;
    }
    Q_EMIT nothingLeft();
}

bool Documents::mayQuit()
{
    Q_EMIT aboutToSettle();
    std::vector<OpenGraph *> unsaved = m_graphs->own();
    std::erase_if(unsaved, [](const OpenGraph *graph) { return !graph->isWorthKeeping(); });
    if (unsaved.empty())
        return true;
    QStringList names;
    for (const OpenGraph *graph : unsaved)
        names.append(graph->name());
    const Unsaved answer = askAboutUnsaved(names, m_window);
    if (answer != Unsaved::Save)
        return answer == Unsaved::Discard;
    const auto stays = std::ranges::find_if(unsaved, [this](OpenGraph *graph) { return !save(*graph); });
    if (stays != unsaved.end() && *stays != &m_graphs->shown()) {
        Q_EMIT aboutToShow();
        showHere(**stays); // what was not saved is what is seen
    }
    return stays == unsaved.end();
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
    const QStringList paths = graphsOf(drop->mimeData());
    if (paths.isEmpty())
        return false;
    drop->acceptProposedAction();
    // Once the drag is over: what is told about them would hold up the program that they came from.
    if (type == QEvent::Drop)
        QMetaObject::invokeMethod(
            this,
            [this, paths] {
                for (const QString &path : paths)
                    open(path);
            },
            Qt::QueuedConnection);
    return true;
}

} // namespace chainrule
