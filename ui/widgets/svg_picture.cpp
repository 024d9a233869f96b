// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/svg_picture.h"

#include "text/inert_text.h"

#include <QtCore/QBuffer>
#include <QtCore/QXmlStreamWriter>
#include <QtSvg/QSvgGenerator>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

QByteArray titleElement(const QString &title)
{
    QByteArray element;
    QXmlStreamWriter writer(&element);
    writer.writeTextElement(u"title"_s, title);
    return element;
}

} // namespace

// QSvgGenerator writes a title as it is, markup and all: it is given one that means nothing, for which ours is put.
QByteArray svgPicture(const SvgPage &page, const std::function<void(QPaintDevice &)> &paint)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(page.resolution);
    generator.setSize(page.size);
    generator.setViewBox(page.viewBox);
    generator.setTitle(u"title"_s);
    paint(generator);
    const QByteArray theirs = titleElement(generator.title());
    const QString title = inertLine(page.title);
    if (const qsizetype at = bytes.indexOf(theirs); at >= 0) // the first is the file's
        bytes.replace(at, theirs.size(), title.isEmpty() ? QByteArray() : titleElement(title));
    return bytes;
}

} // namespace chainrule
