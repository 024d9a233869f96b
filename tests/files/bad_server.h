// SPDX-License-Identifier: GPL-3.0-or-later
// A server on this machine that serves one file, and misbehaves as it is told.
#pragma once

#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <functional>

namespace chainrule {

using namespace Qt::StringLiterals;

class BadServer final : public QObject
{
public:
    // What it does with a request; the answers are used one after the other, the last one for ever.
    using Answer = std::function<void(QTcpSocket &, const QByteArray &request)>;

    explicit BadServer(QList<Answer> answers)
        : m_answers(std::move(answers))
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
    }

    QString url() const { return u"http://127.0.0.1:%1/"_s.arg(m_server.serverPort()); }
    const QList<QByteArray> &requests() const { return m_requests; }
    // From which byte each request wants it; 0 for all of it.
    QList<qint64> begins() const
    {
        QList<qint64> all;
        for (const QByteArray &request : m_requests)
            all += beginOf(request);
        return all;
    }
    static qint64 beginOf(const QByteArray &request)
    {
        const qsizetype range = request.indexOf("Range: bytes=");
        return range < 0 ? 0 : request.mid(range + 13, request.indexOf('-', range) - range - 13).toLongLong();
    }

    static Answer whole(const QByteArray &body)
    {
        return [=](QTcpSocket &socket, const QByteArray &) { send(socket, "200 OK", {}, body, body.size()); };
    }
    static Answer ranged(const QByteArray &body)
    {
        return [=](QTcpSocket &socket, const QByteArray &request) {
            const qint64 begin = beginOf(request);
            if (begin == 0)
                return send(socket, "200 OK", {}, body, body.size());
            const QByteArray range = "Content-Range: bytes " + QByteArray::number(begin) + '-'
                + QByteArray::number(body.size() - 1) + '/' + QByteArray::number(body.size()) + "\r\n";
            send(socket, "206 Partial Content", range, body.mid(begin), body.size() - begin);
        };
    }
    static Answer status(const QByteArray &line, const QByteArray &headers = {})
    {
        return [=](QTcpSocket &socket, const QByteArray &) { send(socket, line, headers, "no", 2); };
    }
    // Promises all of it, and hangs up after some bytes.
    static Answer truncated(const QByteArray &body, qint64 after)
    {
        return [=](QTcpSocket &socket, const QByteArray &) { send(socket, "200 OK", {}, body.left(after), body.size()); };
    }
    // Promises all of it, and sends nothing after some bytes.
    static Answer stalled(const QByteArray &body, qint64 after)
    {
        return
            [=](QTcpSocket &socket, const QByteArray &) { socket.write(head("200 OK", {}, body.size()) + body.left(after)); };
    }
    // Does not say how much, and never ends.
    static Answer endless()
    {
        return [](QTcpSocket &socket, const QByteArray &) {
            socket.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            auto *timer = new QTimer(&socket);
            connect(timer, &QTimer::timeout, &socket, [&socket] { socket.write(QByteArray(1 << 14, 'x')); });
            timer->start(1);
        };
    }

private:
    static QByteArray head(const QByteArray &status, const QByteArray &headers, qint64 length)
    {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(length) + "\r\nConnection: close\r\n"
            + headers + "\r\n";
    }
    static void send(QTcpSocket &socket, const QByteArray &status, const QByteArray &headers, const QByteArray &body,
                     qint64 length)
    {
        socket.write(head(status, headers, length) + body);
        socket.disconnectFromHost();
    }

    void read(QTcpSocket *socket)
    {
        const QByteArray request = socket->readAll(); // of a few lines: one packet
        m_requests += request;
        const qsizetype last = m_answers.size() - 1;
        m_answers[std::min(last, m_requests.size() - 1)](*socket, request);
    }

    QTcpServer m_server;
    QList<Answer> m_answers;
    QList<QByteArray> m_requests;
};

} // namespace chainrule
