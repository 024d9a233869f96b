// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as bytes in files, the least significant first, whatever the machine.
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QtEndian>

#include <span>
#include <vector>

namespace chainrule {

template <class S> QByteArray littleEndian(std::span<const S> numbers)
{
    QByteArray bytes(qsizetype(numbers.size_bytes()), Qt::Uninitialized);
    if (!numbers.empty()) // of nothing there is no address, and memcpy wants one
        qToLittleEndian<S>(numbers.data(), qsizetype(numbers.size()), bytes.data());
    return bytes;
}

// Of whole numbers.
template <class S> std::vector<S> fromLittleEndian(QByteArrayView bytes)
{
    std::vector<S> numbers(std::size_t(bytes.size()) / sizeof(S));
    if (!numbers.empty())
        qFromLittleEndian<S>(bytes.constData(), qsizetype(numbers.size()), numbers.data());
    return numbers;
}

} // namespace chainrule
