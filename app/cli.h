// SPDX-License-Identifier: GPL-3.0-or-later
// The command line: one function a subcommand, each returning the program's exit code.
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <functional>
#include <optional>

namespace CLI {
class App;
}

namespace chainrule {

// stdout carries data, stderr messages.
namespace ExitCode {
constexpr int done = 0;
constexpr int failed = 1; // could not be done
constexpr int wrongUsage = 2;
} // namespace ExitCode

// What to do once the command line is understood.
using Command = std::function<int()>;

// Each adds its subcommand to the parser and sets `command` when it was chosen.
void addDemosCommand(CLI::App &parser, Command &command);
void addEvalCommand(CLI::App &parser, Command &command);
void addCheckCommand(CLI::App &parser, Command &command);
void addRenderCommand(CLI::App &parser, Command &command);
void addPythonCommand(CLI::App &parser, Command &command);
void addTrainCommand(CLI::App &parser, Command &command);
void addDownloadCommand(CLI::App &parser, Command &command);
void addScoreCommand(CLI::App &parser, Command &command);

// What the window opens with when there is no subcommand.
struct WindowOptions
{
    QString demoOrFile; // id or absolute path; empty: the last one, or the first
    QString data; // for the training desk: "digits", or a folder of IDX files; empty: none asked for
};

// Parses and runs a subcommand and returns its exit code, or nothing when the window is to be opened.
std::optional<int> runCommandLine(int argc, char **argv, WindowOptions &window);

} // namespace chainrule
