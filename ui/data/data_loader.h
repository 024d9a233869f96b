// SPDX-License-Identifier: GPL-3.0-or-later
// Makes, reads or downloads data on a thread of its own.
#pragma once

#include "storage/download.h"
#include "ui/data/data_source.h"
#include "ui/keeping/mailbox.h"

#include <QtCore/QObject>

#include <thread>
#include <variant>

namespace chainrule {

// One source at a time: the next one, cancelling and the end of the program stop what is under way, which takes as long as
// some hundred pictures or one block of a file.
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

    bool loading() const { return m_loading; }
    const Progress &progress() const { return m_progress; } // while it loads

signals:
    void progressed();
    void loaded(const LoadedData &data);
    void failed(const QString &what); // in people's words
    void posted(); // there is a letter in the mailbox

private:
    struct Letter
    {
        quint64 job = 0;
        std::variant<Progress, LoadedData, QString> content; // the last one: what failed
    };

    void collect();
    void receive(const Progress &progress);
    void receive(const LoadedData &data);
    void receive(const QString &failure);

    DownloadPlan m_download;
    Mailbox<Letter> m_letters; // thread → window
    quint64 m_job = 0; // the last one; letters of others are dropped
    bool m_loading = false;
    Progress m_progress;
    std::jthread m_thread;
};

} // namespace chainrule
