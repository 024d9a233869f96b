// SPDX-License-Identifier: GPL-3.0-or-later
// Letters from one thread to another, without a lock: one side posts, the other collects all of them in their order.
#pragma once

#include <atomic>
#include <utility>
#include <vector>

namespace chainrule {

// Data go through here and a queued signal without arguments only rings the bell: the other side takes what there is when it
// has time, and can see without asking its event loop whether there is any. Where each is an event of its own, see Sent.
template <class T> class Mailbox final
{
public:
    Mailbox() = default;
    ~Mailbox() { collect(); }
    Mailbox(const Mailbox &) = delete;
    Mailbox &operator=(const Mailbox &) = delete;

    void post(T content)
    {
        auto *letter = new Letter{ std::move(content), m_last.load(std::memory_order_relaxed) };
        while (!m_last.compare_exchange_weak(letter->before, letter, std::memory_order_release, std::memory_order_relaxed)) { }
    }

    // The oldest first.
    std::vector<T> collect()
    {
        Letter *oldest = nullptr;
        for (Letter *letter = m_last.exchange(nullptr, std::memory_order_acquire); letter;)
            oldest = std::exchange(letter, std::exchange(letter->before, oldest));
        std::vector<T> contents;
        while (oldest) {
            contents.push_back(std::move(oldest->content));
            delete std::exchange(oldest, oldest->before);
        }
        return contents;
    }

    bool empty() const { return m_last.load(std::memory_order_relaxed) == nullptr; }

private:
    struct Letter
    {
        T content;
        Letter *before;
    };
    std::atomic<Letter *> m_last = nullptr;
};

} // namespace chainrule
