// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/words/words_form.h"

#include "document/edit_words.h"
#include "ui/editor/words/editor_words.h"
#include "ui/editor/words/words_field.h"
#include "ui/session/graph_session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"

#include <QtCore/QEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace chainrule {

WordsForm::WordsForm(GraphSession &session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
{
    setObjectName(u"card"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2 * Size::grid, Size::grid, 2 * Size::grid, Size::grid);
    column->setSpacing(Size::grid / 2);
    m_title = addField(*column, tr("&Title"), 1);
    m_question = addField(*column, tr("&Question"), 2);
    m_answer = addField(*column, tr("&Answer"), 2);
    column->addWidget(wrappingLabel(TextRole::Note,
                                    tr("In the answer {value:y} and {gradient:x} stand for the numbers of y and x. Enter takes "
                                       "what is typed, Shift+Enter begins a line, Escape leaves it as it was.")));
    m_reason = wrappingLabel(TextRole::Error);
    column->addWidget(m_reason);
    parent->installEventFilter(this);
    connect(&session, &GraphSession::documentChanged, this, [this] { finish(false); });
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, const QWidget *now) {
        if (now && now != this && !isAncestorOf(now) && now->window() == window()) // another window may come and go
            finish(true);
    });
    hide();
}

WordsField *WordsForm::addField(QVBoxLayout &column, const QString &name, int lines)
{
    auto *field = new WordsField(lines == 1 ? Lines::One : Lines::Several, lines, this);
    field->setAccessibleName(QString(name).remove(u'&'));
    QLabel *label = plainLabel(TextRole::StrongNote, name);
    label->setBuddy(field);
    column.addWidget(label);
    column.addWidget(field);
    connect(field, &WordsField::accepted, this, [this] { finish(true); });
    connect(field, &WordsField::givenUp, this, [this] { finish(false); });
    connect(field, &QPlainTextEdit::textChanged, this, [this] {
        sayOrHide(*m_reason, {});
        place();
    });
    connect(field, &WordsField::refusedAsTooLong, this, [this](qsizetype length, qsizetype most) {
        sayOrHide(*m_reason, tooLongWords(length, most));
        place();
    });
    return field;
}

QString WordsForm::reason() const
{
    return m_reason->isHidden() ? QString() : m_reason->text();
}

void WordsForm::begin()
{
    if (!isHidden())
        return; // what is typed already stays
    const edit::Words words = edit::wordsOf(m_session.document());
    m_title->begin(words.title);
    m_question->begin(words.question);
    m_answer->begin(words.answer);
    show();
    raise();
    place();
    m_title->setFocus();
}

void WordsForm::finish(bool taken)
{
    if (isHidden())
        return;
    hide();
    if (taken)
        m_session.editDocument(
            edit::setWords(m_session.document(), { m_title->words(), m_question->words(), m_answer->words() }),
            tr("Title, question and answer"));
    Q_EMIT finished();
}

void WordsForm::place()
{
    const int width = parentWidget()->width();
    resize(width, layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height());
    move(0, 0);
}

bool WordsForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

} // namespace chainrule
