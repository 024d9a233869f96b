// SPDX-License-Identifier: GPL-3.0-or-later
// A small histogram with its title above and its reach below.
#pragma once

#include "ui/theme/theme.h"
#include "ui/training/gradients/histogram.h"

#include <QtWidgets/QWidget>

namespace chainrule {

class HistogramView final : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    // `note` is what is to be said of it in a few words, beneath the title.
    void show(const QString &title, const QString &note, const Histogram &histogram, QColor Theme::*colour);
    void showNothing(const QString &title);
    const Histogram &histogram() const { return m_histogram; }
    QString note() const { return m_note; }

    QSize sizeHint() const override { return { 200, 120 }; }
    QSize minimumSizeHint() const override { return { 120, 72 }; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_title;
    QString m_note;
    Histogram m_histogram;
    QColor Theme::*m_colour = &Theme::backward;
};

} // namespace chainrule
