// SPDX-License-Identifier: GPL-3.0-or-later
// Random numbers that are the same with every compiler and standard library, as those of <random>'s distributions are not.
#pragma once

#include <cstdint>

namespace chainrule {

// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). A seed has as many streams as
// one likes, so that work can be shared out among threads without changing its result.
class RandomStream final
{
public:
    RandomStream(std::uint64_t seed, std::uint64_t stream)
        : m_state(mixed(seed) ^ mixed(~stream))
    {
    }

    double uniform() { return double(next() >> 11U) * 0x1p-53; } // [0, 1)
    double uniform(double from, double to) { return from + (to - from) * uniform(); }

    // Mean 0, deviation 1: twelve uniform numbers less six, which is normal enough and has no tails to cut off.
    double normal()
    {
        double sum = -6;
        for (int i = 0; i < 12; ++i)
            sum += uniform();
        return sum;
    }

private:
    std::uint64_t next()
    {
        m_state += step;
        return mixed(m_state);
    }

    static std::uint64_t mixed(std::uint64_t z)
    {
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31U);
    }

    static constexpr std::uint64_t step = 0x9e3779b97f4a7c15U;
    std::uint64_t m_state;
};

} // namespace chainrule
