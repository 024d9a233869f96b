// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/training_sign.h"

#include "ui/library/library_panel.h"
#include "ui/main_window/desktop_notice.h"
#include "ui/training/page/training_page.h"

#include <QtCore/QLocale>

namespace chainrule {

namespace {

constexpr int often = 250; // ms: numbers that one can read

} // namespace

TrainingSign::TrainingSign(TrainingPage &desk, LibraryPanel &library, QString entry, QString title, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_library(library)
    , m_entry(std::move(entry))
    , m_title(std::move(title))
    , m_notice([&desk](const QString &what, const QString &more) { noticeOnDesktop(*desk.window(), what, more); })
{
    connect(&desk.session(), &TrainingSession::progressed, this, [this] {
        if (!m_shown.isValid() || m_shown.elapsed() >= often || !m_desk.training())
            show();
    });
    connect(&desk, &TrainingPage::ended, this, &TrainingSign::tellEnd);
}

void TrainingSign::show()
{
    m_shown.start();
    const bool unseen = m_desk.training() && !m_desk.isVisible();
    const auto done = qlonglong(m_desk.history().current().losses.size());
    m_library.setTitle(m_entry, unseen ? tr("Training: iteration %1").arg(QLocale().toString(done)) : m_title);
}

void TrainingSign::tellEnd(const QString &what, const QString &more)
{
    show();
    if (!m_desk.window()->isActiveWindow())
        m_notice(what, more);
}

} // namespace chainrule
