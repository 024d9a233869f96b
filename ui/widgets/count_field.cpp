// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/count_field.h"

#include "text/number_text.h"
#include "ui/text/number_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QVBoxLayout>

#include <functional>
#include <utility>

namespace chainrule {

// Qt's own keeps keys away that would make a number too large: 5000 becomes 500. Here everything can be typed, and is judged
// when it is whole.
class CountBox final : public QSpinBox
{
public:
    using Refuse = std::function<void(const QString &reason)>;

    explicit CountBox(Refuse refuse)
        : m_refuse(std::move(refuse))
    {
    }

    QLineEdit *line() const { return lineEdit(); }

protected:
    // No number has a space in it: that was meant for the button that had the focus a moment ago.
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() != Qt::Key_Space)
            QSpinBox::keyPressEvent(event);
    }

    QString textFromValue(int value) const override { return QString::number(value); }
    int valueFromText(const QString &text) const override
    {
        return reasonAgainst(text).isEmpty() ? int(*typed(text)) : value();
    }

    QValidator::State validate(QString &text, int &) const override
    {
        return reasonAgainst(text).isEmpty() ? QValidator::Acceptable : QValidator::Intermediate;
    }

    // Called for what is not acceptable when it is whole.
    void fixup(QString &text) const override
    {
        const QString reason = reasonAgainst(text);
        text = textFromValue(value());
        m_refuse(reason);
    }

private:
    static std::optional<std::uint64_t> typed(const QString &text)
    {
        const auto number = parseWholeNumber(text);
        return std::holds_alternative<std::uint64_t>(number) ? std::optional(std::get<std::uint64_t>(number)) : std::nullopt;
    }

    QString reasonAgainst(const QString &text) const
    {
        const auto number = parseWholeNumber(text);
        const NumberFault *fault = std::get_if<NumberFault>(&number);
        if (fault && *fault == NumberFault::Empty)
            return CountField::tr("A number is needed.");
        if (fault && *fault != NumberFault::TooLarge)
            return words(*fault, text);
        if (fault || std::get<std::uint64_t>(number) > std::uint64_t(maximum()))
            return CountField::tr("“%1” is too large: at most %2.").arg(text, textFromValue(maximum()));
        if (std::get<std::uint64_t>(number) < std::uint64_t(minimum()))
            return CountField::tr("“%1” is too small: at least %2.").arg(text, textFromValue(minimum()));
        return {};
    }

    Refuse m_refuse;
};

CountField::CountField(const QString &name, QString still, int least, int most, int value, QWidget *parent)
    : QWidget(parent)
    , m_still(std::move(still))
    , m_box(new CountBox([this](const QString &reason) { refuse(reason); }))
    , m_refusal(wrappingLabel(TextRole::Error))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(Size::grid / 2);
    layout->addWidget(m_box);
    layout->addWidget(m_refusal);
    m_refusal->hide();
    m_box->setAccessibleName(name);
    m_box->setRange(least, most);
    m_box->setValue(value);
    m_box->setKeyboardTracking(false); // 5 is not meant when 50 is being typed
    m_box->setButtonSymbols(QAbstractSpinBox::NoButtons); // arrow keys and the wheel do the same
    m_box->setFocusPolicy(Qt::StrongFocus); // the wheel scrolls the column, unless one has clicked here
    setFocusProxy(m_box);
    connect(m_box, &QSpinBox::valueChanged, this, &CountField::changed);
    connect(m_box, &QSpinBox::valueChanged, m_refusal, &QLabel::hide);
    connect(m_box->line(), &QLineEdit::textEdited, m_refusal, &QLabel::hide);
}

int CountField::value() const
{
    return m_box->value();
}

void CountField::setValue(int value)
{
    m_box->setValue(value);
}

void CountField::setMost(int most)
{
    m_box->setMaximum(most);
}

void CountField::selectAll()
{
    m_box->selectAll();
}

void CountField::setBoxName(const QString &objectName)
{
    m_box->setObjectName(objectName);
}

QString CountField::refusal() const
{
    return m_refusal->isHidden() ? QString() : m_refusal->text();
}

void CountField::refuse(const QString &reason)
{
    m_refusal->setText(reason + u' ' + m_still.arg(m_box->value()));
    m_refusal->show();
}

} // namespace chainrule
