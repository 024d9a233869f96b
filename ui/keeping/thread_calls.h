// SPDX-License-Identifier: GPL-3.0-or-later
// What another thread wants done in the thread in which this object lives.
#pragma once

#include "ui/keeping/mailbox.h"

#include <QtCore/QObject>

#include <functional>

namespace chainrule {

// Like QMetaObject::invokeMethod with a function, which Qt hands over under a lock that the thread sanitizer cannot see.
// Declared before the thread that posts: so that the thread has ended when this goes.
class ThreadCalls final : public QObject
{
    Q_OBJECT

public:
    ThreadCalls();

    // From any thread. Calls are made in their order, later, from the event loop.
    void post(std::function<void()> call);

Q_SIGNALS:
    void posted();

private:
    Mailbox<std::function<void()>> m_calls;
};

} // namespace chainrule
