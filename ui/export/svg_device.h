// SPDX-License-Identifier: GPL-3.0-or-later
// Something to paint on that becomes an SVG. Letters are outlines, the same wherever they are opened; what repeats, as they
// do, is written once and used, so that 10,000 nodes are no larger than a photograph.
#pragma once

#include <QtCore/QSizeF>
#include <QtCore/QString>
#include <QtGui/QPaintDevice>

#include <memory>

namespace chainrule {

class SvgEngine;

// One painter at a time paints on it. Solid colours; no clips.
class SvgDevice final : public QPaintDevice
{
public:
    explicit SvgDevice(const QSizeF &size);
    ~SvgDevice() override;

    // What was painted so far, `scale` times as large, and what it is called.
    QByteArray svg(double scale, const QString &title) const;

    QPaintEngine *paintEngine() const override;

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    QSizeF m_size;
    std::unique_ptr<SvgEngine> m_engine;
};

} // namespace chainrule
