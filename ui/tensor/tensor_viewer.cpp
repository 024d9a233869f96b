// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tensor/tensor_viewer.h"

#include "text/number_text.h"
#include "ui/session/graph_session.h"
#include "ui/tensor/heat_view.h"
#include "ui/tensor/matrix_entry.h"
#include "ui/tensor/number_delegate.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_table.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_parts.h"
#include "ui/widgets/scale_bar.h"
#include "ui/widgets/statistics.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr QSize ordinarySize(900, 600);
constexpr int columnWidth = 88;
constexpr int rowHeight = 24;
constexpr int heatWidth = 320;
constexpr int pictureScale = 4; // px per number
constexpr int entryWidth = 120;

} // namespace

TensorViewer::TensorViewer(GraphSession &session, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_session(session)
    , m_model(new TensorModel(session, this))
    , m_title(plainLabel(TextRole::Heading))
    , m_tabs(plainTabs(tr("Value or gradient")))
    , m_stack(new QStackedWidget(this))
    , m_table(new CopyTable(m_stack))
    , m_absence(plainLabel(TextRole::Caption))
    , m_newShape(new QLineEdit(this))
    , m_goTo(new QLineEdit(this))
    , m_refusal(plainLabel(TextRole::Refusal))
    , m_heat(new HeatView(*m_model, this))
    , m_readout(plainLabel(TextRole::Body))
    , m_scale(new ScaleBar(this))
    , m_picture(new QLabel(this))
    , m_pictureName(plainLabel(TextRole::Note))
    , m_statistics(plainLabel(TextRole::Caption))
{
    setObjectName(u"panel"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_tabs->addTab(tr("Value"));
    m_tabs->addTab(tr("Gradient"));
    auto *head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addSpacing(2 * Size::grid);
    head->addWidget(m_tabs);
    head->addStretch(1);
    head->addWidget(m_newShape);
    head->addWidget(m_goTo);
    auto *halves = new QSplitter(this);
    halves->setChildrenCollapsible(false);
    halves->addWidget(makeNumbers());
    halves->addWidget(makePictures());
    halves->setStretchFactor(0, 1);
    halves->setSizes({ ordinarySize.width() - heatWidth, heatWidth });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * Size::grid, 2 * Size::grid, 2 * Size::grid, 2 * Size::grid);
    layout->setSpacing(Size::grid);
    layout->addLayout(head);
    layout->addWidget(m_refusal);
    layout->addWidget(halves, 1);
    resize(ordinarySize);
    wire();
}

QWidget *TensorViewer::makeNumbers()
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Numbers"));
    m_table->horizontalHeader()->setDefaultSectionSize(columnWidth);
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                             | QAbstractItemView::AnyKeyPressed);
    m_goTo->setPlaceholderText(tr("Row, column"));
    m_goTo->setAccessibleName(tr("Go to row, column"));
    m_goTo->setFixedWidth(entryWidth);
    m_newShape->setPlaceholderText(tr("New shape"));
    m_newShape->setAccessibleName(tr("New shape: rows, columns"));
    m_newShape->setToolTip(tr("Rows and columns, for example 2, 3. What is new is 0."));
    m_newShape->setFixedWidth(entryWidth);
    m_absence->setAlignment(Qt::AlignCenter);
    m_absence->setWordWrap(true);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_absence);
    m_refusal->hide();
    return m_stack;
}

QWidget *TensorViewer::makePictures()
{
    auto *half = new QWidget(this);
    auto *layout = new QVBoxLayout(half);
    layout->setContentsMargins(2 * Size::grid, 0, 0, 0);
    layout->setSpacing(Size::grid);
    m_readout->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_statistics->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_statistics->setAccessibleName(tr("Statistics"));
    layout->addWidget(m_heat, 1);
    layout->addWidget(m_readout);
    layout->addWidget(m_scale);
    layout->addSpacing(Size::grid);
    auto *row = new QHBoxLayout;
    row->setSpacing(2 * Size::grid);
    auto *picture = new QVBoxLayout;
    picture->setSpacing(Size::grid / 2);
    picture->addWidget(m_picture);
    picture->addWidget(m_pictureName);
    row->addLayout(picture);
    row->addWidget(m_statistics, 1, Qt::AlignTop);
    layout->addLayout(row);
    return half;
}

void TensorViewer::wire()
{
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_model->show(m_model->node(), tab == 0 ? TensorModel::Part::Value : TensorModel::Part::Gradient);
    });
    connect(m_model, &TensorModel::numbersChanged, this, &TensorViewer::showNumbers);
    connect(m_heat, &HeatView::hovered, this, &TensorViewer::showReadout);
    connect(m_heat, &HeatView::pointedAt, this, [this](int row, int column) {
        m_table->setCurrentIndex(m_model->index(row, column));
        m_table->scrollTo(m_table->currentIndex());
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        m_heat->setCurrent(current.row(), current.column());
        showReadout(-1, -1);
        showPicture();
    });
    connect(m_table, &CopyTable::openRequested, m_table, [this](const QModelIndex &index) {
        if (m_model->isEditable())
            m_table->edit(index);
    });
    connect(m_goTo, &QLineEdit::returnPressed, this, &TensorViewer::go);
    connect(m_goTo, &QLineEdit::textEdited, this, [this] { refuse({}); });
    wireEntry();
}

void TensorViewer::wireEntry()
{
    auto *delegate = new NumberDelegate(m_table);
    m_table->setItemDelegate(delegate);
    connect(delegate, &NumberDelegate::refused, this, &TensorViewer::refuse);
    connect(delegate, &NumberDelegate::closeEditor, this, [this] { refuse({}); });
    connect(m_table, &CopyTable::pasteRequested, this, [this](const QString &text) {
        refuse(m_model->isEditable() ? pasteNumbers(m_session, m_model->node(), m_table->selectedCells(), text)
                                     : tr("Only the numbers of an input or a constant can be changed."));
    });
    connect(m_newShape, &QLineEdit::returnPressed, this, [this] {
        refuse(changeShape(m_session, m_model->node(), m_newShape->text()));
        if (m_refusal->text().isEmpty())
            m_newShape->clear();
    });
    connect(m_newShape, &QLineEdit::textEdited, this, [this] { refuse({}); });
    // The diagram's window has these too, but its keys do not reach this one.
    QAction *undo = m_session.undo().createUndoAction(this);
    undo->setShortcuts(QKeySequence::Undo);
    QAction *redo = m_session.undo().createRedoAction(this);
    redo->setShortcuts(QKeySequence::Redo);
    addActions({ undo, redo });
}

void TensorViewer::open(const QString &node, TensorModel::Part part)
{
    refuse({});
    const QSignalBlocker quiet(m_tabs);
    m_tabs->setCurrentIndex(part == TensorModel::Part::Value ? 0 : 1);
    m_model->show(node, part);
    if (m_model->isThere() && !m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_model->index(0, 0));
    show();
    raise();
    activateWindow();
    m_table->setFocus();
}

void TensorViewer::showNumbers()
{
    const DocumentNode *node = m_session.document().node(m_model->node());
    const NodeId id = m_session.nodeId(m_model->node());
    const QString shape = id < 0 ? QString() : QString::fromStdString(m_session.graph().shape(id).text());
    m_title->setText(node ? u"%1  %2"_s.arg(node->name, shape) : tr("No tensor"));
    setWindowTitle(node ? tr("%1 — Chainrule").arg(node->name) : tr("Tensor — Chainrule"));
    const bool there = m_model->isThere();
    m_stack->setCurrentWidget(there ? static_cast<QWidget *>(m_table) : m_absence);
    m_goTo->setEnabled(there);
    m_newShape->setVisible(m_model->isEditable());
    m_scale->setVisible(there);
    m_scale->setLimit(m_heat->limit());
    showWords();
    showPicture();
    showReadout(-1, -1);
}

void TensorViewer::showWords()
{
    const NodeId id = m_session.nodeId(m_model->node());
    m_statistics->clear();
    m_absence->clear();
    if (id < 0)
        return m_absence->setText(tr("Another graph is open now. Open one of its tensors from the diagram."));
    const QString name = m_session.documentNode(id).name;
    if (!m_model->isThere()) {
        if (m_model->part() == TensorModel::Part::Value)
            m_absence->setText(tr("%1 has not been computed yet. Go forward in the timeline.").arg(name));
        else if (!m_session.graph().takesGradient(id))
            m_absence->setText(tr("%1 is a constant: no gradient flows into it.").arg(name));
        else
            m_absence->setText(tr("The gradient of %1 has not come back yet. Go forward in the timeline.").arg(name));
        return;
    }
    const TensorStatistics s = TensorStatistics::of(m_model->numbers());
    QStringList lines{ tr("min %1").arg(displayNumber(s.least)), tr("max %1").arg(displayNumber(s.greatest)),
                       tr("mean %1").arg(displayNumber(s.mean)), tr("norm %1").arg(displayNumber(s.norm)),
                       tr("zeros %L1 of %L2").arg(s.zeros).arg(m_model->numbers().size()) };
    if (s.nans + s.infinities > 0)
        lines.append(tr("not finite: %1 NaN, %2 infinite").arg(s.nans).arg(s.infinities));
    m_statistics->setText(lines.join(u'\n'));
}

void TensorViewer::showPicture()
{
    const int row = std::max(0, m_table->currentIndex().row());
    const bool shown = m_model->isThere() && m_model->columnCount() == pictureSide * pictureSide;
    m_picture->setVisible(shown);
    m_pictureName->setVisible(shown);
    if (!shown)
        return;
    const View<const double> all = m_model->numbers();
    const View<const double> one{ all.data + row * all.columns, 1, all.columns };
    const QImage image = pictureImage(Theme::of(palette()), one, m_heat->limit(), 1, 1);
    m_picture->setPixmap(QPixmap::fromImage(image.scaled(image.size() * pictureScale)));
    m_pictureName->setText(tr("Row %1 as a picture").arg(row + 1));
    m_picture->setAccessibleName(m_pictureName->text());
}

void TensorViewer::showReadout(int row, int column)
{
    if (row < 0) {
        row = m_table->currentIndex().row();
        column = m_table->currentIndex().column();
    }
    const QModelIndex cell = m_model->index(row, column);
    m_readout->setText(cell.isValid()
                           ? tr("row %1, column %2: %3").arg(row + 1).arg(column + 1).arg(cell.data(Qt::EditRole).toString())
                           : QString());
}

void TensorViewer::refuse(const QString &reason)
{
    sayOrHide(*m_refusal, reason);
    m_goTo->setAccessibleDescription(reason);
}

// "3, 25", "3 25" or only a row.
void TensorViewer::go()
{
    static const QRegularExpression between(u"[\\s,;()]+"_s);
    const QStringList places = m_goTo->text().split(between, Qt::SkipEmptyParts);
    // Counted from 1; 0 stands for none, which is no place.
    const auto placeIn = [](const QString &text, int count) {
        const auto typed = parseWholeNumber(text);
        const std::uint64_t *number = std::get_if<std::uint64_t>(&typed);
        return number && *number <= std::uint64_t(count) ? int(*number) - 1 : -1;
    };
    const int row = placeIn(places.value(0), m_model->rowCount());
    const int column = places.size() > 1 ? placeIn(places[1], m_model->columnCount()) : 0;
    const QModelIndex cell = places.size() <= 2 ? m_model->index(row, column) : QModelIndex();
    if (!cell.isValid())
        return refuse(tr("Type a row from 1 to %1 and a column from 1 to %2, for example “1, 3”.")
                          .arg(m_model->rowCount())
                          .arg(m_model->columnCount()));
    refuse({});
    m_table->setCurrentIndex(cell);
    m_table->scrollTo(cell, QAbstractItemView::PositionAtCenter);
    m_table->setFocus();
}

QString TensorViewer::readout() const
{
    return m_readout->text();
}

QString TensorViewer::statistics() const
{
    return m_statistics->text();
}

QString TensorViewer::absence() const
{
    return m_absence->text();
}

QString TensorViewer::refusal() const
{
    return m_refusal->text();
}

bool TensorViewer::showsPicture() const
{
    return m_picture->isVisibleTo(this);
}

// Arrows, Home and letters are the table's here; in the diagram's window they step.
bool TensorViewer::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride
        && !(static_cast<QKeyEvent *>(event)->modifiers() & (Qt::ControlModifier | Qt::AltModifier)))
        event->accept();
    return QWidget::event(event);
}

void TensorViewer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

void TensorViewer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_session.isOpen())
        showPicture();
}

} // namespace chainrule
