// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/value_editor.h"

#include "text/tensor_text.h"
#include "ui/text/numbers.h"
#include "ui/text/tensor_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"

#include <QtGui/QAction>
#include <QtGui/QIcon>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace chainrule {

namespace {

constexpr int longestText = 1 << 24; // characters: a line edit cuts what is pasted after 32767
constexpr int longestShown = 1 << 12; // characters of which the shape is told while they are typed
constexpr int narrow = 120;
constexpr int wide = 240;

QString textOf(const Tensor &value)
{
    return value.shape.isScalar() ? exactNumber(value.values.front()) : tensorText(value);
}

// A number, or several between spaces: it says nothing of a shape.
bool isPlain(const QString &text)
{
    constexpr QLatin1String telling("[(;\t\n");
    return std::ranges::none_of(text.trimmed(), [&](QChar c) { return telling.contains(c); });
}

QString shapeText(const Shape &shape)
{
    return QStringLiteral("%1 × %2").arg(shape.rows()).arg(shape.columns());
}

// A table of two by two cells.
QIcon tableIcon(const QColor &colour, double ratio)
{
    constexpr int side = 16;
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setPen(colour);
    painter.drawRect(2, 3, 11, 10);
    painter.drawLine(2, 8, 13, 8);
    painter.drawLine(8, 3, 8, 13);
    return pixmap;
}

} // namespace

ValueEditor::ValueEditor(QWidget *parent)
    : QWidget(parent)
    , m_line(new QLineEdit(this))
    , m_table(m_line->addAction(QIcon(), QLineEdit::TrailingPosition))
    , m_typedShape(plainLabel(TextRole::Hint))
    , m_reason(plainLabel(TextRole::Refusal))
{
    m_line->setAlignment(Qt::AlignCenter);
    m_line->setMaxLength(longestText);
    m_line->installEventFilter(this);
    m_table->setText(tr("Open as a table"));
    m_table->setToolTip(tr("Open as a table (Ctrl+Enter)"));
    for (QLabel *label : { m_typedShape, m_reason })
        label->setAlignment(Qt::AlignCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    for (QWidget *part :
         { static_cast<QWidget *>(m_line), static_cast<QWidget *>(m_typedShape), static_cast<QWidget *>(m_reason) })
        layout->addWidget(part, 0, Qt::AlignHCenter);
    connect(m_line, &QLineEdit::textEdited, this, [this] { refuse({}); });
    connect(m_table, &QAction::triggered, this, &ValueEditor::openTable);
    colour();
    hide();
}

void ValueEditor::begin(const QString &leaf, const QString &name, const Tensor &value, const QPoint &centre,
                        const QString &typed)
{
    m_leaf = leaf;
    m_shape = value.shape;
    m_centre = centre;
    m_line->setAccessibleName(tr("Value of %1").arg(name));
    m_line->setText(typed.isEmpty() ? textOf(value) : typed);
    refuse({});
    show();
    raise();
    m_line->setFocus();
    if (typed.isEmpty())
        m_line->selectAll();
}

QString ValueEditor::reason() const
{
    return m_reason->text();
}

QString ValueEditor::shape() const
{
    return m_typedShape->text();
}

void ValueEditor::place()
{
    m_line->setFixedWidth(m_shape.isScalar() && m_typedShape->text().isEmpty() ? narrow : wide);
    adjustSize();
    QPoint corner = m_centre - QPoint(width() / 2, m_line->sizeHint().height() / 2);
    corner.setX(std::clamp(corner.x(), 0, std::max(0, parentWidget()->width() - width())));
    corner.setY(std::clamp(corner.y(), 0, std::max(0, parentWidget()->height() - height())));
    move(corner);
}

void ValueEditor::refuse(const QString &reason)
{
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
    m_line->setAccessibleDescription(reason);
    showShape();
    place();
}

// Tabs and ends of lines are not seen in one line: the shape tells what was understood.
void ValueEditor::showShape()
{
    m_typedShape->clear();
    if (m_line->text().size() <= longestShown) {
        const auto parsed = parseTensor(m_line->text());
        const Tensor *typed = std::get_if<Tensor>(&parsed);
        if (typed && typed->shape != m_shape && !isPlain(m_line->text()))
            m_typedShape->setText(shapeText(typed->shape));
    }
    m_typedShape->setVisible(!m_typedShape->text().isEmpty());
}

void ValueEditor::accept()
{
    const QString text = m_line->text();
    auto parsed = parseTensor(text);
    if (const auto *fault = std::get_if<TensorFault>(&parsed)) {
        refuse(words(*fault, text));
        return m_line->setSelection(int(fault->offset), int(fault->length));
    }
    Tensor &value = std::get<Tensor>(parsed);
    if (isPlain(text)) {
        if (value.shape.size() != m_shape.size())
            return refuse(tr("%1 numbers are needed, row by row; these are %2. Brackets give another shape: [1, 2].")
                              .arg(m_shape.size())
                              .arg(value.shape.size()));
        value.shape = m_shape;
    }
    hide();
    Q_EMIT accepted(m_leaf, value);
    Q_EMIT finished();
}

void ValueEditor::giveUp()
{
    if (!isVisible())
        return;
    hide();
    Q_EMIT finished();
}

void ValueEditor::openTable()
{
    giveUp();
    Q_EMIT tableRequested(m_leaf);
}

bool ValueEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            key->modifiers() & Qt::ControlModifier ? openTable() : accept();
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            giveUp();
            return true;
        }
    }
    if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason
        && static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason)
        giveUp();
    return QWidget::eventFilter(watched, event);
}

void ValueEditor::colour()
{
    m_table->setIcon(tableIcon(Theme::of(palette()).mutedText, devicePixelRatioF()));
}

void ValueEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

} // namespace chainrule
