// SPDX-License-Identifier: GPL-3.0-or-later
// A page beneath the curves that looks at the model: its weights, what it confuses, what it says to a drawing.
#pragma once

#include "learning/mini_batch.h"
#include "ui/training/run/training_answers.h"

#include <QtWidgets/QWidget>

namespace chainrule {

// Is given the model a few times a second while it is to be seen, and keeps little more than what it shows of it. What takes
// longer than a frame belongs on another thread; a figure of an older model than the last one shown is drawn muted, and
// says of which iteration it is.
class ModelTool : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    // The model as it is now; nullptr when there is none, or another one is being made.
    virtual void showModel(const std::shared_ptr<const ModelSnapshot> &model) = 0;
    // The model now and then, be the tool seen or not: for what it shows of the past.
    virtual void remember(const ModelSnapshot &) { }
    // Whether it needs the gradients too, to be shown or to be remembered.
    virtual bool wantsGradients() const { return false; }

Q_SIGNALS:
    // These pictures at these weights, as a graph to be stepped through.
    void diagramWanted(const std::shared_ptr<const ModelSnapshot> &model, const MiniBatch &pictures);
};

} // namespace chainrule
