// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/diagram_pictures.h"

#include "files/storage_error.h"
#include "text/inert_text.h"
#include "ui/diagram/diagram_scene.h"
#include "ui/diagram/diagram_view.h"
#include "ui/export/page_size.h"
#include "ui/export/svg_device.h"
#include "ui/session/graph_session.h"

#include <QtCore/QBuffer>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr double pictureMargin = 2 * Size::grid; // px
constexpr int pointsPerInch = 72; // a pixel of the picture is a point on paper
constexpr int mostPixels = 30000; // on a side: what picture viewers still open

QSize pixels(const QRectF &bounds, double scale)
{
    return { int(std::ceil(bounds.width() * scale)), int(std::ceil(bounds.height() * scale)) };
}

// The document as it is shown now, so that it opens so.
GraphDocument asShown(const GraphSession &session)
{
    GraphDocument document = session.document();
    for (DocumentGroup &group : document.groups)
        group.folded = session.isFolded(group.id);
    return document;
}

} // namespace

DiagramPictures::DiagramPictures(const GraphDocument &document, const QFont &font, const PictureLook &look, const QSizeF &room)
    : m_look(look)
{
    show(document, font, room, ordinaryText);
}

DiagramPictures::DiagramPictures(const DiagramScene &shown, const QFont &font, const PictureLook &look)
    : m_look(look)
{
    show(asShown(shown.session()), font, shown.room(), shown.leastText());
    m_scene->setMarks(shown.state().marks);
    m_scene->setAsked(shown.state().asked);
}

DiagramPictures::~DiagramPictures() = default;

void DiagramPictures::show(const GraphDocument &document, const QFont &font, const QSizeF &room, double leastText)
{
    m_session = std::make_unique<GraphSession>();
    m_session->open(document);
    m_scene = std::make_unique<DiagramScene>(*m_session);
    m_scene->setRoom(room, leastText);
    m_scene->setStyle({ m_look.theme, font });
    if (m_look.transparent)
        m_scene->setBackground(Qt::NoBrush);
}

int DiagramPictures::stepCount() const
{
    return m_session->count();
}

QRectF DiagramPictures::bounds(int position)
{
    m_session->setPosition(position);
    m_scene->refresh();
    return m_scene->drawnRect()
        .adjusted(-pictureMargin, -pictureMargin, pictureMargin, pictureMargin)
        .toAlignedRect(); // pixels are whole
}

QRectF DiagramPictures::boundsOfAll()
{
    QRectF all;
    for (int position = 0; position <= stepCount(); ++position)
        all |= bounds(position);
    return all;
}

double DiagramPictures::scaleOf(PictureFormat format, const QRectF &bounds) const
{
    return pageScale(format, bounds.size(), m_look.scale);
}

QByteArray DiagramPictures::file(PictureFormat format, int position, const QRectF &bounds)
{
    if (format == PictureFormat::Png) {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        image(position, bounds).save(&buffer, "PNG");
        return bytes;
    }
    m_session->setPosition(position);
    m_scene->refresh();
    return format == PictureFormat::Svg ? svg(bounds) : pdf(bounds);
}

QImage DiagramPictures::image(int position, const QRectF &bounds)
{
    const QSize size = pixels(bounds, m_look.scale);
    QImage image;
    if (size.width() <= mostPixels && size.height() <= mostPixels)
        image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        throw StorageError(StorageError::Kind::TooLarge, m_session->document().title, -1,
                           u"%1 × %2 px"_s.arg(size.width()).arg(size.height()));
    image.fill(m_look.transparent ? QColor(Qt::transparent) : m_look.theme.canvas);
    QPainter painter(&image);
    paint(painter, QRectF(QPointF(), bounds.size() * m_look.scale), position, bounds);
    return image;
}

void DiagramPictures::paint(QPainter &painter, const QRectF &target, int position, const QRectF &bounds)
{
    m_session->setPosition(position);
    m_scene->refresh();
    QRectF middle(QPointF(), bounds.size().scaled(target.size(), Qt::KeepAspectRatio));
    middle.moveCenter(target.center()); // the scene would put it into the corner
    render(painter, middle, bounds);
}

void DiagramPictures::render(QPainter &painter, const QRectF &target, const QRectF &bounds)
{
    const double scale = std::min(target.width() / bounds.width(), target.height() / bounds.height());
    const QTransform view = QTransform::fromTranslate(-bounds.left(), -bounds.top()) * QTransform::fromScale(scale, scale)
        * QTransform::fromTranslate(target.left(), target.top());
    const std::vector<Drawing> drawings = m_scene->allDrawings(detailAt(scale));
    PaintedPart part(view, target.toAlignedRect());
    for (const Drawing &drawing : drawings)
        part.add(drawing, chainrule::bounds(drawing, *m_scene->style().letters));
    part.paint(painter, m_scene->background(), m_scene->style());
}

QByteArray DiagramPictures::svg(const QRectF &bounds)
{
    SvgDevice device(bounds.size());
    QPainter painter(&device);
    render(painter, QRectF(QPointF(), bounds.size()), bounds);
    painter.end();
    return device.svg(m_look.scale, m_session->document().title);
}

QByteArray DiagramPictures::pdf(const QRectF &bounds)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const QSizeF size = bounds.size() * scaleOf(PictureFormat::Pdf, bounds);
    QPdfWriter writer(&buffer);
    writer.setTitle(inertLine(m_session->document().title));
    writer.setCreator(u"Chainrule"_s);
    writer.setResolution(pointsPerInch);
    writer.setPageSize(QPageSize(size, QPageSize::Point));
    writer.setPageMargins({});
    QPainter painter(&writer);
    render(painter, QRectF(QPointF(), size), bounds);
    painter.end();
    return bytes;
}

} // namespace chainrule
