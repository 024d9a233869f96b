// SPDX-License-Identifier: GPL-3.0-or-later
// How a picture of the diagram is to be written.
#pragma once

#include "ui/export/diagram_pictures.h"

#include <QtWidgets/QDialog>

class QCheckBox;
class QComboBox;

namespace chainrule {

class NumberField;

struct PictureChoice
{
    PictureFormat format = PictureFormat::Svg;
    bool everyStep = false; // a numbered file for each
    PictureLook look;
};

class ExportDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ExportDialog(QWidget *parent = nullptr);

    PictureChoice choice() const;

private:
    void acceptUnlessRefused();

    QComboBox *m_format;
    QComboBox *m_steps;
    QComboBox *m_theme;
    NumberField *m_scale;
    QString m_told; // why a size was refused
    QCheckBox *m_transparent;
};

} // namespace chainrule
