// SPDX-License-Identifier: GPL-3.0-or-later
// How long something takes, again and again, and whether that is within its budget.
#pragma once

#include <QtCore/QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

namespace chainrule {

// What a person waits for, and what of it this thread worked: the rest went to whatever else the machine does.
class Times
{
public:
    void add(const std::function<void()> &does)
    {
        const double worked = threadTime();
        QElapsedTimer clock;
        clock.start();
        does();
        m_waited.push_back(double(clock.nsecsElapsed()) * 1e-6);
        m_worked.push_back(threadTime() - worked);
    }

    double median() const { return at(m_waited, 0.5); }
    double slowest() const { return at(m_waited, 0.99); }
    double work() const { return at(m_worked, 0.5); } // of this thread
    double mostWork() const { return at(m_worked, 0.99); }

private:
    static double threadTime()
    {
        timespec now;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return double(now.tv_sec) * 1e3 + double(now.tv_nsec) * 1e-6;
    }

    static double at(std::vector<double> times, double share)
    {
        std::ranges::sort(times);
        return times[std::size_t(std::lround(share * double(times.size() - 1)))];
    }

    std::vector<double> m_waited; // ms
    std::vector<double> m_worked;
};

inline Times timesOf(int count, const std::function<void(int)> &does)
{
    Times times;
    for (int i = 0; i < count; ++i)
        times.add([&] { does(i); });
    return times;
}

constexpr double mostTimesFloor = 2;

// Prints a line for each; keeps whether all budgets held.
class Report
{
public:
    void heading() const
    {
        std::printf("  %-34s%9s%9s%9s%9s%9s%7s%9s\n", "ms", "median", "99 %", "work", "99 %", "floor", "ratio", "budget");
    }

    // No budget: 0. `floor`: the work of the same with bare items.
    void add(const char *what, const Times &times, double budget, double floor = 0)
    {
        const double ratio = floor > 0 ? times.work() / floor : 0;
        const bool holds = (budget == 0 || times.slowest() <= budget) && ratio <= mostTimesFloor;
        std::printf("  %-34s%9.2f%9.2f%9.2f%9.2f", what, times.median(), times.slowest(), times.work(), times.mostWork());
        floor > 0 ? std::printf("%9.2f%7.2f", floor, ratio) : std::printf("%16s", "");
        budget > 0 ? std::printf("%9.1f", budget) : std::printf("%9s", "");
        std::printf("  %s\n", budget == 0 && floor == 0 ? "" : holds ? "holds" : "FAILS");
        std::fflush(stdout);
        m_allHold = m_allHold && holds;
    }

    bool allHold() const { return m_allHold; }

private:
    bool m_allHold = true;
};

} // namespace chainrule
