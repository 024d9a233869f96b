// SPDX-License-Identifier: GPL-3.0-or-later
// The list of the palette: its rows are dragged onto the canvas.
#pragma once

#include <QtWidgets/QListWidget>

namespace chainrule {

class PaletteList final : public QListWidget
{
    Q_OBJECT

public:
    explicit PaletteList(QWidget *parent = nullptr);

protected:
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QList<QListWidgetItem *> &items) const override;
};

} // namespace chainrule
