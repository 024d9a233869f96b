// SPDX-License-Identifier: GPL-3.0-or-later
// Something to paint on that hands on all that is painted, its text as outlines: the same wherever it is opened.
#pragma once

#include <QtGui/QPaintDevice>

#include <memory>

class QPainter;

namespace chainrule {

class OutlineEngine;

// `target` is active and outlives the device; one painter at a time paints on the device.
class OutlineDevice final : public QPaintDevice
{
public:
    explicit OutlineDevice(QPainter &target);
    ~OutlineDevice() override;

    QPaintEngine *paintEngine() const override;

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    QPainter &m_target;
    std::unique_ptr<OutlineEngine> m_engine;
};

} // namespace chainrule
