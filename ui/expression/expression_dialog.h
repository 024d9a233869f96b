// SPDX-License-Identifier: GPL-3.0-or-later
// Type an expression and see its graph; accepted, it becomes the document.
#pragma once

#include "document/graph_document.h"

#include <QtWidgets/QDialog>

class QCheckBox;
class QLabel;
class QPushButton;

namespace chainrule {

class ExpressionField;

// With its inputs' values; empty where it is none, or more than anybody would read.
QString expressionToEdit(const GraphDocument &document);

class ExpressionDialog final : public QDialog
{
    Q_OBJECT

public:
    // Begins with this one, to be changed or typed over.
    explicit ExpressionDialog(const QString &expression, QWidget *parent = nullptr);

    // What is typed, when it is a graph.
    const std::optional<GraphDocument> &document() const { return m_document; }
    ExpressionField &field() const { return *m_field; }
    QString message() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void read();
    void say(const QString &text, bool wrong);
    void showPreview();

    ExpressionField *m_field;
    QLabel *m_message;
    QLabel *m_preview;
    QCheckBox *m_shared;
    QPushButton *m_create;
    std::optional<GraphDocument> m_document;
};

} // namespace chainrule
