// SPDX-License-Identifier: GPL-3.0-or-later
#include "code/python_array.h"

#include "code/python_code.h"
#include "text/little_endian.h"

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr qsizetype longestRow = 72; // characters: a matrix that is longer has a line for every row
constexpr qsizetype bytesPerLine = 96; // of base64

} // namespace

QString pythonTuple(const Shape &shape)
{
    return QString::fromStdString(shape.text());
}

QStringList pythonArray(const QString &begin, const Tensor &tensor, const QString &end)
{
    const Index columns = tensor.shape.columns();
    QStringList rows;
    for (Index r = 0; r < tensor.shape.rows(); ++r) {
        QStringList row;
        for (Index c = 0; c < columns; ++c)
            row.append(pythonNumber(tensor.values[std::size_t(r * columns + c)]));
        rows.append(u'[' + row.join(u", "_s) + u']');
    }
    const QString open = begin + u'[';
    if (const QString whole = open + rows.join(u", "_s) + u']' + end; whole.size() <= longestRow)
        return { whole };
    QStringList lines;
    for (qsizetype r = 0; r < rows.size(); ++r)
        lines.append((r == 0 ? open : QString(open.size(), u' ')) + rows[r] + (r + 1 < rows.size() ? u","_s : u']' + end));
    return lines;
}

QStringList pythonBytes(const Tensor &tensor)
{
    const QString text = QString::fromLatin1(littleEndian<double>(tensor.values).toBase64());
    QStringList lines;
    for (qsizetype at = 0; at < text.size(); at += bytesPerLine)
        lines.append(text.mid(at, bytesPerLine));
    return lines;
}

} // namespace chainrule
