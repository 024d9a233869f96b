// SPDX-License-Identifier: GPL-3.0-or-later
// `render`: pictures of a graph at one step or at every step, without a display.
#include "app/cli.h"
#include "app/cli_graph.h"
#include "app/cli_text.h"

#include "files/save_file.h"
#include "text/number_text.h"
#include "ui/export/diagram_pictures.h"
#include "ui/export/page_size.h"
#include "ui/export/picture_names.h"

#include <QtCore/QFileInfo>
#include <QtGui/QFont>
#include <QtGui/QImage>
#include <QtWidgets/QApplication>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr QSizeF room(960, 600); // px, of the window that the picture would be in
constexpr double largestScale = 100;

struct RenderOptions
{
    GraphSource source;
    std::string step = "last";
    std::string theme = "light";
    double scale = 1;
    bool transparent = false;
    std::string out;
};

// A position; -1 for all of them.
int stepOf(const RenderOptions &options, int count)
{
    if (options.step == "all")
        return -1;
    if (options.step == "last")
        return count;
    const auto step = parseWholeNumber(fromStd(options.step));
    const std::uint64_t *number = std::get_if<std::uint64_t>(&step);
    if (!number || *number > std::uint64_t(count))
        throw CliError(
            ExitCode::wrongUsage,
            u"--step %1: a step is a number from 0 to %2, \"last\" or \"all\""_s.arg(fromStd(options.step)).arg(count));
    return int(*number);
}

int render(const GraphDocument &document, const RenderOptions &options)
{
    const QString path = QString::fromLocal8Bit(options.out);
    const auto format = pictureFormat(QFileInfo(path).suffix());
    if (!format)
        throw CliError(ExitCode::wrongUsage, u"--out %1: the file's name ends in .svg, .pdf or .png"_s.arg(path));
    const PictureLook look{ options.theme == "dark" ? Theme::darkTheme() : Theme::light(), options.transparent, options.scale };
    DiagramPictures pictures(document, QApplication::font(), look, room);
    const int step = stepOf(options, pictures.stepCount());
    const QRectF bounds = step < 0 ? pictures.boundsOfAll() : pictures.bounds(step);
    const int first = std::max(step, 0);
    const int last = step < 0 ? pictures.stepCount() : step;
    for (int position = first; position <= last; ++position) {
        const QString file = step < 0 ? numberedPath(path, position, pictures.stepCount()) : path;
        saveFile(file, pictures.file(*format, position, bounds));
    }
    if (const QString smaller = smallerText(options.scale, pictures.scaleOf(*format, bounds)); !smaller.isEmpty())
        writeError(smaller);
    return ExitCode::done;
}

// Pictures need Qt's windows, which need no display.
int renderOffscreen(const RenderOptions &options)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    char name[] = "chainrule";
    char *arguments[] = { name, nullptr };
    int count = 1;
    const QApplication application(count, arguments);
    return withDocument(options.source, [&](const GraphDocument &document) { return render(document, options); });
}

} // namespace

void addRenderCommand(CLI::App &parser, Command &command)
{
    auto options = std::make_shared<RenderOptions>();
    CLI::App *render = parser.add_subcommand("render", "Draw a graph into a file, without a window");
    addGraphOptions(*render, options->source);
    render->add_option("--step", options->step, "0 to the last one; \"all\" writes a numbered file for each")
        ->capture_default_str()
        ->type_name("N|last|all");
    render->add_option("--theme", options->theme, "Of the picture")
        ->capture_default_str()
        ->check(CLI::IsMember({ "light", "dark" }));
    render->add_option("--scale", options->scale, "How many times as large")
        ->capture_default_str()
        ->transform(positiveNumber())
        ->check(CLI::Range(0.0, largestScale));
    render->add_flag("--transparent", options->transparent, "Nothing behind the picture");
    render->add_option("-o,--out", options->out, "The picture; its name ends in .svg, .pdf or .png")
        ->required()
        ->type_name("FILE")
        ->check(namesSomething());
    render->callback([options, &command] { command = [options] { return renderOffscreen(*options); }; });
}

} // namespace chainrule
