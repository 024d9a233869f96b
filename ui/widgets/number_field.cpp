// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/number_field.h"

#include "ui/text/number_words.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

#include <cmath>
#include <limits>

namespace chainrule {

NumberField::NumberField(const QString &name, QString still, double value, Zero zero, double most, QWidget *parent)
    : QWidget(parent)
    , m_still(std::move(still))
    , m_value(value)
    , m_zero(zero)
    , m_most(most)
    , m_edit(new QLineEdit)
    , m_refusal(wrappingLabel(TextRole::Error))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(Size::grid / 2);
    layout->addWidget(m_edit);
    layout->addWidget(m_refusal);
    m_refusal->hide();
    m_edit->setAccessibleName(name);
    setFocusProxy(m_edit);
    setValue(value);
    connect(m_edit, &QLineEdit::editingFinished, this, &NumberField::accept);
    connect(m_edit, &QLineEdit::textEdited, m_refusal, &QLabel::hide);
}

void NumberField::setValue(double value)
{
    m_value = value;
    m_edit->setText(exactNumber(value));
    m_edit->setModified(false);
    m_refusal->hide();
}

QString NumberField::refusal() const
{
    return m_refusal->isHidden() ? QString() : m_refusal->text();
}

void NumberField::accept()
{
    if (!m_edit->isModified())
        return; // the focus went by
    double value = 0;
    const QString reason = reasonAgainst(m_edit->text().trimmed(), &value);
    if (!reason.isEmpty()) {
        refuse(reason);
        return;
    }
    const bool news = value != m_value;
    setValue(value);
    if (news)
        Q_EMIT changed(value);
}

QString NumberField::reasonAgainst(const QString &text, double *value) const
{
    const auto number = parseNumber(text);
    if (const NumberFault *fault = std::get_if<NumberFault>(&number); fault && *fault == NumberFault::Empty)
        return tr("A number is needed.");
    else if (fault && *fault != NumberFault::TooLarge)
        return words(*fault, text);
    else
        *value = fault ? (text.startsWith(u'-') ? -1 : 1) * std::numeric_limits<double>::max() : std::get<double>(number);
    const double magnitude = *value < 0 && m_zero != Zero::Passed ? 0 : std::abs(*value);
    if (magnitude > m_most)
        return tr("“%1” is too large: at most %2.").arg(text, exactNumber(m_most));
    if ((*value < 0 && m_zero != Zero::Passed) || (*value == 0 && m_zero == Zero::Refused))
        return m_zero == Zero::Refused ? tr("It must be above 0.") : tr("It must not be below 0.");
    return {};
}

void NumberField::refuse(const QString &reason)
{
    const QString kept = exactNumber(m_value);
    m_edit->setText(kept);
    m_edit->setModified(false);
    m_edit->selectAll();
    m_refusal->setText(reason + u' ' + m_still.arg(kept));
    m_refusal->show();
}

} // namespace chainrule
