// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/storage_error.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

StorageError::StorageError(Kind kind, QString path, qint64 offset, QString detail)
    : m_kind(kind)
    , m_path(std::move(path))
    , m_offset(offset)
    , m_detail(std::move(detail))
{
}

StorageError::StorageError(const DocumentFlaw &flaw, QString path, qint64 offset)
    : m_kind(flaw.kind == DocumentFlaw::Kind::TooLarge ? Kind::TooLarge : Kind::BadDocument)
    , m_path(std::move(path))
    , m_offset(offset)
    , m_detail(flaw.where.isEmpty() ? flaw.what : flaw.where + u": "_s + flaw.what)
    , m_flaw(flaw)
{
}

const char *StorageError::what() const noexcept
{
    return "chainrule::StorageError";
}

} // namespace chainrule
