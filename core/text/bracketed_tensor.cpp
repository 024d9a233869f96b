// SPDX-License-Identifier: GPL-3.0-or-later
// Lists as Python and NumPy write and print them, and as Octave does.
#include "text/tensor_builder.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

using TensorKind = TensorFault::Kind;

bool isOf(QChar c, const char *characters)
{
    return QLatin1String(characters).contains(c);
}

class BracketReader final
{
public:
    explicit BracketReader(const QString &text)
        : m_text(text)
    {
    }

    Tensor read()
    {
        skipSpace();
        const qsizetype start = m_at;
        const bool isCall = enterCall();
        if (next() == u'[')
            readList();
        else
            readScalar();
        leaveCall(isCall, start);
        skipSpace();
        if (m_at < m_text.size())
            m_builder.fail(TensorKind::Unexpected, m_at, m_text.size() - m_at);
        return std::move(m_builder).finish();
    }

private:
    QChar next() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }

    void skipSpace()
    {
        while (next().isSpace())
            ++m_at;
    }

    // "array(", "np.float64(", "torch.tensor(".
    bool enterCall()
    {
        qsizetype end = m_at;
        while (end < m_text.size() && (m_text[end].isLetterOrNumber() || isOf(m_text[end], "._")))
            ++end;
        if (end == m_text.size() || m_text[end] != u'(' || (end > m_at && !m_text[m_at].isLetter()))
            return false;
        m_at = end + 1;
        skipSpace();
        return true;
    }

    // Behind the numbers a call may say more: ", dtype=float32)".
    void leaveCall(bool isCall, qsizetype start)
    {
        if (!isCall)
            return;
        skipSpace();
        static const QRegularExpression keyword(u"\\G,\\s*[a-z_]+="_s);
        const bool saysMore = keyword.match(m_text, m_at).hasMatch();
        const qsizetype end = saysMore ? m_text.lastIndexOf(u')') : m_text.indexOf(u')', m_at);
        if (end < m_at)
            m_builder.fail(TensorKind::Unclosed, start, m_at - start);
        if (end > m_at && !saysMore)
            m_builder.fail(TensorKind::Unexpected, m_at, end - m_at);
        m_at = end + 1;
    }

    // Rows in brackets, or one row, or rows between semicolons.
    void readList()
    {
        const qsizetype open = m_at++;
        skipSpace();
        if (next() != u'[')
            return readRow(open);
        m_inRows = true;
        while (true) {
            if (next() != u'[')
                m_builder.fail(m_at < m_text.size() ? TensorKind::Unexpected : TensorKind::Unclosed,
                               m_at < m_text.size() ? m_at : open);
            const qsizetype row = m_at++;
            skipSpace();
            if (next() == u'[')
                m_builder.fail(TensorKind::TooDeep, m_at);
            readRow(row);
            if (!separate(open))
                return;
        }
    }

    // From behind its opening bracket to behind its closing one.
    void readRow(qsizetype open)
    {
        bool isOpen = next() != u']';
        qsizetype begin = open;
        if (!isOpen)
            m_builder.fail(TensorKind::EmptyCell, open, ++m_at - open);
        while (isOpen) {
            readNumber();
            skipSpace();
            if (next() == u';' && !m_inRows) {
                m_builder.endRow(begin, m_at - begin);
                ++m_at;
                skipSpace();
                begin = m_at;
            } else {
                isOpen = separate(open);
            }
        }
        m_builder.endRow(begin, m_at - begin);
    }

    void readScalar()
    {
        const qsizetype start = m_at;
        readNumber();
        m_builder.endRow(start, m_at - start);
    }

    // Whether there is another element; else the closing bracket has been passed. A comma may stand before it.
    bool separate(qsizetype open)
    {
        skipSpace();
        if (next() == u',') {
            ++m_at;
            skipSpace();
        }
        if (m_at == m_text.size())
            m_builder.fail(TensorKind::Unclosed, open);
        if (next() != u']')
            return true;
        ++m_at;
        return false;
    }

    // A number, or NumPy 2's np.float64(1.5).
    void readNumber()
    {
        const qsizetype start = m_at;
        const bool isCall = enterCall();
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && !next().isSpace() && !isOf(next(), ",;[]()"))
            ++m_at;
        const QStringView number = QStringView(m_text).mid(begin, m_at - begin);
        if (m_at == m_text.size() && number.isEmpty())
            m_builder.fail(TensorKind::Unclosed, std::min(start, m_at - 1));
        if (number.isEmpty())
            m_builder.fail(TensorKind::Unexpected, m_at);
        if (number == "..."_L1 || number == QStringView(u"…"))
            m_builder.fail(TensorKind::Abbreviated, begin, number.size());
        m_builder.add(number, begin, number.size());
        if (!isCall)
            return;
        skipSpace();
        if (next() != u')')
            m_builder.fail(TensorKind::Unclosed, start, m_at - start);
        ++m_at;
    }

    const QString &m_text;
    qsizetype m_at = 0;
    bool m_inRows = false; // which have brackets of their own
    TensorBuilder m_builder;
};

} // namespace

Tensor readBracketed(const QString &text)
{
    return BracketReader(text).read();
}

} // namespace chainrule
