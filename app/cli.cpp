// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli.h"

#include "app/cli_graph.h"
#include "app/cli_text.h"
#include "files/storage_error.h"
#include "ui/text/storage_words.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// Errors are worded here and nowhere else in the command line.
int runWorded(const Command &command)
{
    try {
        return command();
    } catch (const CliError &e) {
        writeError(e.message());
        return e.exitCode();
    } catch (const StorageError &e) {
        writeError(words(e));
        return ExitCode::failed;
    } catch (const std::bad_alloc &) {
        writeError(u"There is not enough memory for this."_s);
        return ExitCode::failed;
    }
}

// Qt holds names as UTF-16, so that any other name would be that of another file.
void requireUtf8(const QByteArray &argument)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(argument);
    if (decoder.hasError())
        throw CliError(ExitCode::wrongUsage,
                       u"The argument \"%1\" is not UTF-8. Rename the file, or write it in UTF-8."_s.arg(text));
}

} // namespace

std::optional<int> runCommandLine(int argc, char **argv, WindowOptions &window)
{
    const Command requireReadable = [&] {
        std::for_each(argv, argv + argc, requireUtf8);
        return ExitCode::done;
    };
    if (const int code = runWorded(requireReadable); code != ExitCode::done)
        return code;
    CLI::App parser("Makes backpropagation visible. Without a subcommand, the window opens.", "chainrule");
    parser.set_version_flag("--version", "chainrule " CHAINRULE_VERSION);
    parser.require_subcommand(0, 1);
    std::string demoId;
    std::string data;
    std::string file;
    parser.add_option("file", file, "Open the window with this graph file")->type_name("FILE")->check(namesSomething());
    parser.add_option("--demo", demoId, "Open the window with this graph")->type_name("ID")->check(namesSomething());
    parser
        .add_option("--data", data,
                    "Open the window with this file or folder of data, or the built-in \"digits\", on the training desk")
        ->type_name("FILE|DIR")
        ->check(namesSomething());

    Command command;
    addDemosCommand(parser, command);
    addEvalCommand(parser, command);
    addCheckCommand(parser, command);
    addRenderCommand(parser, command);
    addPythonCommand(parser, command);
    addTrainCommand(parser, command);
    addScoreCommand(parser, command);
    addDownloadCommand(parser, command);
    try {
        parser.parse(argc, argv);
    } catch (const CLI::ParseError &e) {
        return checkedOutput(parser.exit(e) == 0 ? ExitCode::done : ExitCode::wrongUsage); // --help is no error
    }
    if (command)
        return checkedOutput(runWorded(command));
    const QFileInfo graph(QFile::decodeName(file.c_str()));
    const Command requireGraph = [&] {
        if (!demoId.empty())
            documentOfDemo(demoId);
        if (!file.empty() && !graph.exists())
            throw CliError(ExitCode::wrongUsage, u"There is no file and no subcommand \"%1\"."_s.arg(graph.filePath()));
        return ExitCode::done;
    };
    if (const int code = runWorded(requireGraph); code != ExitCode::done)
        return code;
    window = { file.empty() ? fromStd(demoId) : graph.absoluteFilePath(), QString::fromLocal8Bit(data) };
    return std::nullopt;
}

} // namespace chainrule
