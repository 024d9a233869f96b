// SPDX-License-Identifier: GPL-3.0-or-later
// The list of real mistakes: choosing one puts it into the graph. Those that do not fit say why.
#pragma once

#include "document/fault_document.h"
#include "ui/lab/lab_section.h"

class QButtonGroup;
class QComboBox;
class QPushButton;
class QRadioButton;

namespace chainrule {

class FaultLab;
class GraphSession;

class FaultSection final : public LabSection
{
    Q_OBJECT

public:
    FaultSection(GraphSession &session, FaultLab &lab, QWidget *parent = nullptr);

    void refresh() override;

private:
    struct Row
    {
        QString fault;
        QRadioButton *button;
        QLabel *reason;
    };

    void addRow(const QString &fault, const QString &name);
    void choose(const QString &fault);
    void showPlaces();
    void showWords();
    QStringList placesOf(const QString &fault) const;
    QString placeNow() const;
    QString nameOfPlace(const QString &place) const;

    GraphSession &m_session;
    FaultLab &m_lab;
    QList<FaultChoice> m_choices;
    QList<Row> m_rows; // the first is no fault at all
    QVBoxLayout *m_list;
    QButtonGroup *m_group;
    QLabel *m_grey;
    QComboBox *m_place;
    QPushButton *m_surprise;
    QLabel *m_wrote;
    QLabel *m_right;
    QLabel *m_why;
};

} // namespace chainrule
