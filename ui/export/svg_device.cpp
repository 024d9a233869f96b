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
        m_body.writeEmptyElement(QStringLiteral("path"));
        m_body.writeAttribute(QStringLiteral("d"), dataOf(path, {}));
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
        m_body.writeEmptyElement(QStringLiteral("image"));
        writePlace(m_body, rect.topLeft());
        m_body.writeAttribute(QStringLiteral("width"), QString::fromLatin1(number(rect.width())));
        m_body.writeAttribute(QStringLiteral("height"), QString::fromLatin1(number(rect.height())));
        m_body.writeAttribute(QStringLiteral("preserveAspectRatio"), QStringLiteral("none"));
        m_body.writeAttribute(QStringLiteral("xlink:href"),
                              QStringLiteral("data:image/png;base64,") + QString::fromLatin1(png.toBase64()));
    }

private:
    static void writePlace(QXmlStreamWriter &writer, const QPointF &place)
    {
        writer.writeAttribute(QStringLiteral("x"), QString::fromLatin1(number(place.x())));
        writer.writeAttribute(QStringLiteral("y"), QString::fromLatin1(number(place.y())));
    }

    // Whatever is painted with one transform.
    void openGroup()
    {
        if (std::exchange(m_isOpen, true))
            return;
        m_body.writeStartElement(QStringLiteral("g"));
        if (m_transform.isIdentity())
            return;
        QByteArray matrix = "matrix(";
        for (const double x : { m_transform.m11(), m_transform.m12(), m_transform.m21(), m_transform.m22() })
            matrix += QByteArray::number(x) + ',';
        matrix += pair({ m_transform.dx(), m_transform.dy() }) + ')';
        m_body.writeAttribute(QStringLiteral("transform"), QString::fromLatin1(matrix));
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
        m_body.writeStartElement(QStringLiteral("g"));
        writeFill(line);
        for (const QPainterPath &letter : letters)
            useLetter(letter, false);
        m_body.writeEndElement();
    }

    void useLetter(const QPainterPath &letter, bool filled)
    {
        const QPointF origin = letter.elementAt(0);
        m_body.writeEmptyElement(QStringLiteral("use"));
        m_body.writeAttribute(QStringLiteral("xlink:href"), u'#' + nameOf(dataOf(letter, origin, lettersDecimals)));
        writePlace(m_body, origin);
        if (filled)
            writeFill(letter);
    }

    QString nameOf(const QString &data)
    {
        QString &name = m_names[data];
        if (name.isEmpty()) {
            name = u'p' + QString::number(m_names.size(), 36);
            m_shared.writeEmptyElement(QStringLiteral("path"));
            m_shared.writeAttribute(QStringLiteral("id"), name);
            m_shared.writeAttribute(QStringLiteral("d"), data);
            m_shared.writeCharacters({}); // ends the element
        }
        return name;
    }

    void writeColour(const QString &what, const QColor &colour)
    {
        m_body.writeAttribute(what, colour.name());
        if (const double opacity = colour.alphaF() * m_opacity; opacity < 1)
            m_body.writeAttribute(what + QStringLiteral("-opacity"), QString::fromLatin1(number(opacity)));
    }

    void writeFill(const QPainterPath &path)
    {
        if (m_brush.style() == Qt::NoBrush)
            return;
        writeColour(QStringLiteral("fill"), m_brush.color());
        if (path.fillRule() == Qt::OddEvenFill && path.elementCount() > tooFewToCross)
            m_body.writeAttribute(QStringLiteral("fill-rule"), QStringLiteral("evenodd"));
    }

    void writeStroke(const QPainterPath &path)
    {
        if (m_pen.style() == Qt::NoPen)
            return;
        writeColour(QStringLiteral("stroke"), m_pen.color());
        const bool cosmetic = m_pen.isCosmetic();
        const double width = m_pen.widthF() > 0 ? m_pen.widthF() : 1;
        if (cosmetic)
            m_body.writeAttribute(QStringLiteral("vector-effect"), QStringLiteral("non-scaling-stroke"));
        if (width != 1)
            m_body.writeAttribute(QStringLiteral("stroke-width"), QString::fromLatin1(number(width)));
        if (m_pen.capStyle() != Qt::FlatCap)
            m_body.writeAttribute(QStringLiteral("stroke-linecap"),
                                  m_pen.capStyle() == Qt::RoundCap ? QStringLiteral("round") : QStringLiteral("square"));
        if (path.elementCount() > 2 && m_pen.joinStyle() != Qt::MiterJoin && m_pen.joinStyle() != Qt::SvgMiterJoin)
            m_body.writeAttribute(QStringLiteral("stroke-linejoin"),
                                  m_pen.joinStyle() == Qt::RoundJoin ? QStringLiteral("round") : QStringLiteral("bevel"));
        if (m_pen.style() == Qt::SolidLine)
            return;
        QByteArray dashes;
        for (const double dash : m_pen.dashPattern())
            dashes += (dashes.isEmpty() ? "" : ",") + number(dash * width);
        m_body.writeAttribute(QStringLiteral("stroke-dasharray"), QString::fromLatin1(dashes));
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
        return QString::fromLatin1(number(std::ceil(pixels * scale) * millimetresPerInch / pixelsPerInch))
            + QStringLiteral("mm");
    };
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QXmlStreamWriter writer(&buffer);
    writer.writeStartDocument();
    writer.writeStartElement(QStringLiteral("svg"));
    writer.writeDefaultNamespace(QStringLiteral("http://www.w3.org/2000/svg"));
    writer.writeNamespace(QStringLiteral("http://www.w3.org/1999/xlink"), QStringLiteral("xlink"));
    writer.writeAttribute(QStringLiteral("width"), length(m_size.width()));
    writer.writeAttribute(QStringLiteral("height"), length(m_size.height()));
    writer.writeAttribute(QStringLiteral("viewBox"),
                          QString::fromLatin1("0 0 " + number(m_size.width()) + ' ' + number(m_size.height())));
    writer.writeAttribute(QStringLiteral("fill"), QStringLiteral("none"));
    writer.writeTextElement(QStringLiteral("title"), inertLine(title));
    const auto insert = [&](const QString &written) {
        writer.writeCharacters({}); // ends the start of the element
        buffer.write(written.toUtf8());
    };
    writer.writeStartElement(QStringLiteral("defs"));
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
