// SPDX-License-Identifier: GPL-3.0-or-later
// The kinds of picture files that are written.
#pragma once

#include <QtCore/QString>

#include <optional>

namespace chainrule {

using namespace Qt::StringLiterals;

enum class PictureFormat { Png, Svg, Pdf };

// By the end of a file's name, whatever its case: "svg".
inline std::optional<PictureFormat> pictureFormat(const QString &suffix)
{
    const std::pair<QLatin1String, PictureFormat> known[] = { { "png"_L1, PictureFormat::Png },
                                                              { "svg"_L1, PictureFormat::Svg },
                                                              { "pdf"_L1, PictureFormat::Pdf } };
    for (const auto &[name, format] : known)
        if (suffix.compare(name, Qt::CaseInsensitive) == 0)
            return format;
    return std::nullopt;
}

} // namespace chainrule
