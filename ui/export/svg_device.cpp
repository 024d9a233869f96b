// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/svg_device.h"

#include "text/inert_text.h"

#include <QtCore/QBuffer>
#include <QtCore/QHash>
#include <QtCore/QXmlStreamWriter>
#include <QtGui/QImage>
#include <QtGui/QPaintEngine>
#include <QtGui/QPainterPath>
#include <QtGui/QPen>
#include <QtGui/QPixmap>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int pixelsPerInch = 96;
constexpr double millimetresPerInch = 25.4;
constexpr int decimals = 2; // of a pixel
constexpr int lettersDecimals = 3; // they are to be seen from near, too
constexpr int tooFewToCross = 5; // elements of a path: it is filled alike by either rule
constexpr int worthSharing = 8; // elements of a path: of fewer a reference is as long

QByteArray number(double value, int precision = decimals)
{
    QByteArray text = QByteArray::number(value, 'f', precision);
    while (text.endsWith('0'))
        text.chop(1);
    if (text.endsWith('.'))
        text.chop(1);
    return text == "-0" ? QByteArray("0") : text;
}

QByteArray pair(const QPointF &point, int precision = decimals)
{
    return number(point.x(), precision) + ',' + number(point.y(), precision);
}

// Relative to a point.
QString dataOf(const QPainterPath &path, const QPointF &origin, int precision = decimals)
{
    QByteArray data;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element element = path.elementAt(i);
        data += element.isMoveTo() ? 'M' : element.isLineTo() ? 'L' : element.isCurveTo() ? 'C' : ' ';
        data += pair(element - origin, precision);
    }
    return QString::fromLatin1(data);
}

QList<QPainterPath> contoursOf(const QPainterPath &path)
{
    QList<QPainterPath> contours;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element element = path.elementAt(i);
        if (element.isMoveTo()) {
            contours.emplace_back(element);
        } else if (element.isLineTo()) {
            contours.back().lineTo(element);
        } else if (element.isCurveTo()) {
            contours.back().cubicTo(element, path.elementAt(i + 1), path.elementAt(i + 2));
            i += 2;
        }
    }
    return contours;
}

// The letters of a line: contours above each other, as the dot of an i, or within, as in an o, belong together. What is no
// such row is one.
QList<QPainterPath> lettersOf(const QPainterPath &line)
{
    QList<QPainterPath> letters;
    QList<std::pair<double, double>> widths; // from where to where each reaches
    for (const QPainterPath &contour : contoursOf(line)) {
        const QRectF box = contour.controlPointRect();
        const auto touches = [&box](const auto &reach) { return box.left() < reach.second && reach.first < box.right(); };
        const auto first = std::ranges::find_if(widths, touches);
        if (first == widths.end()) {
            letters.append(contour);
            widths.append({ box.left(), box.right() });
        } else if (std::next(first) == widths.end()) {
            letters.back().addPath(contour);
            *first = { std::min(first->first, box.left()), std::max(first->second, box.right()) };
        } else {
            return { line };
        }
    }
    return letters;
}

} // namespace

// drawTextItem() is not among these: what QPaintEngine does there is to fill the outlines of the letters.
class SvgEngine final : public QPaintEngine
{
public:
    SvgEngine()
        : QPaintEngine(AllFeatures & ~(PatternBrush | LinearGradientFill | RadialGradientFill | ConicalGradientFill))
        , m_shared(&m_sharedText)
        , m_body(&m_bodyText)
    {
    }

    const QString &shared() const { return m_sharedText; }
    const QString &body() const { return m_bodyText; }

    bool begin(QPaintDevice *) override
    {
        setActive(true);
        return true;
    }

    bool end() override
    {
        closeGroup();
        setActive(false);
        return true;
    }

    Type type() const override { return User; }

    void updateState(const QPaintEngineState &state) override
    {
        const DirtyFlags changed = state.state();
        if (changed & DirtyTransform && m_transform != state.transform()) {
            closeGroup();
            m_transform = state.transform();
        }
        if (changed & DirtyPen)
            m_pen = state.pen();
        if (changed & DirtyBrush)
            m_brush = state.brush();
        if (changed & DirtyOpacity)
            m_opacity = state.opacity();
    }

    void drawPath(const QPainterPath &path) override
    {
        openGroup();
        if (m_pen.style() == Qt::NoPen && path.elementCount() >= worthSharing)
            return useLetters(path);
        m_body.writeEmptyElement(u"path"_s);
        m_body.writeAttribute(u"d"_s, dataOf(path, {}));
        writeFill(path);
        writeStroke(path);
    }

    void drawPolygon(const QPointF *points, int count, PolygonDrawMode mode) override
    {
        QPainterPath path(points[0]);
        for (int i = 1; i < count; ++i)
            path.lineTo(points[i]);
        path.setFillRule(mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
        if (mode != PolylineMode) {
            path.closeSubpath();
            return drawPath(path);
        }
        const QBrush brush = std::exchange(m_brush, Qt::NoBrush);
        drawPath(path);
        m_brush = brush;
    }

    void drawPixmap(const QRectF &rect, const QPixmap &pixmap, const QRectF &part) override
    {
        openGroup();
        QByteArray png;
        QBuffer buffer(&png);
        buffer.open(QIODevice::WriteOnly);
        pixmap.copy(part.toAlignedRect()).save(&buffer, "PNG");
        m_body.writeEmptyElement(u"image"_s);
        writePlace(m_body, rect.topLeft());
        m_body.writeAttribute(u"width"_s, QString::fromLatin1(number(rect.width())));
        m_body.writeAttribute(u"height"_s, QString::fromLatin1(number(rect.height())));
        m_body.writeAttribute(u"preserveAspectRatio"_s, u"none"_s);
        m_body.writeAttribute(u"xlink:href"_s, u"data:image/png;base64,"_s + QString::fromLatin1(png.toBase64()));
    }

private:
    static void writePlace(QXmlStreamWriter &writer, const QPointF &place)
    {
        writer.writeAttribute(u"x"_s, QString::fromLatin1(number(place.x())));
        writer.writeAttribute(u"y"_s, QString::fromLatin1(number(place.y())));
    }

    // Whatever is painted with one transform.
    void openGroup()
    {
        if (std::exchange(m_isOpen, true))
            return;
        m_body.writeStartElement(u"g"_s);
        if (m_transform.isIdentity())
            return;
        QByteArray matrix = "matrix(";
        for (const double x : { m_transform.m11(), m_transform.m12(), m_transform.m21(), m_transform.m22() })
            matrix += QByteArray::number(x) + ',';
        matrix += pair({ m_transform.dx(), m_transform.dy() }) + ')';
        m_body.writeAttribute(u"transform"_s, QString::fromLatin1(matrix));
    }

    void closeGroup()
    {
        if (std::exchange(m_isOpen, false))
            m_body.writeEndElement();
    }

    void useLetters(const QPainterPath &line)
    {
        const QList<QPainterPath> letters = lettersOf(line);
        if (letters.size() == 1)
            return useLetter(line, true);
        m_body.writeStartElement(u"g"_s);
        writeFill(line);
        for (const QPainterPath &letter : letters)
            useLetter(letter, false);
        m_body.writeEndElement();
    }

    void useLetter(const QPainterPath &letter, bool filled)
    {
        const QPointF origin = letter.elementAt(0);
        m_body.writeEmptyElement(u"use"_s);
        m_body.writeAttribute(u"xlink:href"_s, u'#' + nameOf(dataOf(letter, origin, lettersDecimals)));
        writePlace(m_body, origin);
        if (filled)
            writeFill(letter);
    }

    QString nameOf(const QString &data)
    {
        QString &name = m_names[data];
        if (name.isEmpty()) {
            name = u'p' + QString::number(m_names.size(), 36);
            m_shared.writeEmptyElement(u"path"_s);
            m_shared.writeAttribute(u"id"_s, name);
            m_shared.writeAttribute(u"d"_s, data);
            m_shared.writeCharacters({}); // ends the element
        }
        return name;
    }

    void writeColour(const QString &what, const QColor &colour)
    {
        m_body.writeAttribute(what, colour.name());
        if (const double opacity = colour.alphaF() * m_opacity; opacity < 1)
            m_body.writeAttribute(what + u"-opacity"_s, QString::fromLatin1(number(opacity)));
    }

    void writeFill(const QPainterPath &path)
    {
        if (m_brush.style() == Qt::NoBrush)
            return;
        writeColour(u"fill"_s, m_brush.color());
        if (path.fillRule() == Qt::OddEvenFill && path.elementCount() > tooFewToCross)
            m_body.writeAttribute(u"fill-rule"_s, u"evenodd"_s);
    }

    void writeStroke(const QPainterPath &path)
    {
        if (m_pen.style() == Qt::NoPen)
            return;
        writeColour(u"stroke"_s, m_pen.color());
        const bool cosmetic = m_pen.isCosmetic();
        const double width = m_pen.widthF() > 0 ? m_pen.widthF() : 1;
        if (cosmetic)
            m_body.writeAttribute(u"vector-effect"_s, u"non-scaling-stroke"_s);
        if (width != 1)
            m_body.writeAttribute(u"stroke-width"_s, QString::fromLatin1(number(width)));
        if (m_pen.capStyle() != Qt::FlatCap)
            m_body.writeAttribute(u"stroke-linecap"_s, m_pen.capStyle() == Qt::RoundCap ? u"round"_s : u"square"_s);
        if (path.elementCount() > 2 && m_pen.joinStyle() != Qt::MiterJoin && m_pen.joinStyle() != Qt::SvgMiterJoin)
            m_body.writeAttribute(u"stroke-linejoin"_s, m_pen.joinStyle() == Qt::RoundJoin ? u"round"_s : u"bevel"_s);
        if (m_pen.style() == Qt::SolidLine)
            return;
        QByteArray dashes;
        for (const double dash : m_pen.dashPattern())
            dashes += (dashes.isEmpty() ? "" : ",") + number(dash * width);
        m_body.writeAttribute(u"stroke-dasharray"_s, QString::fromLatin1(dashes));
    }

    QString m_sharedText;
    QString m_bodyText;
    QXmlStreamWriter m_shared; // paths that are used
    QXmlStreamWriter m_body;
    QHash<QString, QString> m_names; // of them, by their data
    QTransform m_transform;
    QPen m_pen = Qt::NoPen;
    QBrush m_brush;
    double m_opacity = 1;
    bool m_isOpen = false; // a group with m_transform
};

SvgDevice::SvgDevice(const QSizeF &size)
    : m_size(size)
    , m_engine(std::make_unique<SvgEngine>())
{
}

SvgDevice::~SvgDevice() = default;

QByteArray SvgDevice::svg(double scale, const QString &title) const
{
    const auto length = [scale](double pixels) {
        return QString::fromLatin1(number(std::ceil(pixels * scale) * millimetresPerInch / pixelsPerInch)) + u"mm"_s;
    };
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QXmlStreamWriter writer(&buffer);
    writer.writeStartDocument();
    writer.writeStartElement(u"svg"_s);
    writer.writeDefaultNamespace(u"http://www.w3.org/2000/svg"_s);
    writer.writeNamespace(u"http://www.w3.org/1999/xlink"_s, u"xlink"_s);
    writer.writeAttribute(u"width"_s, length(m_size.width()));
    writer.writeAttribute(u"height"_s, length(m_size.height()));
    writer.writeAttribute(u"viewBox"_s, QString::fromLatin1("0 0 " + number(m_size.width()) + ' ' + number(m_size.height())));
    writer.writeAttribute(u"fill"_s, u"none"_s);
    writer.writeTextElement(u"title"_s, inertLine(title));
    const auto insert = [&](const QString &written) {
        writer.writeCharacters({}); // ends the start of the element
        buffer.write(written.toUtf8());
    };
    writer.writeStartElement(u"defs"_s);
    insert(m_engine->shared());
    writer.writeEndElement();
    insert(m_engine->body());
    writer.writeEndDocument();
    return bytes;
}

QPaintEngine *SvgDevice::paintEngine() const
{
    return m_engine.get();
}

int SvgDevice::metric(PaintDeviceMetric metric) const
{
    switch (metric) {
    case PdmWidth:
        return int(std::ceil(m_size.width()));
    case PdmHeight:
        return int(std::ceil(m_size.height()));
    case PdmWidthMM:
        return int(m_size.width() * millimetresPerInch / pixelsPerInch);
    case PdmHeightMM:
        return int(m_size.height() * millimetresPerInch / pixelsPerInch);
    case PdmDpiX:
    case PdmPhysicalDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiY:
        return pixelsPerInch;
    case PdmDevicePixelRatio:
        return 1;
    case PdmDevicePixelRatioScaled:
        return int(devicePixelRatioFScale());
    default:
        return QPaintDevice::metric(metric);
    }
}

} // namespace chainrule
