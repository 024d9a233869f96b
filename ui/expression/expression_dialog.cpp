// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/expression/expression_dialog.h"

#include "document/compiled_graph.h"
#include "text/expression.h"
#include "text/expression_operators.h"
#include "text/expression_tree.h"
#include "text/starting_values.h"
#include "ui/export/diagram_pictures.h"
#include "ui/expression/expression_field.h"
#include "ui/text/expression_words.h"
#include "ui/text/graph_error_text.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr QSize ordinarySize(720, 520);
constexpr int mostPreviewed = 300; // nodes: of more nothing could be read
constexpr double largestPreview = 1.5;
constexpr Index mostNumbers = 500; // in a graph that is edited as text
constexpr qsizetype longestToEdit = 5'000;

QString summary(const GraphDocument &document)
{
    QStringList inputs;
    for (const DocumentNode &node : document.nodes)
        if (node.isLeaf() && !node.isConstant())
            inputs.append(node.name);
    constexpr qsizetype most = 8;
    const QString names =
        inputs.size() > most ? QStringList(inputs.mid(0, most)).join(u", "_s) + u" …"_s : inputs.join(u", "_s);
    QString text = inputs.isEmpty() ? ExpressionDialog::tr("No inputs: every number is a constant.")
                                    : ExpressionDialog::tr("Inputs: %1.").arg(names);
    for (const DocumentNode &node : document.nodes)
        if (node.isConstant() && findConstant(node.name.toStdString()))
            text += u' '
                + ExpressionDialog::tr("%1 is the constant %2; “%1 = 1;” before it makes it an input.")
                      .arg(node.name, displayNumber(node.value.values.front()));
    return text;
}

} // namespace

QString expressionToEdit(const GraphDocument &document)
{
    Index numbers = 0;
    for (const DocumentNode &node : document.nodes)
        numbers += node.value.shape.size();
    if (numbers > mostNumbers || document.nodes.isEmpty())
        return {};
    try {
        const QString expression = expressionOf(document, InputValues::Written);
        return expression.size() > longestToEdit ? QString() : expression;
    } catch (const GraphError &) { // unfinished
        return {};
    }
}

ExpressionDialog::ExpressionDialog(const QString &expression, QWidget *parent)
    : QDialog(parent)
    , m_field(new ExpressionField(this))
    , m_message(wrappingLabel(TextRole::Caption, {}, "message"))
    , m_preview(new QLabel(this))
    , m_shared(new QCheckBox(tr("&Compute what is repeated only once"), this))
{
    setWindowTitle(tr("Graph from an expression"));
    QLabel *heading = plainLabel(TextRole::Section, tr("Type an expression"));
    heading->setBuddy(m_field);
    m_field->setPlaceholderText(u"1/(1 + exp(-x))"_s);
    m_message->setMinimumHeight(2 * m_message->fontMetrics().lineSpacing());
    m_message->setAlignment(Qt::AlignTop);
    m_preview->setMinimumHeight(160);
    m_preview->setAccessibleName(tr("Preview of the graph"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_create = buttons->addButton(tr("Create &graph"), QDialogButtonBox::AcceptRole);
    m_create->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * Size::grid, 2 * Size::grid, 3 * Size::grid, 2 * Size::grid);
    layout->setSpacing(Size::grid);
    layout->addWidget(heading);
    layout->addWidget(m_field);
    layout->addWidget(m_message);
    layout->addWidget(m_preview, 1);
    layout->addWidget(m_shared);
    layout->addWidget(buttons);
    resize(ordinarySize);
    connect(m_field, &QPlainTextEdit::textChanged, this, &ExpressionDialog::read);
    connect(m_field, &ExpressionField::accepted, m_create, &QPushButton::click);
    connect(m_field, &ExpressionField::refusedAsTooLong, this, [this](qsizetype length) {
        say(tr("Nothing was pasted: it would be %Ln characters, and an expression has at most %1.", nullptr, int(length))
                .arg(locale().toString(longestExpression)),
            true);
    });
    connect(m_shared, &QCheckBox::toggled, this, &ExpressionDialog::read);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_field->setPlainText(expression);
    m_field->selectAll();
    read();
}

QString ExpressionDialog::message() const
{
    return m_message->text();
}

void ExpressionDialog::read()
{
    m_document.reset();
    const QString typed = m_field->toPlainText();
    GraphDocument document;
    try {
        document = documentOf(typed, m_shared->isChecked() ? Repeated::Shared : Repeated::Kept);
        document = withStartingValues(document, untoldInputs(typed));
        compile(document); // whether the shapes fit
        m_document = document;
        m_field->markMistake(-1);
        say(summary(document), false);
    } catch (const ExpressionError &e) {
        const bool goesOn = e.offset() >= typed.size(); // no mistake yet: the person is still typing
        m_field->markMistake(typed.trimmed().isEmpty() ? -1 : e.offset());
        say(e.kind() == ExpressionError::Kind::Empty
                ? tr("Names become inputs, numbers constants. Operators + − * / @ **, matrices [[1, 2], [3, 4]], calls such as "
                     "max(a, b); x = 3; gives an input its value.")
                : words(e),
            !goesOn);
    } catch (const GraphError &e) {
        m_field->markMistake(-1);
        say(words(e, document), true);
    }
    m_create->setEnabled(m_document.has_value());
    showPreview();
}

void ExpressionDialog::say(const QString &text, bool wrong)
{
    m_message->setText(text);
    setRole(*m_message, wrong ? TextRole::Error : TextRole::Caption);
}

// As it will look when all is computed.
void ExpressionDialog::showPreview()
{
    if (!m_document || m_document->nodes.size() > mostPreviewed)
        return m_preview->clear();
    DiagramPictures pictures(*m_document, font(), { Theme::of(palette()), true, 1 }, m_preview->size());
    const int last = pictures.stepCount();
    const QRectF bounds = pictures.bounds(last);
    QPixmap pixmap(m_preview->size() * devicePixelRatioF());
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    pixmap.fill(Theme::of(palette()).canvas);
    const QSizeF room(m_preview->size());
    const double fit = std::min({ room.width() / bounds.width(), room.height() / bounds.height(), largestPreview });
    QRectF target(QPointF(), bounds.size() * fit);
    target.moveCenter(QRectF(QPointF(), room).center());
    QPainter painter(&pixmap);
    pictures.paint(painter, target, last, bounds);
    painter.end();
    m_preview->setPixmap(pixmap);
}

void ExpressionDialog::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    showPreview();
}

} // namespace chainrule
