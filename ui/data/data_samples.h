// SPDX-License-Identifier: GPL-3.0-or-later
// Ten pictures of the data in use with their labels, and a button for those that lie on their side.
#pragma once

#include "ui/data/data_source.h"

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;

namespace chainrule {

class SampleStrip;

// Has no place on the page as long as there are no data.
class DataSamples final : public QWidget
{
    Q_OBJECT

public:
    explicit DataSamples(QWidget *parent = nullptr);

    void showData(const LoadedData &data);

Q_SIGNALS:
    void turnWanted(const QString &place, bool turned);

private:
    SampleStrip *m_strip;
    QLabel *m_lying;
    QPushButton *m_turn;
    LoadedData m_shown;
};

// Ten training pictures at most, by their numbers: of each class the first, then of each the second.
std::vector<Index> samplesOf(const Dataset &data);

} // namespace chainrule
