// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures with their labels below them: ten in a row, or two rows of five where classes have names.
#pragma once

#include "digits/dataset.h"

#include <QtWidgets/QWidget>

#include <memory>

namespace chainrule {

class SampleStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit SampleStrip(QWidget *parent = nullptr);

    void showPictures(const std::shared_ptr<const Dataset> &data, std::vector<Index> pictures); // of the training set
    QStringList labels() const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    int across() const;
    QRect cell(int picture, int width) const; // with the label

    std::shared_ptr<const Dataset> m_data;
    std::vector<Index> m_pictures;
};

} // namespace chainrule
