// SPDX-License-Identifier: GPL-3.0-or-later
#include "digits/digit_painter.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace chainrule {

namespace {

constexpr float far = 1e9F;
constexpr double white = 255;
constexpr double softness = 1.05; // pixels from ink to paper
constexpr double softnessVaries = 0.25; // by this part of it
constexpr double roughness = 0.4; // pixels by which an edge is off
constexpr double reach = softness * (1 + softnessVaries) / 2 + roughness; // there is no ink farther from the pen's edge

// For every pixel how far it lies outside of the ink; negative inside.
class Distances final
{
public:
    explicit Distances(int side)
        : m_side(side)
        , m_values(std::size_t(side * side), far)
    {
    }

    float at(int x, int y) const { return m_values[std::size_t(y * m_side + x)]; }

    // The pen goes straight from a to b.
    void draw(const PenPoint &a, const PenPoint &b)
    {
        const double around = std::max(a.radius, b.radius) + reach;
        const auto pixel = [this](double at) { return std::clamp(int(std::floor(at)), 0, m_side - 1); };
        const int left = pixel(std::min(a.x, b.x) - around), right = pixel(std::max(a.x, b.x) + around);
        const int top = pixel(std::min(a.y, b.y) - around), bottom = pixel(std::max(a.y, b.y) + around);
        // In float and without a branch: the compiler makes vectors of it, and this is where the time goes.
        const auto dx = float(b.x - a.x), dy = float(b.y - a.y);
        const float perSquare = 1 / std::max(dx * dx + dy * dy, 1e-6F);
        const auto radius = float(a.radius), widening = float(b.radius - a.radius);
        for (int row = top; row <= bottom; ++row) {
            const auto py = float(row + 0.5 - a.y); // a pixel is where its middle is
            float *values = m_values.data() + row * m_side;
            for (int column = left; column <= right; ++column) {
                const float px = float(column) + float(0.5 - a.x);
                const float part = std::min(std::max((px * dx + py * dy) * perSquare, 0.0F), 1.0F);
                const float x = px - part * dx, y = py - part * dy;
                values[column] = std::min(values[column], std::sqrt(x * x + y * y) - radius - part * widening);
            }
        }
    }

private:
    int m_side;
    std::vector<float> m_values;
};

// Noise on a grid of two pixels, between whose points it goes straight.
class Roughness final
{
public:
    Roughness(int side, RandomStream &random)
        : m_columns(side / step + 2)
        , m_values(std::size_t(m_columns * m_columns))
    {
        for (double &value : m_values)
            value = random.uniform(-roughness, roughness);
    }

    double at(int x, int y) const
    {
        const double partX = double(x % step) / step, partY = double(y % step) / step;
        const double *corner = m_values.data() + y / step * m_columns + x / step;
        const double above = corner[0] + partX * (corner[1] - corner[0]);
        const double below = corner[m_columns] + partX * (corner[m_columns + 1] - corner[m_columns]);
        return above + partY * (below - above);
    }

private:
    static constexpr int step = 2;
    int m_columns;
    std::vector<double> m_values;
};

// Whole pixels by which the centre of mass misses the middle, and a little more.
int shift(double moment, double mass, int side, RandomStream &random)
{
    constexpr double deviation = 0.7; // pixels
    const double off = mass > 0 ? side / 2.0 - moment / mass : 0;
    return int(std::lround(off + deviation * random.normal()));
}

} // namespace

void paintDigit(const std::vector<PenStroke> &strokes, int side, RandomStream &random, std::span<std::uint8_t> picture)
{
    Distances distances(side);
    for (const PenStroke &stroke : strokes)
        for (std::size_t i = 0; i + 1 < stroke.size(); ++i)
            distances.draw(stroke[i], stroke[i + 1]);

    const Roughness rough(side, random);
    const double soft = softness * random.uniform(1 - softnessVaries, 1 + softnessVaries);
    std::vector<double> ink(picture.size());
    double mass = 0, momentX = 0, momentY = 0;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double distance = distances.at(x, y);
            if (distance > reach)
                continue;
            const double grey = std::clamp(0.5 - (distance + rough.at(x, y)) / soft, 0.0, 1.0);
            ink[std::size_t(y * side + x)] = grey;
            mass += grey;
            momentX += grey * (x + 0.5);
            momentY += grey * (y + 0.5);
        }
    const int right = shift(momentX, mass, side, random), down = shift(momentY, mass, side, random);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const int fromX = x - right, fromY = y - down;
            const bool inside = fromX >= 0 && fromX < side && fromY >= 0 && fromY < side;
            picture[std::size_t(y * side + x)] =
                inside ? std::uint8_t(std::lround(white * ink[std::size_t(fromY * side + fromX)])) : std::uint8_t(0);
        }
}

} // namespace chainrule
