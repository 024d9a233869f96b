// SPDX-License-Identifier: GPL-3.0-or-later
// One picture as the net gets it, enlarged with sharp pixels: white ink on black, in every theme.
#pragma once

#include <QtGui/QImage>
#include <QtWidgets/QWidget>

#include <cstdint>
#include <span>

namespace chainrule {

class PictureView final : public QWidget
{
    Q_OBJECT

public:
    explicit PictureView(int side, QWidget *parent = nullptr); // px on screen

    // Grey values row by row, `columns` of them in a row; empty for none.
    void setPicture(std::span<const std::uint8_t> pixels, int columns);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_picture;
};

// 0 is black, 255 white.
QImage greyImage(std::span<const std::uint8_t> pixels, int columns);

} // namespace chainrule
