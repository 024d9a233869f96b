// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keeping/task_queue.h"

namespace chainrule {

TaskQueue::TaskQueue()
    : m_thread([this](const std::stop_token &stop) { work(stop); })
{
}

void TaskQueue::add(std::function<void()> task)
{
    const std::lock_guard lock(m_mutex);
    m_tasks.push_back(std::move(task));
    m_changed.notify_all();
}

void TaskQueue::wait()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_tasks.empty(); });
}

void TaskQueue::work(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, stop, [this] { return !m_tasks.empty(); }) && !stop.stop_requested()) {
        const std::function<void()> task = m_tasks.front();
        lock.unlock();
        task();
        lock.lock();
        m_tasks.pop_front();
        m_changed.notify_all();
    }
}

} // namespace chainrule
