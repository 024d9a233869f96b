// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/data_source.h"

#include "data/mnist_folder.h"

#include <QtCore/QDir>
#include <QtCore/QSettings>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const QString key = u"training/data"_s;
const QString digits = u"digits"_s;
const QString mnist = u"mnist"_s; // wherever it is found

} // namespace

DataSource DataSource::named(const QString &text)
{
    return text == digits ? DataSource() : DataSource{ Kind::Place, text };
}

DataSource DataSource::remembered()
{
    const QString text = QSettings().value(key, digits).toString();
    if (text != mnist)
        return named(text);
    const QString found = findMnistFolder();
    return found.isEmpty() ? DataSource() : DataSource{ Kind::Place, found };
}

void DataSource::remember() const
{
    const bool isMnist = kind == Kind::MnistDownload || (kind == Kind::Place && QDir(place) == QDir(findMnistFolder()));
    QSettings().setValue(key, kind == Kind::Digits ? digits : isMnist ? mnist : QDir(place).absolutePath());
}

} // namespace chainrule
