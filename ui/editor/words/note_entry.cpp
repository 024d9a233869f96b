// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/words/note_entry.h"

#include "ui/editor/words/editor_words.h"
#include "ui/editor/words/words_field.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"

#include <QtGui/QFocusEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int noteWidth = 280;
constexpr int noteLines = 4;

} // namespace

NoteEntry::NoteEntry(QWidget *parent)
    : QFrame(parent)
    , m_title(plainLabel(TextRole::StrongNote))
    , m_field(new WordsField(Lines::Several, noteLines, this))
    , m_reason(wrappingLabel(TextRole::Error))
{
    setObjectName(u"card"_s);
    m_field->setFixedWidth(noteWidth);
    m_field->installEventFilter(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Size::grid, Size::grid, Size::grid, Size::grid);
    column->setSpacing(Size::grid / 2);
    column->addWidget(m_title);
    column->addWidget(m_field);
    column->addWidget(m_reason);
    connect(m_field, &WordsField::accepted, this, [this] { finish(true); });
    connect(m_field, &WordsField::givenUp, this, [this] { finish(false); });
    connect(m_field, &QPlainTextEdit::textChanged, this, [this] { sayOrHide(*m_reason, {}); });
    connect(m_field, &WordsField::refusedAsTooLong, this, [this](qsizetype length, qsizetype most) {
        sayOrHide(*m_reason, tooLongWords(length, most));
        place();
    });
    hide();
}

QString NoteEntry::reason() const
{
    return m_reason->isHidden() ? QString() : m_reason->text();
}

void NoteEntry::begin(const QPoint &below, const QString &title, const QString &note,
                      std::function<void(const QString &)> accept)
{
    if (!isHidden())
        return; // what is typed already stays
    m_below = below;
    m_accept = std::move(accept);
    m_title->setText(title);
    m_field->setAccessibleName(title);
    m_field->begin(note);
    sayOrHide(*m_reason, {});
    show();
    raise();
    place();
    m_field->setFocus();
}

void NoteEntry::place()
{
    adjustSize();
    const QSize room = parentWidget()->size() - size();
    move(std::clamp(m_below.x() - width() / 2, 0, std::max(0, room.width())),
         std::clamp(m_below.y(), 0, std::max(0, room.height())));
}

void NoteEntry::finish(bool taken)
{
    if (isHidden())
        return;
    hide();
    if (taken)
        m_accept(m_field->words());
    Q_EMIT finished();
}

bool NoteEntry::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut) {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason) // its own menu; another window
            finish(true);
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace chainrule
