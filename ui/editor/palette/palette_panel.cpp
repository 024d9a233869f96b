// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/palette/palette_panel.h"

#include "ui/editor/palette/attribute_fields.h"
#include "ui/editor/palette/operation_delegate.h"
#include "ui/editor/palette/palette_list.h"
#include "ui/theme/theme.h"
#include "ui/widgets/filter_field.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int panelWidth = 216;

} // namespace

const QString PalettePanel::mimeType = u"application/x-chainrule-operation"_s;

PalettePanel::PalettePanel(QWidget *parent)
    : QWidget(parent)
    , m_filter(new FilterField(tr("Find an operation…"), tr("Find an operation"), this))
    , m_list(new PaletteList(this))
    , m_attributes(new AttributeFields(this))
{
    setObjectName(u"panel"_s);
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(panelWidth);
    m_filter->installEventFilter(this);
    m_list->setObjectName(u"operations"_s);
    m_list->setAccessibleName(tr("Operations"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setItemDelegate(new OperationDelegate(m_list));
    m_list->setMouseTracking(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::grid, Size::grid, Size::grid, 0);
    layout->setSpacing(Size::grid);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_attributes);
    connect(m_filter, &QLineEdit::textChanged, this, &PalettePanel::refresh);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] { request(m_list->item(0)); });
    connect(m_list, &QListWidget::itemDoubleClicked, this, &PalettePanel::request);
    m_list->installEventFilter(this);
    refresh();
}

void PalettePanel::refresh()
{
    m_entries = entriesFor(m_filter->text());
    m_list->clear();
    for (const OperationEntry &entry : std::as_const(m_entries))
        m_list->addItem(OperationDelegate::item(entry));
}

void PalettePanel::request(const QListWidgetItem *item)
{
    if (const int row = m_list->row(item); item && row >= 0)
        Q_EMIT addRequested(m_entries[row].node);
}

// Down goes from the filter into the list; Enter adds what is chosen there.
bool PalettePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (watched == m_filter && key == Qt::Key_Down) {
        m_list->setFocus();
        m_list->setCurrentRow(0);
        return true;
    }
    if (watched == m_list && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
        request(m_list->currentItem());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace chainrule
