// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/known_places.h"

#include <QtCore/QSettings>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const QString placesKey = u"training/places"_s;
const QString turnedKey = u"training/turned"_s;

} // namespace

QStringList knownPlaces()
{
    return QSettings().value(placesKey).toStringList();
}

void addKnownPlace(const QString &place)
{
    QStringList places = knownPlaces();
    places.removeAll(place);
    places.prepend(place);
    QSettings().setValue(placesKey, places.mid(0, mostKnownPlaces));
}

bool isTurned(const QString &place)
{
    return QSettings().value(turnedKey).toStringList().contains(place);
}

void setTurned(const QString &place, bool turned)
{
    QSettings settings;
    QStringList places = settings.value(turnedKey).toStringList();
    places.removeAll(place);
    if (turned)
        places.append(place);
    settings.setValue(turnedKey, places);
}

} // namespace chainrule
