// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/picture_names.h"

#include <QtCore/QFileInfo>

using namespace Qt::StringLiterals;

namespace chainrule {

QString numberedPath(const QString &path, int number, int last)
{
    const QString suffix = QFileInfo(path).suffix();
    const qsizetype end = path.size() - (suffix.isEmpty() ? 0 : suffix.size() + 1);
    const int digits = int(QString::number(last).size());
    return path.left(end) + u"-%1"_s.arg(number, digits, 10, QChar(u'0')) + path.mid(end);
}

} // namespace chainrule
