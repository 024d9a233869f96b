// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/fault_section.h"

#include "document/utf8.h"
#include "probe/faults.h"
#include "ui/session/fault_lab.h"
#include "ui/session/graph_session.h"
#include "ui/text/fault_texts.h"
#include "ui/theme/theme.h"
#include "ui/theme/wrapped_words.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_parts.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int underTheButton = 3 * Size::grid; // where a radio button's text begins

QString reasonText(FaultChoice::Obstacle obstacle)
{
    switch (obstacle) {
    case FaultChoice::Obstacle::None:
        return {};
    case FaultChoice::Obstacle::NoOperation:
        return FaultSection::tr("no such operation in this graph");
    case FaultChoice::Obstacle::NoBranch:
        return FaultSection::tr("nothing here is used more than once");
    case FaultChoice::Obstacle::NoDifference:
        return FaultSection::tr("makes no difference for these shapes");
    case FaultChoice::Obstacle::NoGradient:
        return FaultSection::tr("no gradient is wanted there");
    }
    return {};
}

} // namespace

FaultSection::FaultSection(GraphSession &session, FaultLab &lab, QWidget *parent)
    : LabSection(tr("Fault lab"), parent)
    , m_session(session)
    , m_lab(lab)
    , m_list(new QVBoxLayout)
    , m_group(new QButtonGroup(this))
    , m_place(new QComboBox(this))
    , m_surprise(plainButton(tr("Surprise me"), "surprise"))
{
    addText(TextRole::Caption, tr("Mistakes that learners made. Try one, and let the check find it."));
    m_list->setSpacing(Size::grid / 2);
    column().addLayout(m_list);
    addRow({}, tr("None: the graph is right"));
    for (const std::string_view fault : allFaults()) {
        const QString id = fromUtf8(fault);
        addRow(id, faultText(id).name);
    }
    m_grey = addText(TextRole::Note);
    m_place->setObjectName(u"faultPlace"_s);
    m_place->setAccessibleName(tr("Where the mistake is made"));
    column().addWidget(m_place);
    m_surprise->setToolTip(tr("Puts one in without saying which"));
    column().addWidget(m_surprise, 0, Qt::AlignLeft);
    m_wrote = addText(TextRole::Code);
    m_right = addText(TextRole::Code);
    m_why = addText(TextRole::Caption);
    connect(m_place, &QComboBox::activated, this,
            [this](int index) { m_lab.put(m_place->itemData(index).toString(), m_lab.fault()); });
    connect(m_surprise, &QPushButton::clicked, this, [this] {
        if (!m_lab.surprise())
            sayOrHide(*m_why, tr("No mistake would be noticed with these numbers."));
    });
    connect(&m_lab, &FaultLab::changed, this, &FaultSection::refresh);
}

void FaultSection::addRow(const QString &fault, const QString &name)
{
    auto *button = new QRadioButton(name, this);
    button->setObjectName(fault.isEmpty() ? u"noFault"_s : fault);
    wrapWords(*button);
    m_group->addButton(button);
    m_list->addWidget(button);
    QLabel *reason = wrappingLabel(TextRole::Note);
    reason->hide();
    m_list->addWidget(reason);
    reason->setContentsMargins(underTheButton, 0, 0, 0);
    m_rows.append({ fault, button, reason });
    connect(button, &QRadioButton::clicked, this, [this, fault] { choose(fault); });
}

void FaultSection::choose(const QString &fault)
{
    if (fault.isEmpty())
        return m_lab.repair();
    const QStringList places = placesOf(fault);
    if (!places.isEmpty() && (fault != m_lab.fault() || m_lab.isHidden()))
        m_lab.put(places.contains(m_session.selected()) ? m_session.selected() : places.first(), fault);
}

QStringList FaultSection::placesOf(const QString &fault) const
{
    const auto choice = std::ranges::find(m_choices, fault, &FaultChoice::fault);
    return choice == m_choices.end() ? QStringList() : choice->places;
}

void FaultSection::refresh()
{
    if (!m_session.isOpen() || !isVisible())
        return;
    m_choices = m_lab.choices();
    const QString now = m_lab.isHidden() ? u"?"_s : m_lab.fault();
    bool anyCommon = false;
    m_group->setExclusive(false); // none is checked while a surprise is in
    for (const Row &row : std::as_const(m_rows)) {
        const auto choice = std::ranges::find(m_choices, row.fault, &FaultChoice::fault);
        const bool fits = row.fault.isEmpty() || (choice != m_choices.end() && !choice->places.isEmpty());
        row.button->setEnabled(fits);
        row.button->setChecked(row.fault == now);
        const auto obstacle = choice == m_choices.end() ? FaultChoice::Obstacle::NoOperation : choice->obstacle;
        const QString reason = fits ? QString() : reasonText(obstacle);
        row.button->setAccessibleDescription(reason);
        row.button->setToolTip(reason);
        // The most common one is told once, below all.
        const bool common = !fits && obstacle == FaultChoice::Obstacle::NoOperation;
        anyCommon = anyCommon || common;
        sayOrHide(*row.reason, common ? QString() : reason);
    }
    sayOrHide(*m_grey, anyCommon ? tr("Grey: %1.").arg(reasonText(FaultChoice::Obstacle::NoOperation)) : QString());
    m_group->setExclusive(true);
    showPlaces();
    showWords();
}

void FaultSection::showPlaces()
{
    const QStringList places = m_lab.isHidden() ? QStringList() : placesOf(m_lab.fault());
    const QSignalBlocker quiet(m_place);
    m_place->clear();
    for (const QString &place : places)
        m_place->addItem(tr("at %1").arg(nameOfPlace(place)), place);
    m_place->setCurrentIndex(int(places.indexOf(placeNow())));
    m_place->setVisible(places.size() > 1);
}

// The culprit, or the group that it was made of.
QString FaultSection::placeNow() const
{
    const QStringList places = placesOf(m_lab.fault());
    return places.contains(m_lab.culprit()) || places.isEmpty() ? m_lab.culprit() : places.first();
}

QString FaultSection::nameOfPlace(const QString &place) const
{
    const DocumentNode *node = m_session.document().node(place);
    return node ? node->name : place;
}

void FaultSection::showWords()
{
    const bool told = !m_lab.fault().isEmpty() && !m_lab.isHidden();
    const FaultText text = told ? faultText(m_lab.fault()) : FaultText();
    sayOrHide(*m_wrote, told ? tr("✗ %1").arg(text.wrote) : QString());
    sayOrHide(*m_right, told ? tr("✓ %1").arg(text.right) : QString());
    sayOrHide(*m_why,
              !told || m_lab.makesDifference() ? text.why
                                               : tr("With these numbers the mistake makes no difference. %1").arg(text.why));
}

} // namespace chainrule
