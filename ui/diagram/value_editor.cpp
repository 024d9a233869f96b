// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/value_editor.h"

#include "engine/tensor.h"
#include "ui/text/number_words.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

namespace chainrule {

namespace {

QString textOf(const Tensor &value)
{
    QStringList numbers;
    for (const double number : value.values)
        numbers.append(exactNumber(number));
    return numbers.join(QLatin1Char(' '));
}

} // namespace

ValueEditor::ValueEditor(QWidget *parent)
    : QWidget(parent)
    , m_line(new QLineEdit(this))
    , m_reason(new QLabel(this))
{
    m_line->setAlignment(Qt::AlignCenter);
    m_line->installEventFilter(this);
    m_reason->setObjectName(QStringLiteral("refusal"));
    m_reason->setAlignment(Qt::AlignCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_line);
    layout->addWidget(m_reason);
    connect(m_line, &QLineEdit::textEdited, this, [this] { refuse({}); });
    hide();
}

void ValueEditor::begin(const QString &leaf, const QString &name, const Tensor &value, const QPoint &centre,
                        const QString &typed)
{
    m_leaf = leaf;
    m_size = qsizetype(value.values.size());
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

void ValueEditor::place()
{
    constexpr int narrow = 96;
    constexpr int wide = 260;
    m_line->setFixedWidth(m_size == 1 ? narrow : wide);
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
    layout()->setAlignment(m_line, Qt::AlignHCenter);
    place();
}

void ValueEditor::accept()
{
    static const QRegularExpression between(QStringLiteral("[\\s;]+"));
    const QStringList tokens = m_line->text().split(between, Qt::SkipEmptyParts);
    if (tokens.isEmpty())
        return refuse(std::get<QString>(readNumber({})));
    std::vector<double> values;
    for (const QString &token : tokens) {
        const auto number = readNumber(token);
        if (const QString *reason = std::get_if<QString>(&number))
            return refuse(*reason);
        values.push_back(std::get<double>(number));
    }
    if (qsizetype(values.size()) != m_size)
        return refuse(tr("%n numbers are needed, row by row; these are %1.", nullptr, int(m_size)).arg(values.size()));
    hide();
    Q_EMIT accepted(m_leaf, values);
    Q_EMIT finished();
}

void ValueEditor::giveUp()
{
    if (!isVisible())
        return;
    hide();
    Q_EMIT finished();
}

bool ValueEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            accept();
            return true;
        }
        if (key == Qt::Key_Escape) {
            giveUp();
            return true;
        }
    }
    if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason
        && static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason)
        giveUp();
    return QWidget::eventFilter(watched, event);
}

} // namespace chainrule
