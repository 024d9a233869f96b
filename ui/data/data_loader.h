// SPDX-License-Identifier: GPL-3.0-or-later
// Makes, reads or downloads data on a thread of its own.
#pragma once

#include "digits/digits.h"
#include "files/download.h"
#include "ui/data/data_source.h"
#include "ui/keeping/thread_calls.h"

#include <QtCore/QObject>

#include <future>
#include <memory>
#include <stop_token>
#include <variant>

namespace chainrule {

// One source at a time: the next one, cancelling and the end of the program stop what is under way. That takes as long as some
// hundred pictures or one block of a file, or for ever on a drive that hangs: nobody waits for it but the destructor, and that
// not for long.
class DataLoader final : public QObject
{
    Q_OBJECT

public:
    struct Progress
    {
        QString what; // "Drawing the built-in digits"
        QString detail; // how far, in words; may be empty
        double part = -1; // 0 to 1, or -1 as long as it is unknown
    };

    explicit DataLoader(QObject *parent = nullptr);
    ~DataLoader() override;

    void load(const DataSource &source);
    void cancel(); // nothing is said afterwards
    void setDownload(const DownloadPlan &plan) { m_download = plan; } // instead of MNIST's mirrors
    void setDigits(const DigitsOptions &digits) { m_digits = digits; } // instead of all 70,000

    bool loading() const { return m_loading; }
    const Progress &progress() const { return m_progress; } // while it loads

Q_SIGNALS:
    void progressed();
    void loaded(const LoadedData &data);
    void failed(const QString &what); // in people's words

private:
    struct Letter
    {
        quint64 job = 0;
        std::variant<Progress, LoadedData, QString> content; // the last one: what failed
    };

    // What the threads hold of this loader, and keep alive.
    struct Post;

    void receive(const Letter &letter);
    void receive(const Progress &progress);
    void receive(const LoadedData &data);
    void receive(const QString &failure);

    DownloadPlan m_download;
    DigitsOptions m_digits;
    ThreadCalls m_calls; // thread → window
    std::shared_ptr<Post> m_post;
    quint64 m_job = 0; // the last one; letters of others are dropped
    bool m_loading = false;
    Progress m_progress;
    std::stop_source m_stop; // of the thread that loads
    std::vector<std::future<void>> m_threads; // that may not have ended yet
};

} // namespace chainrule
