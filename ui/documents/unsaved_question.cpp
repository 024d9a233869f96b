// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/unsaved_question.h"

#include "ui/text/graph_files.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr qsizetype mostLines = 12; // that are read one by one

struct QuestionWords
{
    Q_DECLARE_TR_FUNCTIONS(UnsavedQuestion)

public:
    // One a line.
    static QString list(const QStringList &names)
    {
        QStringList lines = names.mid(0, mostLines);
        for (QString &line : lines)
            line = tr("“%1”").arg(briefName(line));
        if (names.size() > mostLines)
            lines.append(tr("and %n more", nullptr, int(names.size() - mostLines)));
        return lines.join(u'\n');
    }
};

} // namespace

Unsaved askAboutUnsaved(const QStringList &names, QWidget &window)
{
    const bool one = names.size() == 1;
    const QMessageBox::StandardButton save = one ? QMessageBox::Save : QMessageBox::SaveAll;
    QMessageBox question(QMessageBox::Question, QuestionWords::tr("Unsaved changes"),
                         one ? QuestionWords::tr("Save the changes to “%1”?").arg(briefName(names.front()))
                             : QuestionWords::tr("Save the changes to these %n graphs?", nullptr, int(names.size())),
                         save | QMessageBox::Discard | QMessageBox::Cancel, &window);
    const QString lost = QuestionWords::tr("Without saving they are lost.");
    question.setTextFormat(Qt::PlainText);
    question.setInformativeText(one ? lost : QuestionWords::list(names) + u"\n\n"_s + lost);
    question.setDefaultButton(save);
    question.setEscapeButton(QMessageBox::Cancel);
    const int answer = question.exec();
    return answer == save ? Unsaved::Save : answer == QMessageBox::Discard ? Unsaved::Discard : Unsaved::Keep;
}

Overwrite askAboutWritten(const QString &name, QWidget &window)
{
    QMessageBox question(
        QMessageBox::Warning, QuestionWords::tr("The file is another one by now"),
        QuestionWords::tr("Somebody else has written to the file of “%1” since it was opened here.").arg(briefName(name)),
        QMessageBox::Cancel, &window);
    question.setTextFormat(Qt::PlainText);
    question.setInformativeText(QuestionWords::tr("Writing over it loses what is in the file now."));
    const QPushButton *overwrite = question.addButton(QuestionWords::tr("&Write over it"), QMessageBox::DestructiveRole);
    QPushButton *elsewhere = question.addButton(QuestionWords::tr("Save &as…"), QMessageBox::AcceptRole);
    elsewhere->setObjectName(u"saveElsewhere"_s);
    question.setDefaultButton(elsewhere);
    question.setEscapeButton(QMessageBox::Cancel);
    question.exec();
    return question.clickedButton() == overwrite ? Overwrite::Overwrite
        : question.clickedButton() == elsewhere  ? Overwrite::SaveElsewhere
                                                 : Overwrite::Cancel;
}

} // namespace chainrule
