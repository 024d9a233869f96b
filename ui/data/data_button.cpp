// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/data_button.h"

#include "data/mnist_folder.h"
#include "ui/data/known_places.h"
#include "ui/theme/theme.h"

#include <QtCore/QDir>
#include <QtGui/QActionGroup>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStyleOptionButton>
#include <QtWidgets/QStylePainter>

using namespace Qt::StringLiterals;

namespace chainrule {

DataButton::DataButton(QWidget *parent)
    : QPushButton(parent)
    , m_menu(new QMenu(this))
    , m_choices(new QActionGroup(this))
{
    setObjectName(u"data"_s);
    setAutoDefault(false);
    setMenu(m_menu);
    m_menu->setToolTipsVisible(true);
    connect(m_menu, &QMenu::aboutToShow, this, &DataButton::fillMenu);
    showData({});
}

void DataButton::showData(const LoadedData &data)
{
    m_shown = data;
    if (data.data && data.place.isEmpty())
        m_shown.name = tr("Built-in digits");
    if (!data.data)
        m_shown.name = tr("None yet");
    setAccessibleName(tr("Data: %1").arg(m_shown.name));
    setToolTip(data.place.isEmpty()
                   ? tr("What the net learns from: built-in digits, MNIST, or a folder or file that can also be "
                        "dropped here")
                   : QDir::toNativeSeparators(data.place));
    showName();
}

// A folder may have any name.
void DataButton::showName()
{
    constexpr int frame = 40; // the padding at both ends and the arrow
    QString text = fontMetrics().elidedText(m_shown.name, Qt::ElideMiddle, std::max(width() - frame, frame));
    setText(text.replace(u'&', "&&"_L1));
}

// Like a field that can be chosen from. A style sheet that places the arrow would lose the padding.
void DataButton::paintEvent(QPaintEvent *)
{
    constexpr int arrow = 12;
    QStyleOptionButton option;
    initStyleOption(&option);
    option.features &= ~QStyleOptionButton::HasMenu;
    QStylePainter painter(this);
    painter.drawControl(QStyle::CE_PushButton, option);
    option.rect = QRect(width() - arrow - Size::grid, (height() - arrow) / 2, arrow, arrow);
    painter.drawPrimitive(QStyle::PE_IndicatorArrowDown, option);
}

void DataButton::resizeEvent(QResizeEvent *event)
{
    QPushButton::resizeEvent(event);
    showName();
}

void DataButton::addChoice(const QString &text, const DataSource &source, bool current)
{
    QAction *action = m_menu->addAction(text);
    action->setCheckable(true);
    m_choices->addAction(action); // one of them at a time
    action->setChecked(current);
    connect(action, &QAction::triggered, this, [this, source] { Q_EMIT sourceWanted(source); });
}

// Made anew each time: MNIST may have come meanwhile.
void DataButton::fillMenu()
{
    using Kind = DataSource::Kind;
    m_menu->clear();
    const bool any = m_shown.data != nullptr;
    addChoice(tr("&Built-in digits"), {}, any && m_shown.place.isEmpty());
    const QString mnist = findMnistFolder();
    const bool isMnist = !mnist.isEmpty() && QDir(mnist) == QDir(m_shown.place) && any && !m_shown.place.isEmpty();
    if (mnist.isEmpty())
        addChoice(tr("&MNIST: download, 12 MB"), { Kind::MnistDownload, {} }, false);
    else
        addChoice(tr("&MNIST"), { Kind::Place, mnist }, isMnist);
    QStringList places = knownPlaces();
    if (!m_shown.place.isEmpty() && !places.contains(m_shown.place))
        places.prepend(m_shown.place);
    places.removeIf([&mnist](const QString &place) { return !mnist.isEmpty() && QDir(mnist) == QDir(place); });
    QStringList names;
    for (const QString &place : places)
        names.append(QDir(place).dirName());
    for (qsizetype i = 0; i < places.size(); ++i) {
        const QString native = QDir::toNativeSeparators(places[i]);
        QString text = names.count(names[i]) > 1 ? native : names[i];
        addChoice(text.replace(u'&', "&&"_L1), { Kind::Place, places[i] }, any && places[i] == m_shown.place);
        m_menu->actions().constLast()->setToolTip(native);
    }
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("A &folder…")), &QAction::triggered, this, &DataButton::folderWanted);
    connect(m_menu->addAction(tr("A fi&le…")), &QAction::triggered, this, &DataButton::fileWanted);
    m_menu->setMinimumWidth(width());
}

} // namespace chainrule
