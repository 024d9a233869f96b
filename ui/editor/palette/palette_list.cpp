// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/palette/palette_list.h"

#include "ui/editor/palette/operation_delegate.h"
#include "ui/editor/palette/palette_panel.h"

#include <QtCore/QMimeData>

namespace chainrule {

PaletteList::PaletteList(QWidget *parent)
    : QListWidget(parent)
{
    setDragEnabled(true);
    setDragDropMode(DragOnly);
    setDefaultDropAction(Qt::CopyAction);
}

QStringList PaletteList::mimeTypes() const
{
    return { PalettePanel::mimeType };
}

QMimeData *PaletteList::mimeData(const QList<QListWidgetItem *> &items) const
{
    auto *data = new QMimeData;
    if (!items.isEmpty())
        data->setData(PalettePanel::mimeType, items.front()->data(OperationDelegate::idRole).toString().toUtf8());
    return data;
}

} // namespace chainrule
