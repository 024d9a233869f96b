// SPDX-License-Identifier: GPL-3.0-or-later
// Starts a subcommand of the command line, or the window.
#include "app/cli.h"
#include "app/standard_streams.h"
#include "ui/main_window/run_window.h"

#include <QtCore/QFileInfo>
#include <QtNetwork/QNetworkProxyFactory>
#include <QtWidgets/QApplication>

using namespace Qt::StringLiterals;

namespace {

// Where no session bus runs, nobody listens to what the accessibility bridge, the menu bar and the theme have to say there.
// libdbus would launch one all the same, and the window would wait for that half as long as for all else.
void launchNoBus()
{
    constexpr auto address = "DBUS_SESSION_BUS_ADDRESS";
    if (!qEnvironmentVariableIsSet(address) && !QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s))
        qputenv(address, "disabled:");
}

} // namespace

int main(int argc, char **argv)
{
    chainrule::openStandardStreams();
    QNetworkProxyFactory::setUseSystemConfiguration(true); // schools sit behind them
    chainrule::WindowOptions options;
    if (const std::optional<int> exitCode = chainrule::runCommandLine(argc, argv, options))
        return *exitCode;
    launchNoBus();
    QApplication application(argc, argv);
    return chainrule::runWindow(application, options.demoOrFile, options.data);
}
