// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keeping/thread_calls.h"

namespace chainrule {

ThreadCalls::ThreadCalls()
{
    const auto makeAll = [this] {
        for (const std::function<void()> &call : m_calls.collect())
            call();
    };
    connect(this, &ThreadCalls::posted, this, makeAll, Qt::QueuedConnection);
}

void ThreadCalls::post(std::function<void()> call)
{
    m_calls.post(std::move(call));
    Q_EMIT posted();
}

} // namespace chainrule
