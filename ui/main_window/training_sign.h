// SPDX-License-Identifier: GPL-3.0-or-later
// That the training goes on, for who looks at another page or another window.
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>

#include <functional>

namespace chainrule {

class LibraryPanel;
class TrainingPage;

// While the desk trains out of sight, its entry in the library says how far it is; at the end of a training the desktop tells
// of it, unless the window is in front.
class TrainingSign final : public QObject
{
    Q_OBJECT

public:
    using Notice = std::function<void(const QString &what, const QString &more)>;

    TrainingSign(TrainingPage &desk, LibraryPanel &library, QString entry, QString title, QObject *parent);

    void setNotice(Notice notice) { m_notice = std::move(notice); }
    void show(); // the page has changed

private:
    void tellEnd(const QString &what, const QString &more);

    TrainingPage &m_desk;
    LibraryPanel &m_library;
    QString m_entry; // its id
    QString m_title; // when there is nothing to be said
    Notice m_notice;
    QElapsedTimer m_shown;
};

} // namespace chainrule
