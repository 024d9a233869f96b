// SPDX-License-Identifier: GPL-3.0-or-later
#include "digits/mnist_frame.h"

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

struct InkBox
{
    Index left = 0, top = 0, right = 0, bottom = 0; // right and bottom are outside

    Index width() const { return right - left; }
    Index height() const { return bottom - top; }
};

InkBox inkBox(View<const std::uint8_t> drawing)
{
    InkBox box{ drawing.columns, drawing.rows, 0, 0 };
    for (Index y = 0; y < drawing.rows; ++y)
        for (Index x = 0; x < drawing.columns; ++x)
            if (drawing.at(y, x) != 0)
                box = { std::min(box.left, x), std::min(box.top, y), std::max(box.right, x + 1), std::max(box.bottom, y + 1) };
    return box;
}

using Fitted = std::array<double, inkSide * inkSide>; // grey values, from the upper left corner on

double scaleOf(const InkBox &box)
{
    return double(inkSide) / double(std::max(box.width(), box.height()));
}

// Every pixel of the drawing gives its ink to the pixels that it lies over, by their common area.
Fitted fit(View<const std::uint8_t> drawing, const InkBox &box)
{
    Fitted fitted{};
    const double scale = scaleOf(box);
    struct Share
    {
        Index pixel;
        double length;
    };
    const auto shares = [scale](Index from, const auto &give) {
        const double begin = double(from) * scale;
        const double end = double(from + 1) * scale;
        for (auto pixel = Index(begin); pixel < inkSide && double(pixel) < end; ++pixel)
            give(Share{ pixel, std::min(end, double(pixel + 1)) - std::max(begin, double(pixel)) });
    };
    for (Index y = 0; y < box.height(); ++y)
        shares(y, [&](const Share &row) {
            for (Index x = 0; x < box.width(); ++x)
                if (const double grey = drawing.at(box.top + y, box.left + x); grey != 0)
                    shares(x, [&](const Share &column) {
                        fitted[std::size_t(row.pixel * inkSide + column.pixel)] += grey * row.length * column.length;
                    });
        });
    return fitted;
}

// Where `length` pixels of ink begin in the frame, so that their centre of mass falls onto its middle.
Index place(double centre, double length)
{
    const auto pixels = Index(std::ceil(length - 1e-9)); // 20.000000000000004 are 20
    return std::clamp<Index>(std::lround(double(frameSide) / 2 - centre), 0, frameSide - pixels);
}

} // namespace

FramedDigit frameAsMnist(View<const std::uint8_t> drawing)
{
    FramedDigit frame{};
    const InkBox box = inkBox(drawing);
    if (box.width() <= 0)
        return frame;
    const Fitted fitted = fit(drawing, box);
    double mass = 0, momentX = 0, momentY = 0;
    for (Index y = 0; y < inkSide; ++y)
        for (Index x = 0; x < inkSide; ++x) {
            const double grey = fitted[std::size_t(y * inkSide + x)];
            mass += grey;
            momentX += grey * (double(x) + 0.5); // a pixel is where its middle is
            momentY += grey * (double(y) + 0.5);
        }
    const Index left = place(momentX / mass, double(box.width()) * scaleOf(box));
    const Index top = place(momentY / mass, double(box.height()) * scaleOf(box));
    for (Index y = 0; y < std::min(inkSide, frameSide - top); ++y)
        for (Index x = 0; x < std::min(inkSide, frameSide - left); ++x)
            frame[std::size_t((top + y) * frameSide + left + x)] =
                std::uint8_t(std::lround(std::min(255.0, fitted[std::size_t(y * inkSide + x)])));
    return frame;
}

} // namespace chainrule
