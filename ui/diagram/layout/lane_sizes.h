// SPDX-License-Identifier: GPL-3.0-or-later
// What lanes are made from: how much room everything takes that can come to be drawn at a node or an arrow, at any step.
#pragma once

#include "layout/lanes.h"
#include "ui/diagram/layout/edge_place.h"
#include "ui/diagram/layout/measures.h"
#include "ui/diagram/layout/spacing.h"

namespace chainrule {

// Of the visible graph's nodes and arrows. An arrow that leads to no node leads to one of its own, behind all others.
std::optional<Lanes> lanesFor(const Measures &measures, const Spacing &spacing);

// Where what is multiplied is written in a lane: above the value.
QRectF pillRoom(const EdgePlace &arrow);

} // namespace chainrule
