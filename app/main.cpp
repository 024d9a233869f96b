// SPDX-License-Identifier: GPL-3.0-or-later
// Starts a subcommand of the command line, or the window.
#include "app/cli.h"

int main(int argc, char **argv)
{
    chainrule::WindowOptions options;
    if (const std::optional<int> exitCode = chainrule::runCommandLine(argc, argv, options))
        return *exitCode;
    return 0;
}
