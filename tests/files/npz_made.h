// SPDX-License-Identifier: GPL-3.0-or-later
// A small net as .npz, made byte by byte: whole, or with what a test puts in place of a part.
#pragma once

#include "tests/fixtures/file_contents.h"
#include "training/net.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtCore/QtEndian>

#include <map>
#include <memory>
#include <vector>

#include <zip.h>

namespace chainrule {

using namespace Qt::StringLiterals;

using Entries = std::map<QByteArray, QByteArray>; // name to contents

constexpr NetSize smallSize = { 5, 3, 4 };

// Eighths, which both precisions hold exactly.
inline std::vector<double> eighths(Index count, int first)
{
    std::vector<double> values;
    for (Index i = 0; i < count; ++i)
        values.push_back(double(first + i) / 8);
    return values;
}

inline Parameters<double> smallNet()
{
    return { smallSize, eighths(15, -7), eighths(3, 1), eighths(12, -20), eighths(4, 2) };
}

template <class S> QByteArray bits(const std::vector<S> &values)
{
    return QByteArray(reinterpret_cast<const char *>(values.data()), qsizetype(values.size() * sizeof(S)));
}

template <class S> QByteArray bits(const Parameters<S> &p)
{
    return bits(p.W1) + bits(p.b1) + bits(p.W2) + bits(p.b2);
}

inline QByteArray npy(const QByteArray &headerText, const QByteArray &data, char version = 1)
{
    QByteArray bytes("\x93NUMPY");
    bytes += version;
    bytes += '\0';
    const quint32 length = qToLittleEndian(quint32(headerText.size()));
    bytes.append(reinterpret_cast<const char *>(&length), version == 1 ? 2 : 4);
    return bytes + headerText + data;
}

inline QByteArray npyOf(const QByteArray &shape, const std::vector<double> &values, const QByteArray &type = "<f8")
{
    return npy("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n", bits(values));
}

inline Entries smallEntries()
{
    const Parameters<double> net = smallNet();
    return { { "W1.npy", npyOf("(5, 3)", net.W1) },
             { "b1.npy", npyOf("(3,)", net.b1) },
             { "W2.npy", npyOf("(3, 4)", net.W2) },
             { "b2.npy", npyOf("(4,)", net.b2) } };
}

inline Entries with(const QByteArray &name, const QByteArray &contents)
{
    Entries entries = smallEntries();
    entries[name] = contents;
    return entries;
}

// A folder for a test's files, with a name that is not plain ASCII.
class NpzFolder final
{
public:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString path() const { return m_folder.path(); }
    bool isValid() const { return m_folder.isValid(); }

    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write a test file");
        return path(name);
    }

    QString zip(const Entries &entries, int method = ZIP_CM_DEFLATE, const char *password = nullptr) const
    {
        QString to = path(u"made.npz"_s);
        zip_t *archive = zip_open(QFile::encodeName(to).constData(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
        for (const auto &[name, contents] : entries) {
            zip_source_t *source = zip_source_buffer(archive, contents.constData(), zip_uint64_t(contents.size()), 0);
            const zip_int64_t index = zip_file_add(archive, name.constData(), source, ZIP_FL_ENC_UTF_8);
            if (index < 0 || zip_set_file_compression(archive, zip_uint64_t(index), method, 0) != 0)
                qFatal("cannot add to a test file");
            if (password && zip_file_set_encryption(archive, zip_uint64_t(index), ZIP_EM_AES_256, password) != 0)
                qFatal("cannot encrypt a test file");
        }
        if (zip_close(archive) != 0)
            qFatal("cannot write a test file");
        return to;
    }

private:
    QTemporaryDir m_folder{ QDir::tempPath() + u"/手書き ä-XXXXXX"_s };
};

} // namespace chainrule
