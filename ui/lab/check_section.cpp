// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/check_section.h"

#include "ui/lab/lab_words.h"
#include "ui/session/check_session.h"
#include "ui/session/fault_lab.h"
#include "ui/session/graph_session.h"
#include "ui/text/check_words.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"
#include "ui/theme/wrapped_words.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plot/still_plot.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

enum Column { Name, Analytic, Numerical, Difference, Told, columnCount };

constexpr int checkRowHeight = 3 * Size::grid;
constexpr int mostRows = 12; // without a scroll bar
constexpr int nodeRole = Qt::UserRole;
constexpr double shownDigitsBelow = 1e-2; // a difference this small is told as a power of ten

// The element whose gradients are furthest apart: a tensor's row shows that one.
Index worstElement(const LeafCheck &check)
{
    Index worst = 0;
    double most = -1;
    for (std::size_t i = 0; i < check.analytic.size(); ++i) {
        const double difference = std::abs(check.analytic[i] - check.numerical[i]);
        if (difference > most || std::isnan(difference)) {
            most = std::isnan(difference) ? HUGE_VAL : difference;
            worst = Index(i);
        }
    }
    return worst;
}

QString differenceText(double difference)
{
    if (difference == 0 || difference >= shownDigitsBelow || !std::isfinite(difference))
        return displayNumber(difference);
    return QString::number(difference, 'e', 0);
}

// In a narrow column; the tool tip has all digits.
QString shortNumber(double value)
{
    constexpr int most = 7; // characters
    QString text = displayNumber(value);
    if (text.size() <= most || !std::isfinite(value))
        return text;
    return QString::number(value, 'e', 1).replace(u'-', QChar(0x2212)).replace(u"e−"_s, u"e-"_s);
}

} // namespace

CheckSection::CheckSection(GraphSession &session, CheckSession &check, FaultLab &faults, QWidget *parent)
    : LabSection(tr("Check"), parent)
    , m_session(session)
    , m_check(check)
    , m_faults(faults)
    , m_switch(new QCheckBox(tr("Compare with the numerical gradients"), this))
    , m_table(new QTableWidget(0, columnCount, this))
{
    m_switch->setObjectName(u"checkSwitch"_s);
    column().addWidget(m_switch);
    m_status = addText(TextRole::Body);
    m_status->setAccessibleName(tr("Result of the check"));
    buildTable();
    m_plotTitle = addText(TextRole::Body);
    m_plot = new StillPlot(this);
    m_plot->setAccessibleName(tr("Error of the numerical gradient against its step h"));
    column().addWidget(m_plot);
    m_plotNote = addText(TextRole::Note);
    m_plot->hide();
    wrapWords(*m_switch);
    connect(m_switch, &QCheckBox::toggled, this, [this](bool on) {
        m_check.setWanted(this, on);
        refresh();
    });
    connect(&m_faults, &FaultLab::changed, this, &CheckSection::refresh);
    connect(&m_check, &CheckSession::changed, this, &CheckSection::refresh);
    connect(&m_check, &CheckSession::progressed, this, &CheckSection::showStatus);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &CheckSection::selectRow);
}

void CheckSection::buildTable()
{
    m_table->setObjectName(u"checkTable"_s);
    m_table->setAccessibleName(tr("Gradients by backpropagation and by difference"));
    m_table->setHorizontalHeaderLabels({ tr("node"), tr("gradient"), tr("numerical"), tr("diff."), QString() });
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(checkRowHeight);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    header->setMinimumSectionSize(2 * Size::grid);
    header->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(Name, QHeaderView::Stretch);
    m_table->horizontalHeaderItem(Name)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->hide();
    column().addWidget(m_table);
}

void CheckSection::refresh()
{
    markNodes();
    if (!isVisible())
        return;
    showStatus();
    showTable();
    showErrors();
}

void CheckSection::showStatus()
{
    const bool on = m_switch->isChecked();
    if (!on)
        return sayOrHide(*m_status, {});
    if (const GraphCheck *check = m_check.result())
        return sayOrHide(*m_status, verdict(*check));
    if (m_check.lacksMemory())
        return sayOrHide(*m_status, tr("There is not enough memory for this check."));
    constexpr double worthTelling = 0.02;
    const double progress = m_check.progress();
    sayOrHide(*m_status, progress < worthTelling ? tr("Checking …") : tr("Checking … %1 %").arg(int(100 * progress)));
}

QString CheckSection::verdict(const GraphCheck &check) const
{
    if (m_check.isSecretive() && !m_session.isAtEnd())
        return tr("What has been computed so far is compared.");
    CheckCounts counts;
    for (const NodeCheck &node : check.nodes)
        counts.add(node.gradient.verdict);
    const std::vector<NodeId> faulty = check.faulty();
    const auto told = [](Answer answer, const QString &text) { return mark(answer) + u' ' + text; };
    if (faulty.empty() && counts.wrong == 0)
        return told(counts.verdict().answer, checkText(counts));
    if (faulty.empty())
        return told(Answer::Disagrees,
                    checkText(counts) + u' '
                        + tr("Each node hands back what it should: at corners conventions add up to a slope that is none, or a "
                             "factor on the way is no number."));
    if (m_faults.isHidden())
        return told(Answer::Disagrees, checkText(counts) + u' ' + tr("Which node makes the mistake?"));
    const NodeCheck &culprit = *check.node(faulty.front());
    return told(Answer::Disagrees, culpritText(nameOf(m_session, culprit.node()), culprit.sums));
}

void CheckSection::showTable()
{
    const GraphCheck *check = m_switch->isChecked() ? m_check.result() : nullptr;
    const QSignalBlocker quiet(m_table);
    m_table->setRowCount(0);
    m_table->setVisible(check);
    if (!check)
        return;
    for (const NodeCheck &node : check->nodes) {
        if (!m_check.check(node.node()))
            continue;
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        showRow(row, node);
    }
    fitColumns();
    const int rows = std::min(m_table->rowCount(), mostRows);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + rows * checkRowHeight);
    m_table->setVerticalScrollBarPolicy(m_table->rowCount() > mostRows ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
}

// The figures get what they need and the names the rest: there is not much of it.
void CheckSection::fitColumns()
{
    const QFontMetrics metrics(m_table->font());
    for (int column = Analytic; column < columnCount; ++column) {
        int widest = metrics.horizontalAdvance(m_table->horizontalHeaderItem(column)->text());
        for (int row = 0; row < m_table->rowCount(); ++row)
            widest = std::max(widest, metrics.horizontalAdvance(m_table->item(row, column)->text()));
        m_table->setColumnWidth(column, widest + Size::grid + 2);
    }
}

void CheckSection::showRow(int row, const NodeCheck &check)
{
    const Shape &shape = m_session.graph().shape(check.node());
    const LeafCheck &gradient = check.gradient;
    const bool accused = check.faulty() && !m_faults.isHidden();
    const Index worst = worstElement(gradient);
    const double analytic = gradient.analytic[std::size_t(worst)];
    const double numerical = gradient.numerical[std::size_t(worst)];
    const QString cells[] = { nameOf(m_session, check.node()), shortNumber(analytic), shortNumber(numerical),
                              differenceText(gradient.maxDifference), mark(gradient.verdict.answer) };
    const Theme theme = Theme::of(palette());
    const QColor colours[] = { theme.good, theme.mutedText, theme.bad };
    for (int column = 0; column < columnCount; ++column) {
        auto *item = new QTableWidgetItem(cells[column]);
        item->setTextAlignment((column == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        item->setData(nodeRole, check.node());
        if (column == Told || (column == Name && accused))
            item->setForeground(column == Told ? colours[int(gradient.verdict.answer)] : theme.bad);
        if (column == Name && accused) {
            QFont font = m_table->font();
            font.setBold(true);
            item->setFont(font);
            item->setText(u"▸ "_s + cells[Name]);
            item->setData(Qt::AccessibleTextRole, tr("%1, which makes the mistake").arg(cells[Name]));
        }
        m_table->setItem(row, column, item);
    }
    const QString where = tr("%1, largest difference at %2").arg(cells[Name], elementText(shape, worst));
    m_table->item(row, Name)->setToolTip(shape.size() == 1 ? cells[Name] : where);
    m_table->item(row, Analytic)->setToolTip(exactNumber(analytic));
    m_table->item(row, Numerical)->setToolTip(exactNumber(numerical));
    m_table->item(row, Difference)->setToolTip(exactNumber(gradient.maxDifference));
    m_table->item(row, Told)->setData(Qt::AccessibleTextRole, answerText(gradient.verdict.answer));
    m_table->item(row, Told)->setToolTip(doubtText(gradient.verdict.doubt));
    if (m_session.documentNode(check.node()).id == m_session.selected())
        m_table->selectRow(row);
}

void CheckSection::selectRow()
{
    const QList<QTableWidgetItem *> items = m_table->selectedItems();
    if (!items.isEmpty())
        m_session.select(m_session.documentNode(items.front()->data(nodeRole).toInt()).id);
}

// The selected node, else the first that is compared.
NodeId CheckSection::plotted() const
{
    const GraphCheck *check = m_switch->isChecked() ? m_check.result() : nullptr;
    if (!check)
        return -1;
    const NodeId selected = m_session.nodeId(m_session.selected());
    if (selected >= 0 && m_check.check(selected))
        return selected;
    const auto first =
        std::ranges::find_if(check->nodes, [this](const NodeCheck &node) { return m_check.check(node.node()) != nullptr; });
    return first == check->nodes.end() ? -1 : first->node();
}

void CheckSection::showErrors()
{
    const NodeId node = plotted();
    const std::vector<StepError> *errors = node < 0 ? nullptr : m_check.errors(node);
    const bool any = errors && std::ranges::any_of(*errors, [](const StepError &e) { return std::isfinite(e.max); });
    const bool exact = errors && std::ranges::all_of(*errors, [](const StepError &e) { return e.max == 0; });
    m_plot->setVisible(any && !exact);
    sayOrHide(*m_plotTitle, errors ? tr("Error against the step h: %1").arg(nameOf(m_session, node)) : QString());
    if (!errors)
        return sayOrHide(*m_plotNote, {});
    if (!any)
        return sayOrHide(*m_plotNote, tr("There is nothing to plot: at no h does the numerical gradient have a finite value."));
    if (exact)
        return sayOrHide(*m_plotNote, tr("The numerical gradient is exact at every h."));
    plot(node, *errors);
    sayOrHide(
        *m_plotNote,
        tr("The right side of the V is truncation: the wider h is, the more of the curve's bend the difference takes in. "
           "The left side is rounding: the last digits of the result are lost, and the smaller h is that divides them, the "
           "more this counts. Between them the error is smallest. A straight line has no right side, a wrong gradient no "
           "valley."));
}

void CheckSection::plot(NodeId node, const std::vector<StepError> &errors)
{
    PlotCurve most{ {}, &Theme::faint, 1.5, false, false };
    PlotCurve mean{ {}, &Theme::forward, 1.5, false, true };
    for (const StepError &error : errors) {
        mean.points.append({ error.h, error.mean });
        most.points.append({ error.h, error.max });
    }
    PlotContent content;
    content.curves = { mean };
    if (m_session.graph().shape(node).size() > 1)
        content.curves.prepend(most);
    content.guides = { { m_check.result()->h, tr("h of the check") } };
    content.xName = tr("h");
    content.yName = tr("|difference|");
    content.logarithmic = true;
    m_plot->setContent(content);
}

void CheckSection::markNodes()
{
    CheckMarks marks;
    if (const GraphCheck *check = m_switch->isChecked() ? m_check.result() : nullptr)
        for (const NodeCheck &node : check->nodes) {
            if (!m_check.check(node.node()))
                continue;
            if (node.gradient.verdict.answer == Answer::Untold)
                marks.untold.insert(node.node());
            else
                marks.agrees.insert(node.node(), node.agrees());
            if (node.faulty() && !m_faults.isHidden())
                marks.faulty.insert(node.node());
        }
    Q_EMIT marksChanged(marks);
}

} // namespace chainrule
