// SPDX-License-Identifier: GPL-3.0-or-later
// A vector whose memory begins on a cache line.
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace chainrule {

// Where a tensor begins decides how a product is cut into registers, and so in which order it is summed. Tensors that
// always begin alike give the same sums to the bit, run after run.
template <class T> struct CacheLineAllocator
{
    using value_type = T;
    static constexpr std::align_val_t alignment{ 64 };

    CacheLineAllocator() = default;
    template <class U> CacheLineAllocator(const CacheLineAllocator<U> &) { }

    T *allocate(std::size_t count) { return static_cast<T *>(::operator new(count * sizeof(T), alignment)); }
    void deallocate(T *memory, std::size_t) { ::operator delete(memory, alignment); }

    friend bool operator==(CacheLineAllocator, CacheLineAllocator) { return true; }
};

template <class T> using Arena = std::vector<T, CacheLineAllocator<T>>;

} // namespace chainrule
