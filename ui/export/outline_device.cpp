// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/outline_device.h"

#include <QtGui/QPaintEngine>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

namespace chainrule {

// drawTextItem() is not among these: what QPaintEngine does there is to fill the outlines of the letters.
class OutlineEngine final : public QPaintEngine
{
public:
    explicit OutlineEngine(QPainter &target)
        : QPaintEngine(QPaintEngine::AllFeatures)
        , m_target(target)
    {
    }

    bool begin(QPaintDevice *) override
    {
        m_target.save();
        setActive(true);
        return true;
    }

    bool end() override
    {
        m_target.restore();
        setActive(false);
        return true;
    }

    Type type() const override { return User; }

    void updateState(const QPaintEngineState &state) override
    {
        const DirtyFlags changed = state.state();
        if (changed & DirtyTransform)
            m_target.setTransform(state.transform());
        if (changed & DirtyPen)
            m_target.setPen(state.pen());
        if (changed & DirtyBrush)
            m_target.setBrush(state.brush());
        if (changed & DirtyBrushOrigin)
            m_target.setBrushOrigin(state.brushOrigin());
        if (changed & DirtyOpacity)
            m_target.setOpacity(state.opacity());
        if (changed & DirtyHints)
            m_target.setRenderHints(state.renderHints());
        if (changed & DirtyClipPath)
            m_target.setClipPath(state.clipPath(), state.clipOperation());
        if (changed & DirtyClipRegion)
            m_target.setClipRegion(state.clipRegion(), state.clipOperation());
        if (changed & DirtyClipEnabled)
            m_target.setClipping(state.isClipEnabled());
    }

    void drawPath(const QPainterPath &path) override { m_target.drawPath(path); }

    void drawPolygon(const QPointF *points, int count, PolygonDrawMode mode) override
    {
        if (mode == PolylineMode)
            m_target.drawPolyline(points, count);
        else
            m_target.drawPolygon(points, count, mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
    }

    void drawImage(const QRectF &rect, const QImage &image, const QRectF &part, Qt::ImageConversionFlags flags) override
    {
        m_target.drawImage(rect, image, part, flags);
    }

    void drawPixmap(const QRectF &rect, const QPixmap &pixmap, const QRectF &part) override
    {
        m_target.drawPixmap(rect, pixmap, part);
    }

private:
    QPainter &m_target;
};

OutlineDevice::OutlineDevice(QPainter &target)
    : m_target(target)
    , m_engine(std::make_unique<OutlineEngine>(target))
{
}

OutlineDevice::~OutlineDevice() = default;

QPaintEngine *OutlineDevice::paintEngine() const
{
    return m_engine.get();
}

int OutlineDevice::metric(PaintDeviceMetric metric) const
{
    const QPaintDevice &device = *m_target.device();
    switch (metric) {
    case PdmWidth:
        return device.width();
    case PdmHeight:
        return device.height();
    case PdmWidthMM:
        return device.widthMM();
    case PdmHeightMM:
        return device.heightMM();
    case PdmDpiX:
    case PdmPhysicalDpiX:
        return device.logicalDpiX();
    case PdmDpiY:
    case PdmPhysicalDpiY:
        return device.logicalDpiY();
    case PdmDevicePixelRatio:
        return 1;
    case PdmDevicePixelRatioScaled:
        return int(devicePixelRatioFScale());
    default:
        return QPaintDevice::metric(metric);
    }
}

} // namespace chainrule
