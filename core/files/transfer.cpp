// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/transfer.h"

#include "files/save_file.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QFile>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>

#include <cerrno>
#include <memory>

namespace chainrule {

namespace {

using DownloadKind = DownloadFailure::Kind;
using namespace Qt::StringLiterals;

constexpr int attention = 50; // ms between looks at the stop token and at the clock
constexpr qint64 bufferBytes = 1 << 20; // no more than this waits in memory
constexpr int mostRedirects = 5;

namespace Http {
constexpr int ok = 200;
constexpr int partialContent = 206;
constexpr int firstRedirect = 300;
constexpr int firstError = 400;
constexpr int unauthorized = 401;
constexpr int forbidden = 403;
constexpr int notFound = 404;
constexpr int gone = 410;
constexpr int rangeNotSatisfiable = 416;
} // namespace Http

DownloadKind kindOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::ProxyNotFoundError:
        return DownloadKind::HostNotFound;
    case QNetworkReply::RemoteHostClosedError:
        return DownloadKind::Truncated;
    case QNetworkReply::SslHandshakeFailedError:
        return DownloadKind::Insecure;
    case QNetworkReply::TooManyRedirectsError:
    case QNetworkReply::InsecureRedirectError:
        return DownloadKind::Redirected;
    default:
        return DownloadKind::Unreachable;
    }
}

class Fetch final
{
public:
    Fetch(QNetworkAccessManager &manager, const Transfer &transfer, const std::stop_token &stop,
          const std::function<void(qint64, qint64)> &progress)
        : m_manager(manager)
        , m_transfer(transfer)
        , m_stop(stop)
        , m_progress(progress)
        , m_file(transfer.path)
    {
    }

    std::optional<DownloadFailure> run();
    bool wantsAllAgain() const { return m_again; } // its beginning is of no use to this server

private:
    void ask();
    void begin(int status);
    bool continuesWhereItEnded() const;
    void read();
    void write(const QByteArray &bytes);
    void watch();
    void finish();
    void fail(DownloadKind kind, const QString &where, const QString &detail = {});

    QNetworkAccessManager &m_manager;
    const Transfer &m_transfer;
    const std::stop_token &m_stop;
    const std::function<void(qint64, qint64)> &m_progress;
    QFile m_file;
    std::unique_ptr<QNetworkReply> m_reply;
    QEventLoop m_loop;
    QElapsedTimer m_silence;
    std::optional<DownloadFailure> m_failure;
    qint64 m_had = 0; // bytes when it was asked
    qint64 m_total = -1;
    bool m_begun = false;
    bool m_again = false;
};

std::optional<DownloadFailure> Fetch::run()
{
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return DownloadFailure{ DownloadKind::Unwritable, m_transfer.path, reasonOf(m_file) };
    m_had = m_file.size();
    m_file.seek(m_had);
    QTimer watch;
    QObject::connect(&watch, &QTimer::timeout, &m_loop, [this] { this->watch(); });
    watch.start(attention);
    m_silence.start();
    ask();
    m_loop.exec();
    if (m_failure && m_failure->kind == DownloadKind::TooLong)
        m_file.remove();
    return m_failure;
}

void Fetch::ask()
{
    QNetworkRequest request(m_transfer.url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
    request.setMaximumRedirectsAllowed(mostRedirects);
    request.setRawHeader("Accept-Encoding", "identity"); // the bytes as they are, so that they can be gone on with
    if (m_had > 0)
        request.setRawHeader("Range", "bytes=" + QByteArray::number(m_had) + '-');
    m_reply.reset(m_manager.get(request));
    m_reply->setReadBufferSize(bufferBytes);
    QObject::connect(m_reply.get(), &QNetworkReply::readyRead, &m_loop, [this] { read(); });
    QObject::connect(m_reply.get(), &QNetworkReply::finished, &m_loop, [this] { finish(); });
}

bool Fetch::continuesWhereItEnded() const
{
    return m_reply->rawHeader("Content-Range").startsWith("bytes " + QByteArray::number(m_had) + '-');
}

// The head of the answer is there.
void Fetch::begin(int status)
{
    m_begun = true;
    const bool partial = status == Http::partialContent;
    m_again = m_had > 0 && (status == Http::rangeNotSatisfiable || (partial && !continuesWhereItEnded()));
    if (m_again)
        return fail(DownloadKind::Truncated, m_transfer.url.toString());
    if (status == Http::unauthorized || status == Http::forbidden)
        return fail(DownloadKind::Forbidden, m_transfer.url.toString(), QString::number(status));
    if (status == Http::notFound || status == Http::gone)
        return fail(DownloadKind::NotFound, m_transfer.url.toString(), QString::number(status));
    if (status >= Http::firstRedirect && status < Http::firstError)
        return fail(DownloadKind::Redirected, m_transfer.url.toString());
    if (status != Http::ok && !partial)
        return fail(DownloadKind::BadAnswer, m_transfer.url.toString(), QString::number(status));
    if (!partial) { // all of it, whether a part was asked for or not
        m_had = 0;
        m_file.resize(0);
        m_file.seek(0);
    }
    bool known = false;
    const qint64 length = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong(&known);
    m_total = known ? m_had + length : -1;
    if (m_total > m_transfer.most)
        fail(DownloadKind::TooLong, m_transfer.url.toString());
}

void Fetch::read()
{
    if (m_failure)
        return;
    m_silence.restart();
    if (!m_begun)
        begin(m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt());
    if (!m_failure)
        write(m_reply->readAll());
}

void Fetch::write(const QByteArray &bytes)
{
    if (m_file.size() + bytes.size() > m_transfer.most)
        return fail(DownloadKind::TooLong, m_transfer.url.toString());
    errno = 0;
    if (!writeAll(m_file, bytes)) {
        const bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
        return fail(full ? DownloadKind::DiskFull : DownloadKind::Unwritable, m_transfer.path, reasonOf(m_file));
    }
    if (m_progress)
        m_progress(m_file.size(), m_total);
}

void Fetch::watch()
{
    constexpr int second = 1000;
    if (m_stop.stop_requested())
        fail(DownloadKind::Stopped, m_transfer.url.toString());
    else if (m_silence.elapsed() > m_transfer.patience)
        fail(DownloadKind::Stalled, m_transfer.url.toString(), QString::number(m_transfer.patience / second));
}

void Fetch::finish()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (!m_failure && status > 0)
        read(); // what is left of it; an error has no other part
    if (!m_failure && m_reply->error() != QNetworkReply::NoError)
        fail(kindOf(m_reply->error()), m_transfer.url.toString(), m_reply->errorString());
    if (!m_failure && m_file.size() < m_total)
        fail(DownloadKind::Truncated, m_transfer.url.toString());
    m_loop.quit();
}

// The first reason counts. The reply is not aborted, which it takes ill while it says itself that it failed: it goes with
// this object.
void Fetch::fail(DownloadKind kind, const QString &where, const QString &detail)
{
    if (m_failure)
        return;
    m_failure = DownloadFailure{ kind, where, detail };
    m_loop.quit();
}

} // namespace

std::optional<DownloadFailure> fetch(QNetworkAccessManager &manager, const Transfer &transfer, const std::stop_token &stop,
                                     const std::function<void(qint64, qint64)> &progress)
{
    Fetch fetch(manager, transfer, stop, progress);
    std::optional<DownloadFailure> failure = fetch.run();
    if (!fetch.wantsAllAgain())
        return failure;
    QFile::remove(transfer.path);
    return Fetch(manager, transfer, stop, progress).run();
}

} // namespace chainrule
