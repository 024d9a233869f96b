// SPDX-License-Identifier: GPL-3.0-or-later
// Two rows of small pictures: the first ones of a mini-batch.
#pragma once

#include "ui/training/run/training_answers.h"

#include <QtWidgets/QWidget>

namespace chainrule {

class BatchStrip final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int across = 8;
    static constexpr int most = 2 * across;

    explicit BatchStrip(QWidget *parent = nullptr);

    void showModel(const std::shared_ptr<const ModelSnapshot> &model); // nullptr for none
    int shown() const; // pictures

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    double side() const; // px, of a picture

    std::shared_ptr<const ModelSnapshot> m_model;
};

} // namespace chainrule
