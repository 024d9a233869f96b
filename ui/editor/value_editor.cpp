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
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

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
    return u"%1 × %2"_s.arg(shape.rows()).arg(shape.columns());
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
    : CanvasLine(parent)
    , m_table(line().addAction(QIcon(), QLineEdit::TrailingPosition))
    , m_typedShape(plainLabel(TextRole::Hint))
{
    line().setMaxLength(longestText);
    m_table->setText(tr("Open as a table"));
    m_table->setToolTip(tr("Open as a table (Ctrl+Enter)"));
    m_typedShape->setAlignment(Qt::AlignCenter);
    static_cast<QBoxLayout *>(layout())->insertWidget(1, m_typedShape, 0, Qt::AlignHCenter);
    connect(m_table, &QAction::triggered, this, &ValueEditor::openTable);
    colour();
}

void ValueEditor::begin(const QString &leaf, const QString &name, const Tensor &value, const QPoint &centre,
                        const QString &typed)
{
    m_leaf = leaf;
    m_shape = value.shape;
    open(centre, tr("Value of %1").arg(name), typed.isEmpty() ? textOf(value) : typed);
    if (!typed.isEmpty())
        line().end(false); // it goes on there
}

QString ValueEditor::shape() const
{
    return m_typedShape->text();
}

void ValueEditor::refuse(const QString &reason)
{
    showShape();
    line().setFixedWidth(m_shape.isScalar() && m_typedShape->text().isEmpty() ? narrow : wide);
    CanvasLine::refuse(reason);
}

// Tabs and ends of lines are not seen in one line: the shape tells what was understood.
void ValueEditor::showShape()
{
    QString shape;
    if (line().text().size() <= longestShown) {
        const auto parsed = parseTensor(line().text());
        const Tensor *typed = std::get_if<Tensor>(&parsed);
        if (typed && typed->shape != m_shape && !isPlain(line().text()))
            shape = shapeText(typed->shape);
    }
    sayOrHide(*m_typedShape, shape);
}

void ValueEditor::accept(Qt::KeyboardModifiers held)
{
    if (held & Qt::ControlModifier)
        return openTable();
    const QString text = line().text();
    auto parsed = parseTensor(text);
    if (const auto *fault = std::get_if<TensorFault>(&parsed)) {
        refuse(words(*fault, text));
        return line().setSelection(int(fault->offset), int(fault->length));
    }
    auto &value = std::get<Tensor>(parsed);
    if (isPlain(text)) {
        if (value.shape.size() != m_shape.size())
            return refuse(tr("%n numbers are needed, row by row; these are %1. Brackets give another shape: [1, 2].", nullptr,
                             int(m_shape.size()))
                              .arg(value.shape.size()));
        value.shape = m_shape;
    }
    hide();
    Q_EMIT accepted(m_leaf, value);
    Q_EMIT finished();
}

void ValueEditor::openTable()
{
    giveUp();
    Q_EMIT tableRequested(m_leaf);
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
