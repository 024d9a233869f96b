// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/document_words.h"

#include <QtCore/QCoreApplication>

namespace chainrule {

namespace {

constexpr qsizetype mostShown = 60; // characters of what a file says

// Gives the translations their context; nothing is made of it.
struct DocumentWords
{
    Q_DECLARE_TR_FUNCTIONS(DocumentFlaw)
};

// %1 is where, %2 is what.
QString sentence(DocumentFlaw::Kind kind)
{
    using Kind = DocumentFlaw::Kind;
    switch (kind) {
    case Kind::Json:
        return DocumentWords::tr("It is not written as JSON should be: %2.");
    case Kind::NotGraph:
        return DocumentWords::tr("It is no graph of Chainrule: the field “%2” is missing, or is something else.");
    case Kind::Missing:
        return DocumentWords::tr("“%1” has no “%2”.");
    case Kind::Type:
        return DocumentWords::tr("In “%1” the field “%2” is of the wrong type.");
    case Kind::Text:
        return DocumentWords::tr("In “%1” the text “%2” is too long, or has characters in it that cannot be shown.");
    case Kind::Number:
        return DocumentWords::tr("In “%1” the field “%2” has a number that is not finite, or out of its range.");
    case Kind::Rows:
        return DocumentWords::tr("In “%1” the field “%2” is neither a number nor rows of the same length.");
    case Kind::Shape:
        return DocumentWords::tr("The numbers of “%1” have another shape than they should have (%2).");
    case Kind::Source:
        return DocumentWords::tr("“%1” takes its numbers from “%2”, which is not known.");
    case Kind::Operation:
        return DocumentWords::tr("“%1” has the operation “%2”, which is not known.");
    case Kind::Attribute:
        return DocumentWords::tr("“%1” has the attribute “%2”, which its operation does not know.");
    case Kind::AttributeValue:
        return DocumentWords::tr("“%1” has the attribute “%2”, a number that it does not take.");
    case Kind::Fault:
        return DocumentWords::tr("“%1” has the fault “%2”, which its operation does not know.");
    case Kind::Arity:
        return DocumentWords::tr("“%1” has too many or too few inputs (%2, needed / found).");
    case Kind::Node:
        return DocumentWords::tr("“%1” refers to the node “%2”, which is not there.");
    case Kind::Twice:
        return DocumentWords::tr("At “%1” the id “%2” is there twice.");
    case Kind::Name:
        return DocumentWords::tr("Two nodes are called “%2”.");
    case Kind::Cycle:
        return DocumentWords::tr("“%1” needs its own value: the graph goes round in a circle.");
    case Kind::Overlap:
        return DocumentWords::tr("The group “%1” shares “%2” with another group, and neither lies in the other.");
    case Kind::Unknown:
        return DocumentWords::tr("“%1” has a field “%2”, which is not known.");
    case Kind::TooLarge:
        return DocumentWords::tr("“%1” is too large (%2, found / most).");
    }
    return {};
}

} // namespace

QString words(const DocumentFlaw &flaw)
{
    const auto shown = [](const QString &text) {
        return text.size() > mostShown ? text.left(mostShown) + QChar(0x2026) : text;
    };
    const QString where = flaw.where.isEmpty() ? DocumentWords::tr("the document") : shown(flaw.where);
    QString text;
    const QString form = sentence(flaw.kind);
    // Not with arg(): a name may be called “%1”, and a sentence may do without one of them.
    for (qsizetype i = 0; i < form.size(); ++i) {
        const bool place = form[i] == u'%' && i + 1 < form.size();
        if (place)
            text += form[++i] == u'1' ? where : shown(flaw.what);
        else
            text += form[i];
    }
    return text;
}

} // namespace chainrule
