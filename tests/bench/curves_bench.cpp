// SPDX-License-Identifier: GPL-3.0-or-later
// How long a frame of the charts takes with a million points, moved, zoomed and grown.
#include "tests/ui/training/charts.h"

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace chainrule;

int main(int argc, char **argv)
{
    constexpr int rounds = 3;
    constexpr double budget = 16; // ms
    QApplication application(argc, argv);
    QApplication::setStyle(u"fusion"_s);
    QApplication::setPalette(Theme::light().palette());
    application.setStyleSheet(Theme::light().styleSheet());
    std::printf("%16s%8s%8s%18s\n", "frame ms: p50", "p99", "max", "p99 under 16 ms");
    for (int round = 0; round < rounds; ++round) {
        const std::vector<double> frames = millionPointFrames(500);
        const double slow = frames[frames.size() * 99 / 100];
        std::printf("%16.1f%8.1f%8.1f%18s\n", frames[frames.size() / 2], slow, frames.back(), slow < budget ? "yes" : "no");
        std::fflush(stdout);
    }
    return 0;
}
