// SPDX-License-Identifier: GPL-3.0-or-later
// `download`: MNIST from its mirrors into a folder.
#include "app/cli.h"
#include "app/cli_text.h"
#include "app/interrupt.h"

#include "text/inert_text.h"
#include "ui/text/download_words.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTimer>

#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// One line on a terminal; elsewhere one line a file.
class Shown final
{
public:
    void show(const DownloadProgress &progress)
    {
        if (isatty(STDERR_FILENO))
            std::fprintf(stderr, "\r%3.0f %%  %s\033[K", 100 * progress.part, qUtf8Printable(inertLine(words(progress))));
        else if (progress.file != m_file || progress.host != m_host)
            writeError(words(progress));
        m_file = progress.file;
        m_host = progress.host;
    }
    void clear() const
    {
        if (m_file > 0 && isatty(STDERR_FILENO))
            std::fputs("\r\033[K", stderr);
    }

private:
    int m_file = 0;
    QString m_host;
};

int downloadMnist(const std::string &to)
{
    constexpr int attention = 50; // ms
    int argc = 0;
    const QCoreApplication application(argc, nullptr); // the network wants one
    const DownloadPlan plan = mnistPlan(QString::fromLocal8Bit(to));
    std::stop_source stop;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&stop] {
        if (interrupted())
            stop.request_stop();
    });
    timer.start(attention);
    endOnInterrupt();
    Shown shown;
    try {
        const bool done = download(plan, stop.get_token(), [&shown](const DownloadProgress &p) { shown.show(p); });
        shown.clear();
        if (!done)
            throw CliError(ExitCode::failed, u"Ended; the next attempt goes on from here."_s);
    } catch (const DownloadError &error) {
        shown.clear();
        throw CliError(ExitCode::failed, words(error));
    }
    writeOut(plan.folder);
    return ExitCode::done;
}

} // namespace

void addDownloadCommand(CLI::App &parser, Command &command)
{
    auto to = std::make_shared<std::string>();
    CLI::App *download = parser.add_subcommand("download", "Fetch MNIST, and write the folder's name");
    download->add_option("--to", *to, "Where to; else the user's data folder, where it is found without --data")
        ->type_name("DIR")
        ->check(namesSomething());
    download->callback([to, &command] { command = [to] { return downloadMnist(*to); }; });
}

} // namespace chainrule
