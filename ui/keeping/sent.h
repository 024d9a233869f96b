// SPDX-License-Identifier: GPL-3.0-or-later
// A value on its way to another thread, as the argument of a queued signal.
#pragma once

#include <atomic>
#include <memory>
#include <utility>

namespace chainrule {

// Shared, and never changed: the queue copies a pointer, whatever the value weighs. A slot takes a `const T &`. Qt's queue is
// locked, but by a lock that the thread sanitizer cannot see; the counter says the same where it can: what was done before a
// copy was made is done before that copy is read.
template <class T> class Sent final
{
public:
    Sent(T value)
        : m_value(std::make_shared<const T>(std::move(value)))
    {
    }
    Sent(const Sent &other)
        : m_value(other.shared())
    {
        copies.fetch_add(1, std::memory_order_acq_rel);
    }
    Sent &operator=(const Sent &) = delete;
    ~Sent() { copies.load(std::memory_order_acquire); }

    const std::shared_ptr<const T> &shared() const
    {
        copies.load(std::memory_order_acquire);
        return m_value;
    }
    operator const T &() const { return *shared(); }

private:
    // NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): both threads have to meet it
    static inline std::atomic<unsigned> copies = 0;
    std::shared_ptr<const T> m_value;
};

} // namespace chainrule
