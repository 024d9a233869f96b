// SPDX-License-Identifier: GPL-3.0-or-later
// A graph document as a PyTorch program: the forward pass as one writes it, the gradients by PyTorch's autograd.
#pragma once

#include "code/python_code.h"
#include "document/compiled_graph.h"

namespace chainrule {

// As pythonProgram(): in double, it prints every value and every gradient, one "name = …" a line. What a node that has a
// fault (engine/faults.h) would compute wrongly on the way back, autograd computes rightly. One that learns as with NumPy.
PythonProgram torchProgram(const GraphDocument &document, const CompiledGraph &compiled,
                           const std::optional<PythonLearning> &learning = {});

// How PyTorch computes an operation, torch.py in its folder: "lambda x, y: x + y", one line for each number of attributes that
// are given, or a function. Empty when there is none.
QString torchFunction(const Op &op);

} // namespace chainrule
