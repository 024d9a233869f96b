// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/formula_label.h"

#include "files/save_file.h"
#include "files/storage_error.h"
#include "ui/explain/formula_speech.h"
#include "ui/explain/formula_svg.h"
#include "ui/text/storage_words.h"
#include "ui/theme/text_role.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMessageBox>

#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int air = 2; // px above and below
constexpr int narrowest = 80; // px

} // namespace

FormulaLabel::FormulaLabel(const Formula &formula, int size, QWidget *parent, const Formula &shorter)
    : QWidget(parent)
    , m_size(size)
{
    setFocusPolicy(Qt::TabFocus); // for its menu; a click leaves the keys to the diagram
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *copy = new QAction(tr("Copy as text"), this);
    auto *save = new QAction(tr("Save as SVG…"), this);
    connect(copy, &QAction::triggered, this, &FormulaLabel::copyAsText);
    connect(save, &QAction::triggered, this, &FormulaLabel::saveAsSvg);
    addActions({ copy, save });
    setFormula(formula, shorter);
}

void FormulaLabel::setPresented(bool on)
{
    if (std::exchange(m_presented, on) != on)
        forgetLines();
}

int FormulaLabel::letterSize() const
{
    return m_presented ? qRound(m_size * presentedScale) : m_size;
}

void FormulaLabel::setFormula(const Formula &formula, const Formula &shorter)
{
    setVisible(!formula.parts.empty());
    if (formula == m_formula && shorter == m_shorter)
        return;
    m_formula = formula;
    m_shorter = shorter;
    forgetLines();
    setAccessibleName(spoken(formula));
}

void FormulaLabel::forgetLines()
{
    m_lines.clear();
    m_hint.reset();
    updateGeometry();
    update();
}

FormulaLayout FormulaLabel::layoutNow() const
{
    return { font(), Theme::of(palette()) };
}

const FormulaLines &FormulaLabel::lines(int width) const
{
    const auto known = m_lines.constFind(width);
    if (known != m_lines.constEnd())
        return *known;
    return *m_lines.insert(width, FormulaLines::fit(layoutNow(), m_formula, m_shorter, letterSize(), width));
}

void FormulaLabel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        forgetLines();
}

QSize FormulaLabel::sizeHint() const
{
    if (!m_hint) {
        const auto extent = layoutNow().measure(m_formula, letterSize());
        m_hint = QSize(int(std::ceil(extent.width)) + 2, int(std::ceil(extent.height())) + 2 * air);
    }
    return *m_hint;
}

QSize FormulaLabel::minimumSizeHint() const
{
    return { narrowest, 0 };
}

int FormulaLabel::heightForWidth(int width) const
{
    return int(std::ceil(lines(width).extent.height())) + 2 * air;
}

void FormulaLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight); // figures, in every language
    painter.setRenderHint(QPainter::Antialiasing);
    const FormulaLayout layout = layoutNow();
    const FormulaLines &set = lines(width());
    if (hasFocus()) {
        painter.setPen(Theme::of(palette()).accent);
        painter.drawLine(rect().bottomLeft(), rect().bottomRight());
    }
    const double top = (height() - set.extent.height()) / 2;
    for (qsizetype i = 0; i < set.lines.size(); ++i)
        layout.paint(painter, set.lines[i], set.baselines[i] + QPointF(0, top), set.size);
}

void FormulaLabel::keyPressEvent(QKeyEvent *event)
{
    const bool menu = event->key() == Qt::Key_Menu || (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier);
    if (!menu)
        return QWidget::keyPressEvent(event);
    QContextMenuEvent request(QContextMenuEvent::Keyboard, rect().center(), mapToGlobal(rect().center()));
    QApplication::sendEvent(this, &request);
}

void FormulaLabel::copyAsText() const
{
    QGuiApplication::clipboard()->setText(m_formula.plainText());
}

void FormulaLabel::saveAsSvg()
{
    auto *dialog = new QFileDialog(this, tr("Save the formula"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Pictures (*.svg)"));
    dialog->setDefaultSuffix(u"svg"_s);
    dialog->selectFile(u"formula.svg"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &FormulaLabel::saveTo);
    dialog->open();
}

void FormulaLabel::saveTo(const QString &path)
{
    try {
        saveFile(path, formulaSvg(layoutNow(), lines(width()), Theme::of(palette()), m_formula.plainText()));
    } catch (const StorageError &error) {
        auto *box = new QMessageBox(QMessageBox::Warning, tr("Save the formula"), words(error), QMessageBox::Ok, this);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    }
}

} // namespace chainrule
