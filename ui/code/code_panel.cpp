// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/code/code_panel.h"

#include "engine/trace.h"
#include "files/save_file.h"
#include "files/storage_error.h"
#include "ui/code/code_view.h"
#include "ui/session/graph_session.h"
#include "ui/text/storage_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_parts.h"

#include <QtCore/QFileInfo>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

CodePanel::CodePanel(GraphSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_view(new CodeView(this))
    , m_message(wrappingLabel(TextRole::Note))
{
    m_view->setAccessibleName(tr("The graph as a Python program"));
    m_view->setToolTip(tr("Click a line to go to its step."));
    layOut();
    wireSession();
    connect(m_view, &CodeView::lineActivated, this, &CodePanel::goTo);
}

void CodePanel::layOut()
{
    QPushButton *copyButton = plainButton(tr("&Copy"));
    copyButton->setAccessibleName(tr("Copy the program"));
    QPushButton *saveButton = plainButton(tr("Sa&ve…"));
    saveButton->setAccessibleName(tr("Save the program"));
    connect(copyButton, &QPushButton::clicked, this, &CodePanel::copy);
    connect(saveButton, &QPushButton::clicked, this, &CodePanel::save);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(2 * Size::grid, Size::grid, 2 * Size::grid, Size::grid);
    buttons->setSpacing(Size::grid);
    buttons->addWidget(m_message, 1);
    buttons->addWidget(copyButton);
    buttons->addWidget(saveButton);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addWidget(hairline());
    layout->addLayout(buttons);
}

void CodePanel::wireSession()
{
    connect(&m_session, &GraphSession::documentChanged, this, [this] {
        m_message->clear();
        m_view->setLines({});
        invalidate();
    });
    connect(&m_session, &GraphSession::structureChanged, this, &CodePanel::invalidate);
    connect(&m_session, &GraphSession::valuesChanged, this, &CodePanel::invalidate);
    connect(&m_session, &GraphSession::positionChanged, this, [this] {
        if (isVisible())
            showStep();
    });
}

QString CodePanel::message() const
{
    return m_message->text();
}

void CodePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void CodePanel::invalidate()
{
    m_stale = true;
    if (isVisible())
        refresh();
}

void CodePanel::refresh()
{
    if (!m_session.isOpen())
        return;
    if (std::exchange(m_stale, false)) {
        m_lines.clear();
        QStringList texts;
        qsizetype dataLines = 0;
        for (const CodeLine &line : pythonProgram(m_session.document(), m_session.compiled()).lines) {
            dataLines = line.data ? dataLines + 1 : 0;
            if (dataLines > 1) {
                texts.last() = tr("… (%n lines, in full when copied or saved)", nullptr, int(dataLines));
                continue;
            }
            m_lines.append(line);
            texts.append(line.text);
        }
        m_view->setLines(texts);
    }
    showStep();
}

void CodePanel::showStep()
{
    const Moment *moment = m_session.moment();
    QList<int> acting;
    QSet<int> defining;
    const auto acts = [&](const CodeLine &line) {
        return line.step
            ? std::ranges::count(*moment, *line.step) > 0
            : line.definition && std::ranges::any_of(*moment, [&](Step step) {
                  return step.kind == line.definition->method && m_session.graph().op(step.node) == line.definition->op;
              });
    };
    for (int i = 0; moment && i < int(m_lines.size()); ++i) {
        if (!acts(m_lines[i]))
            continue;
        if (m_lines[i].step)
            acting.append(i);
        else
            defining.insert(i);
    }
    const bool forward = moment && moment->front().kind == Step::Kind::Forward;
    const bool moved = acting != m_view->markedLines();
    m_view->mark(acting, defining, forward ? CodeView::Direction::Forward : CodeView::Direction::Backward);
    if (moved && !acting.isEmpty())
        m_view->reveal(acting.first());
}

void CodePanel::goTo(int line)
{
    if (line < 0 || line >= m_lines.size() || !m_lines[line].step)
        return;
    if (const int position = m_session.positionOf(*m_lines[line].step); position > 0)
        m_session.setPosition(position);
}

QString CodePanel::program() const
{
    return pythonProgram(m_session.document(), m_session.compiled()).text();
}

void CodePanel::copy()
{
    QGuiApplication::clipboard()->setText(program());
    say(tr("Copied."), false);
}

void CodePanel::save()
{
    const QString id = m_session.document().id;
    auto *dialog = new QFileDialog(this, tr("Save the program"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Python programs (*.py)"));
    dialog->setDefaultSuffix(u"py"_s);
    QString name = id.isEmpty() ? u"graph"_s : id;
    dialog->selectFile(name.replace(u'/', u'-') + u".py"_s); // in this folder
    connect(dialog, &QFileDialog::fileSelected, this, &CodePanel::saveTo);
    dialog->open();
}

void CodePanel::saveTo(const QString &path)
{
    try {
        saveFile(path, program().toUtf8());
    } catch (const StorageError &error) {
        return say(words(error), true);
    }
    say(tr("Saved as %1.").arg(QFileInfo(path).fileName()), false);
}

void CodePanel::say(const QString &text, bool refusal)
{
    setRole(*m_message, refusal ? TextRole::Refusal : TextRole::Note);
    m_message->setText(text);
}

} // namespace chainrule
