// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interrupt.h"

#include <csignal>

namespace chainrule {

namespace {

// A signal handler reaches nothing but a global.
volatile std::sig_atomic_t arrived = 0; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

} // namespace

void endOnInterrupt()
{
    struct sigaction action = {};
    action.sa_handler = [](int) { arrived = 1; };
    action.sa_flags = SA_RESETHAND;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

bool interrupted()
{
    return arrived != 0;
}

void goOnUnheard()
{
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

} // namespace chainrule
