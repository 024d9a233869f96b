// SPDX-License-Identifier: GPL-3.0-or-later
// What is varied, and how much, was tuned against MNIST's training images; its test images had no say. Without shear 3
// points of accuracy on MNIST are lost, without varying width 2, without jitter, proportions or warp about 1 each.
#include "digits/digit_hand.h"

#include "digits/digit_skeletons.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace chainrule {

namespace {

constexpr double turn = 2 * std::numbers::pi;
constexpr double fitted = 19.6; // pixels, the width of the pen included

// What differs from digit to digit; lengths are parts of the height.
struct Habit
{
    double jitter = 0.05;
    double correlation = 0.5; // of the jitter along a stroke
    double verticalPower = 0.14; // deviation of its logarithm
    double proportion = 0.15; // mean logarithm of what the width is multiplied with
    double shear = 0.15;
    double shearDeviation = 0.25;
    double width = 2.5; // of the pen, in pixels: the median
};

constexpr std::array<Habit, 10> habits = { {
    { 0.035, 0.7, 0.14, 0.12, 0.24, 0.25, 2.75 },
    { 0.05, 0.5, 0.14, 0.10, 0.25, 0.25, 2.5 },
    { 0.045, 0.5, 0.14, 0.18, 0.12, 0.28, 2.5 },
    { 0.05, 0.5, 0.14, 0.17, 0.09, 0.25, 2.5 },
    { 0.05, 0.5, 0.14, 0.16, 0.20, 0.30, 2.3 },
    { 0.05, 0.5, 0.14, 0.25, 0.25, 0.30, 2.3 },
    { 0.05, 0.5, 0.14, 0.17, 0.03, 0.25, 2.4 },
    { 0.05, 0.5, 0.14, 0.17, 0.03, 0.25, 2.5 },
    { 0.045, 0.5, 0.20, 0.10, 0.20, 0.25, 2.25 },
    { 0.05, 0.5, 0.14, 0.08, 0.12, 0.25, 2.25 },
} };

struct Box
{
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;

    void add(double x, double y, double radius = 0)
    {
        left = std::min(left, x - radius);
        right = std::max(right, x + radius);
        top = std::min(top, y - radius);
        bottom = std::max(bottom, y + radius);
    }
};

template <class Strokes> Box boxOf(const Strokes &strokes)
{
    Box box;
    for (const auto &stroke : strokes)
        for (const auto &point : stroke)
            box.add(point.x, point.y);
    return box;
}

const DigitSkeleton &anySkeleton(int digit, RandomStream &random)
{
    const std::vector<DigitSkeleton> &all = digitSkeletons(digit);
    double sum = 0;
    for (const DigitSkeleton &each : all)
        sum += each.weight;
    double drawn = random.uniform(0, sum);
    for (const DigitSkeleton &each : all) {
        drawn -= each.weight;
        if (drawn < 0)
            return each;
    }
    return all.front();
}

// Every point a little off, as its neighbours are; ends longer or shorter; further strokes beside their place.
void shake(std::vector<Stroke> &strokes, const Habit &habit, RandomStream &random)
{
    constexpr double endDeviation = 0.075, strokeDeviation = 0.03;
    const double amount = habit.jitter * random.uniform(0.3, 1.75);
    const double fresh = std::sqrt(1 - habit.correlation * habit.correlation);
    for (std::size_t s = 0; s < strokes.size(); ++s) {
        Stroke &stroke = strokes[s];
        const auto lengthen = [&](StrokePoint &end, const StrokePoint &next) {
            const double dx = end.x - next.x, dy = end.y - next.y;
            const double by = endDeviation * random.normal() / std::max(std::hypot(dx, dy), 2 * endDeviation);
            end.x += by * dx;
            end.y += by * dy;
        };
        lengthen(stroke.front(), stroke[1]);
        lengthen(stroke.back(), stroke[stroke.size() - 2]);
        const double besideX = s > 0 ? strokeDeviation * random.normal() : 0;
        const double besideY = s > 0 ? strokeDeviation * random.normal() : 0;
        double offX = random.normal(), offY = random.normal();
        for (StrokePoint &point : stroke) {
            point.x += amount * offX + besideX;
            point.y += amount * offY + besideY;
            offX = habit.correlation * offX + fresh * random.normal();
            offY = habit.correlation * offY + fresh * random.normal();
        }
    }
}

// A point of the centripetal Catmull-Rom curve from b to c (Barry and Goldman, 1988).
StrokePoint onCurve(const StrokePoint &a, const StrokePoint &b, const StrokePoint &c, const StrokePoint &d, double part)
{
    const auto knot = [](const StrokePoint &p, const StrokePoint &q) {
        return std::max(std::sqrt(std::hypot(q.x - p.x, q.y - p.y)), 1e-3);
    };
    const double t0 = 0, t1 = t0 + knot(a, b), t2 = t1 + knot(b, c), t3 = t2 + knot(c, d);
    const double t = t1 + part * (t2 - t1);
    const auto between = [t](const StrokePoint &p, const StrokePoint &q, double from, double to) {
        const double w = (t - from) / (to - from);
        return StrokePoint{ p.x + w * (q.x - p.x), p.y + w * (q.y - p.y) };
    };
    const StrokePoint ab = between(a, b, t0, t1), bc = between(b, c, t1, t2), cd = between(c, d, t2, t3);
    return between(between(ab, bc, t0, t2), between(bc, cd, t1, t3), t1, t2);
}

Stroke smooth(const Stroke &stroke)
{
    constexpr int pieces = 6;
    Stroke curve;
    for (std::size_t i = 0; i + 1 < stroke.size(); ++i) {
        const StrokePoint &b = stroke[i];
        const StrokePoint &c = stroke[i + 1];
        // Beyond an end or a corner the curve goes on as it came.
        const bool begins = i == 0 || b.corner;
        const bool ends = i + 2 == stroke.size() || c.corner;
        const StrokePoint a = begins ? StrokePoint{ 2 * b.x - c.x, 2 * b.y - c.y } : stroke[i - 1];
        const StrokePoint d = ends ? StrokePoint{ 2 * c.x - b.x, 2 * c.y - b.y } : stroke[i + 2];
        for (int piece = 0; piece < pieces; ++piece)
            curve.push_back(onCurve(a, b, c, d, double(piece) / pieces));
    }
    curve.push_back(stroke.back());
    return curve;
}

// Uneven stretching, a wave along each axis, a taper, a bend, proportions, shear and rotation, in this order.
void distort(std::vector<Stroke> &strokes, const Habit &habit, RandomStream &random)
{
    constexpr double leastWidth = 0.25; // of a 1, which has hardly any
    const Box box = boxOf(strokes);
    const double height = std::max(box.bottom - box.top, leastWidth);
    const double width = std::max(box.right - box.left, leastWidth);
    const double powerX = std::exp(0.14 * random.normal()), powerY = std::exp(habit.verticalPower * random.normal());
    const double waveX = 0.05 * random.normal(), waveY = 0.05 * random.normal();
    const double cyclesX = turn * random.uniform(0.3, 1.1), cyclesY = turn * random.uniform(0.3, 1.1);
    const double phaseX = turn * random.uniform(), phaseY = turn * random.uniform();
    const double taper = 0.06 * random.normal(), bend = 0.03 * random.normal();
    const double wide = width / height * std::exp(habit.proportion + 0.22 * random.normal());
    const double shear = habit.shear + habit.shearDeviation * random.normal();
    const double angle = 0.07 * random.normal();
    const double cosine = std::cos(angle), sine = std::sin(angle);
    for (Stroke &stroke : strokes)
        for (StrokePoint &point : stroke) {
            const double u = std::pow((point.x - box.left) / width, powerX);
            const double v = std::pow((point.y - box.top) / height, powerY);
            double x = (u - 0.5) * wide + waveX * std::sin(cyclesX * v + phaseX);
            const double y = v - 0.5 + waveY * std::sin(cyclesY * u + phaseY);
            x = x * (1 + taper * 2 * y) + bend * (4 * y * y - 0.5) - shear * y;
            point.x = cosine * x - sine * y;
            point.y = sine * x + cosine * y;
        }
}

// The pen's width along a stroke: pressure comes and goes, and fades towards the ends.
std::vector<double> radii(std::size_t count, double width, RandomStream &random)
{
    constexpr double mostPressure = 0.4, mostFade = 0.3, fading = 0.15;
    const double pressure = mostPressure * random.uniform();
    const double cycles = turn * random.uniform(0.3, 1.5), phase = turn * random.uniform();
    const double fadeIn = mostFade * random.uniform(), fadeOut = mostFade * random.uniform();
    std::vector<double> result(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double t = count > 1 ? double(i) / double(count - 1) : 0;
        double radius = width / 2 * (1 + pressure * std::sin(cycles * t + phase));
        radius *= 1 - fadeIn * std::max(0.0, 1 - t / fading);
        radius *= 1 - fadeOut * std::max(0.0, 1 - (1 - t) / fading);
        result[i] = radius;
    }
    return result;
}

} // namespace

std::vector<PenStroke> writeDigit(int digit, int side, RandomStream &random)
{
    const Habit &habit = habits[std::size_t(digit)];
    std::vector<Stroke> strokes = anySkeleton(digit, random).strokes;
    shake(strokes, habit, random);
    for (Stroke &stroke : strokes)
        stroke = smooth(stroke);
    distort(strokes, habit, random);

    constexpr double widthDeviation = 0.25, thinnest = 1.3, broadest = 5.5;
    const double width = std::clamp(habit.width * std::exp(widthDeviation * random.normal()), thinnest, broadest);
    const Box box = boxOf(strokes);
    const double scale = (fitted - width) / std::max({ box.right - box.left, box.bottom - box.top, 1e-3 });
    const double middleX = (box.left + box.right) / 2, middleY = (box.top + box.bottom) / 2;
    const double waveX = 0.5 * random.normal(), waveY = 0.5 * random.normal(); // pixels
    const double cycles = turn / side * random.uniform(0.5, 1.5), phaseX = turn * random.uniform(),
                 phaseY = turn * random.uniform();
    std::vector<PenStroke> pen;
    for (const Stroke &stroke : strokes) {
        const std::vector<double> radius = radii(stroke.size(), width, random);
        PenStroke &trace = pen.emplace_back();
        for (std::size_t i = 0; i < stroke.size(); ++i) {
            const double x = (stroke[i].x - middleX) * scale, y = (stroke[i].y - middleY) * scale;
            trace.push_back({ side / 2.0 + x + waveX * std::sin(cycles * y + phaseX),
                              side / 2.0 + y + waveY * std::sin(cycles * x + phaseY), radius[i] });
        }
    }
    return pen;
}

} // namespace chainrule
