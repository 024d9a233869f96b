// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/batch/batch_section.h"

#include "ui/theme/theme.h"
#include "ui/training/batch/batch_strip.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_parts.h"

#include <QtCore/QLocale>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace chainrule {

BatchSection::BatchSection(QWidget *parent)
    : QWidget(parent)
    , m_strip(new BatchStrip)
    , m_words(wrappingLabel(TextRole::Note, {}, "batchWords"))
    , m_open(plainButton(tr("Open it in the diagram"), "openBatch"))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * Size::grid, 2 * Size::grid, 3 * Size::grid, 2 * Size::grid);
    layout->setSpacing(Size::grid);
    layout->addWidget(plainLabel(TextRole::Section, tr("This mini-batch")));
    layout->addWidget(m_strip);
    layout->addWidget(m_words);
    layout->addWidget(m_open);
    connect(m_open, &QPushButton::clicked, this, &BatchSection::openWanted);
    showModel(nullptr);
}

void BatchSection::showModel(const std::shared_ptr<const ModelSnapshot> &model)
{
    m_strip->showModel(model);
    const bool there = model && !model->batch.empty();
    const bool begun = model && model->iteration > 0; // a run that goes on, or has another size of mini-batch now
    m_open->setEnabled(there);
    m_open->setToolTip(there ? tr("Training pauses; the net is stepped through on these pictures, with its weights of now")
                           : begun ? tr("There is none before the next iteration")
                                   : tr("There is none before the first iteration"));
    if (there)
        m_words->setText(tr("The first %1 of %2, of iteration %3")
                             .arg(m_strip->shown())
                             .arg(model->batch.size())
                             .arg(locale().toString(qlonglong(model->iteration))));
    else
        m_words->setText(begun ? tr("It is drawn with the next iteration.") : tr("It is drawn with the first iteration."));
}

} // namespace chainrule
