// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/storage_error.h"

#include <utility>

namespace chainrule {

StorageError::StorageError(Kind kind, QString path, qint64 offset, QString detail)
    : m_kind(kind)
    , m_path(std::move(path))
    , m_offset(offset)
    , m_detail(std::move(detail))
{
}

const char *StorageError::what() const noexcept
{
    return "chainrule::StorageError";
}

} // namespace chainrule
