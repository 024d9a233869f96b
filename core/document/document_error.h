// SPDX-License-Identifier: GPL-3.0-or-later
// What is thrown about a document that cannot be one. Who has it from a file says which: StorageError.
#pragma once

#include "document/document_flaw.h"

#include <exception>

namespace chainrule {

class DocumentError final : public std::exception
{
public:
    explicit DocumentError(DocumentFlaw flaw)
        : m_flaw(std::move(flaw))
    {
    }

    const DocumentFlaw &flaw() const { return m_flaw; }
    const char *what() const noexcept override { return "chainrule::DocumentError"; }

private:
    DocumentFlaw m_flaw;
};

} // namespace chainrule
