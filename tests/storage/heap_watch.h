// SPDX-License-Identifier: GPL-3.0-or-later
// Counts what operator new hands out, so that a test can hold a reader to its peak. Include it in one file of a program.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

#include <malloc.h>

class HeapWatch final
{
public:
    HeapWatch() { s_peak = s_held.load(); }
    std::ptrdiff_t peak() const { return s_peak - m_before; } // bytes beyond those held when the watch began

    static void *allocate(std::size_t size)
    {
        void *block = std::malloc(size);
        if (!block)
            throw std::bad_alloc();
        s_held += std::ptrdiff_t(malloc_usable_size(block));
        s_peak = std::max(s_peak.load(), s_held.load());
        return block;
    }

    static void release(void *block) noexcept
    {
        s_held -= std::ptrdiff_t(malloc_usable_size(block));
        std::free(block);
    }

private:
    static inline std::atomic<std::ptrdiff_t> s_held = 0;
    static inline std::atomic<std::ptrdiff_t> s_peak = 0;
    const std::ptrdiff_t m_before = s_held;
};

void *operator new(std::size_t size)
{
    return HeapWatch::allocate(size);
}
void operator delete(void *block) noexcept
{
    HeapWatch::release(block);
}
void operator delete(void *block, std::size_t) noexcept
{
    HeapWatch::release(block);
}
