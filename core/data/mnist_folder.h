// SPDX-License-Identifier: GPL-3.0-or-later
// Where MNIST lies on this machine.
#pragma once

#include <QtCore/QString>

namespace chainrule {

// The first of these that holds all four files, or an empty string: $CHAINRULE_MNIST_DIR, and chainrule/mnist in
// the user's data folders (XDG).
QString findMnistFolder();

} // namespace chainrule
