// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/own_names.h"

#include "ui/session/shares.h"
#include "ui/session/shown_name.h"
#include "ui/text/op_texts.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

OwnNames::OwnNames(const GraphSession &session, const VisibleNode &node, const OpText &text)
    : m_own(shownName(session, node.node))
{
    for (const NodeId source : sourcesOf(session, node))
        m_inputs.append(shownName(session, source));
    add(text.result, m_own);
    for (qsizetype k = 0; k < std::min(text.inputs.size(), m_inputs.size()); ++k)
        add(text.inputs[k], m_inputs[k]);
    // y = softmax(x) is no node that is to be seen.
    for (auto each = text.letters.begin(); each != text.letters.end(); ++each)
        add(each.key(), u"%1(%2)"_s.arg(each.value(), m_inputs.value(0)));
}

// A matrix's elements have its letter, small.
void OwnNames::add(const QString &letter, const QString &name)
{
    for (const QString &each : { letter, letter.toLower() })
        if (!m_names.contains(each))
            m_names.insert(each, name);
}

QString OwnNames::inSentence(const QString &sentence) const
{
    static const QRegularExpression letter(u"(?<![\\p{L}_'’])(\\p{L})(?![\\p{L}0-9_'’])"_s);
    QString text;
    qsizetype from = 0;
    for (auto match = letter.globalMatch(sentence); match.hasNext();) {
        const auto found = match.next();
        const auto name = m_names.constFind(found.captured(1));
        if (name == m_names.constEnd())
            continue;
        text += sentence.mid(from, found.capturedStart() - from);
        if (name->size() > 1 && found.capturedStart() > 0 && sentence[found.capturedStart() - 1].isDigit())
            text += u" · "_s;
        text += *name;
        from = found.capturedEnd();
    }
    return text + sentence.mid(from);
}

} // namespace chainrule
