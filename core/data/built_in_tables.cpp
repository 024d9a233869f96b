// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/built_in_tables.h"

#include "digits/random_stream.h"

#include <QtCore/QFile>

#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

using std::numbers::pi;

// Points of a plane with their class.
class Points final
{
public:
    Points(std::uint64_t seed, double noise)
        : m_random(seed, 0)
        , m_noise(noise)
    {
    }

    RandomStream &random() { return m_random; }

    void add(double x1, double x2, double t)
    {
        m_table.columns[0].numbers.push_back(x1 + m_noise * m_random.normal());
        m_table.columns[1].numbers.push_back(x2 + m_noise * m_random.normal());
        m_table.columns[2].numbers.push_back(t);
    }

    SampleTable take() && { return std::move(m_table); }

private:
    SampleTable m_table{ { { u"x1"_s, {} }, { u"x2"_s, {} }, { u"t"_s, {} } } };
    RandomStream m_random;
    double m_noise;
};

SampleTable line(const TableOptions &options)
{
    RandomStream random(options.seed, 0);
    const double noise = options.noise.value_or(0);
    SampleTable table{ { { u"x"_s, { 1, 2, 3, 4 } }, { u"t"_s, {} } } };
    for (const double x : table.columns[0].numbers)
        table.columns[1].numbers.push_back(2 * x + 1 + noise * random.normal());
    return table;
}

SampleTable corners(const TableOptions &options)
{
    const double noise = options.noise.value_or(0);
    Points points(options.seed, noise);
    for (int i = 0; i < (noise == 0 ? 1 : 50); ++i)
        for (const int a : { 0, 1 })
            for (const int b : { 0, 1 })
                points.add(a, b, a != b);
    return std::move(points).take();
}

SampleTable circles(const TableOptions &options)
{
    Points points(options.seed, options.noise.value_or(0.08));
    for (int i = 0; i < 200; ++i) {
        const double angle = 2 * pi * points.random().uniform();
        const double radius = i % 2 == 0 ? 1 : 0.4;
        points.add(radius * std::cos(angle), radius * std::sin(angle), i % 2);
    }
    return std::move(points).take();
}

SampleTable moons(const TableOptions &options)
{
    Points points(options.seed, options.noise.value_or(0.12));
    for (int i = 0; i < 200; ++i) {
        const double angle = pi * points.random().uniform();
        if (i % 2 == 0)
            points.add(std::cos(angle), std::sin(angle), 0);
        else
            points.add(1 - std::cos(angle), 0.5 - std::sin(angle), 1);
    }
    return std::move(points).take();
}

SampleTable spirals(const TableOptions &options)
{
    constexpr int arms = 3;
    constexpr int each = 100;
    constexpr double turns = 4; // radians along an arm, as in the sequel of the sources
    Points points(options.seed, options.noise.value_or(0.03));
    for (int i = 0; i < each; ++i)
        for (int arm = 0; arm < arms; ++arm) {
            const double radius = double(i) / each;
            const double angle = turns * arm + turns * radius;
            points.add(radius * std::sin(angle), radius * std::cos(angle), arm);
        }
    return std::move(points).take();
}

SampleTable iris(const TableOptions &)
{
    QFile file(u":/tables/iris.csv"_s);
    [[maybe_unused]] const bool isThere = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isThere);
    return readTable(file.readAll(), file.fileName());
}

struct BuiltIn
{
    QLatin1String name;
    SampleTable (*make)(const TableOptions &);
};

constexpr BuiltIn tables[] = { { QLatin1String("line"), line },       { QLatin1String("xor"), corners },
                               { QLatin1String("circles"), circles }, { QLatin1String("moons"), moons },
                               { QLatin1String("spirals"), spirals }, { QLatin1String("iris"), iris } };

} // namespace

QStringList builtInTables()
{
    QStringList names;
    for (const BuiltIn &each : tables)
        names.append(each.name);
    return names;
}

std::optional<SampleTable> builtInTable(const QString &name, const TableOptions &options)
{
    for (const BuiltIn &each : tables)
        if (each.name == name)
            return each.make(options);
    return std::nullopt;
}

} // namespace chainrule
