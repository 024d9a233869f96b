// SPDX-License-Identifier: GPL-3.0-or-later
// Names the data in use; its menu has all that can be used instead.
#pragma once

#include "ui/data/data_source.h"

#include <QtWidgets/QPushButton>

class QActionGroup;
class QMenu;

namespace chainrule {

class DataButton final : public QPushButton
{
    Q_OBJECT

public:
    explicit DataButton(QWidget *parent = nullptr);

    void showData(const LoadedData &data);

Q_SIGNALS:
    void sourceWanted(const DataSource &source);
    void folderWanted(); // which one is to be asked
    void fileWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fillMenu();
    void showName();
    void addChoice(const QString &text, const DataSource &source, bool current);

    QMenu *m_menu;
    QActionGroup *m_choices;
    LoadedData m_shown;
};

} // namespace chainrule
