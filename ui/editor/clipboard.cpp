// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/clipboard.h"

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>

namespace chainrule {

namespace {

// As it is, for this program.
class FragmentData final : public QMimeData
{
public:
    explicit FragmentData(const GraphDocument &fragment)
        : m_fragment(fragment)
    {
    }

    const GraphDocument &fragment() const { return m_fragment; }

private:
    GraphDocument m_fragment;
};

} // namespace

void putOnClipboard(const GraphDocument &fragment)
{
    if (!fragment.nodes.isEmpty())
        QGuiApplication::clipboard()->setMimeData(new FragmentData(fragment));
}

std::optional<GraphDocument> fragmentOnClipboard()
{
    const auto *data = dynamic_cast<const FragmentData *>(QGuiApplication::clipboard()->mimeData());
    return data ? std::optional(data->fragment()) : std::nullopt;
}

} // namespace chainrule
