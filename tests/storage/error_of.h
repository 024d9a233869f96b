// SPDX-License-Identifier: GPL-3.0-or-later
// The StorageError that something throws, to look at its parts.
#pragma once

#include "storage/storage_error.h"

#include <optional>

template <class F> std::optional<chainrule::StorageError> errorOf(F &&f)
{
    try {
        f();
    } catch (const chainrule::StorageError &error) {
        return error;
    }
    return std::nullopt;
}

// Qt Test shows the kinds as numbers, in the order of the enum.
#define COMPARE_ERROR(error, expectedKind, expectedPath, expectedOffset, expectedDetail)                                       \
    do {                                                                                                                       \
        QVERIFY(error.has_value());                                                                                            \
        QCOMPARE(int(error->kind()), int(expectedKind));                                                                       \
        QCOMPARE(error->path(), expectedPath);                                                                                 \
        QCOMPARE(error->offset(), qint64(expectedOffset));                                                                     \
        QCOMPARE(error->detail(), expectedDetail);                                                                             \
    } while (false)
