// SPDX-License-Identifier: GPL-3.0-or-later
// A field for a whole number, that refuses in place what is beyond its limits, says which they are, and keeps the old value.
#pragma once

#include <QtWidgets/QWidget>

class QLabel;

namespace chainrule {

class CountBox;

class CountField final : public QWidget
{
    Q_OBJECT

public:
    // `still` ends a refusal: "The batch size is still %1."
    CountField(const QString &name, QString still, int least, int most, int value, QWidget *parent = nullptr);

    int value() const;
    void setValue(int value); // within the limits
    void setMost(int most);
    void selectAll();
    void setBoxName(const QString &objectName); // of what one types into
    QString refusal() const; // empty when the last thing typed was taken

Q_SIGNALS:
    void changed(int value); // by hand or by setValue()

private:
    void refuse(const QString &reason);

    QString m_still;
    CountBox *m_box;
    QLabel *m_refusal;
};

} // namespace chainrule
