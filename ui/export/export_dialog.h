// SPDX-License-Identifier: GPL-3.0-or-later
// How a picture of the diagram is to be written.
#pragma once

#include "ui/export/diagram_pictures.h"

#include <QtWidgets/QDialog>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;

namespace chainrule {

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
    QComboBox *m_format;
    QComboBox *m_steps;
    QComboBox *m_theme;
    QDoubleSpinBox *m_scale;
    QCheckBox *m_transparent;
};

} // namespace chainrule
