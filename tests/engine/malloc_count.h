// SPDX-License-Identifier: GPL-3.0-or-later
// Counts calls of malloc, which Eigen and operator new end in. Include it in one file of a program; for glibc.
#pragma once

#include <cstdlib>

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define CHAINRULE_COUNTS_MALLOC 1
#else
#define CHAINRULE_COUNTS_MALLOC 0
#endif

class MallocCount final
{
public:
    static constexpr bool works = CHAINRULE_COUNTS_MALLOC;

    int calls() const { return s_calls - m_before; } // since this count was made

    static inline thread_local int s_calls = 0;

private:
    const int m_before = s_calls;
};

#if CHAINRULE_COUNTS_MALLOC
extern "C" {
void *__libc_malloc(std::size_t size);
void *__libc_calloc(std::size_t count, std::size_t size);
void *__libc_realloc(void *block, std::size_t size);
void *__libc_memalign(std::size_t alignment, std::size_t size);

void *malloc(std::size_t size) noexcept
{
    ++MallocCount::s_calls;
    return __libc_malloc(size);
}

void *calloc(std::size_t count, std::size_t size) noexcept
{
    ++MallocCount::s_calls;
    return __libc_calloc(count, size);
}

void *realloc(void *block, std::size_t size) noexcept
{
    ++MallocCount::s_calls;
    return __libc_realloc(block, size);
}

void *aligned_alloc(std::size_t alignment, std::size_t size) noexcept
{
    ++MallocCount::s_calls;
    return __libc_memalign(alignment, size);
}
}
#endif
