// SPDX-License-Identifier: GPL-3.0-or-later
// What a panel scrolls: as wide as the panel, and as tall as that makes it.
#pragma once

#include <QtWidgets/QWidget>

namespace chainrule {

// Its layout would find its own size by setting every text and formula in widths that it never gets.
class PageWidget final : public QWidget
{
public:
    using QWidget::QWidget;

    QSize sizeHint() const override { return { 0, 0 }; }
    QSize minimumSizeHint() const override { return { 0, 0 }; }
};

} // namespace chainrule
