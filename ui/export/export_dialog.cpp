// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_dialog.h"

#include "ui/widgets/number_field.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QPushButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr double largestScale = 20;

} // namespace

ExportDialog::ExportDialog(QWidget *parent)
    : QDialog(parent)
    , m_format(new QComboBox(this))
    , m_steps(new QComboBox(this))
    , m_theme(new QComboBox(this))
    , m_scale(new NumberField(tr("The size"), tr("The size is still %1."), 2, NumberField::Zero::Refused, largestScale))
    , m_transparent(new QCheckBox(tr("&Transparent background"), this))
{
    setWindowTitle(tr("Export picture"));
    m_format->addItem(tr("SVG: outlines, any size"), int(PictureFormat::Svg));
    m_format->addItem(tr("PDF: for print"), int(PictureFormat::Pdf));
    m_format->addItem(tr("PNG: pixels"), int(PictureFormat::Png));
    m_steps->addItems({ tr("The step that is shown"), tr("Every step, in numbered files") });
    m_theme->addItems({ tr("Light"), tr("Dark") });
    m_theme->setCurrentIndex(Theme::of(palette()).dark ? 1 : 0);

    auto *form = new QFormLayout(this);
    form->setContentsMargins(3 * Size::grid, 3 * Size::grid, 3 * Size::grid, 2 * Size::grid);
    form->setHorizontalSpacing(2 * Size::grid);
    form->setVerticalSpacing(3 * Size::grid / 2);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Format"), m_format);
    form->addRow(tr("&Steps"), m_steps);
    form->addRow(tr("&Colours"), m_theme);
    form->addRow(tr("Si&ze (times)"), m_scale);
    form->addRow(QString(), m_transparent);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(tr("Choose a &file…"), QDialogButtonBox::AcceptRole)->setDefault(true);
    form->addRow(buttons);
    m_format->setAccessibleName(tr("Format"));
    m_steps->setAccessibleName(tr("Steps"));
    m_theme->setAccessibleName(tr("Colours"));
    m_scale->setAccessibleName(tr("Size"));
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::acceptUnlessRefused);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

// What was typed and refused is seen first; after that the size that was kept is meant.
void ExportDialog::acceptUnlessRefused()
{
    if (std::exchange(m_told, m_scale->refusal()) == m_scale->refusal())
        accept();
}

PictureChoice ExportDialog::choice() const
{
    const Theme theme = m_theme->currentIndex() == 1 ? Theme::darkTheme() : Theme::light();
    return { PictureFormat(m_format->currentData().toInt()),
             m_steps->currentIndex() == 1,
             { theme, m_transparent->isChecked(), m_scale->value() } };
}

} // namespace chainrule
