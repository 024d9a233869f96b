// SPDX-License-Identifier: GPL-3.0-or-later
// Work for one thread beside, done in its order.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace chainrule {

class TaskQueue final
{
public:
    TaskQueue();

    void add(std::function<void()> task); // which throws nothing
    void wait(); // until all is done

private:
    void work(const std::stop_token &stop);

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<std::function<void()>> m_tasks; // the first is under way
    std::jthread m_thread; // ends first: it uses all of the above, and leaves what has not begun
};

} // namespace chainrule
