// SPDX-License-Identifier: GPL-3.0-or-later
// Starts a subcommand of the command line, or the window.
#include "app/cli.h"
#include "app/standard_streams.h"
#include "ui/main_window/run_window.h"

#include <QtNetwork/QNetworkProxyFactory>
#include <QtWidgets/QApplication>

int main(int argc, char **argv)
{
    chainrule::openStandardStreams();
    QNetworkProxyFactory::setUseSystemConfiguration(true); // schools sit behind them
    chainrule::WindowOptions options;
    if (const std::optional<int> exitCode = chainrule::runCommandLine(argc, argv, options))
        return *exitCode;
    QApplication application(argc, argv);
    return chainrule::runWindow(application, options.demoOrFile, options.data);
}
