#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the built-in mini-batch: one handwritten-looking digit of each class, as an IDX pair beside this file.

As in MNIST each fits a box of 20 × 20 pixels and has its centre of mass in the middle of 28 × 28. Run it again only to
draw other digits; the figures in the tests and in the answer of resources/demos/two_layer.json belong to these.
"""

import math
import pathlib
import struct

SIDE, BOX, FINE = 28, 20.0, 4

# Strokes through control points, x to the right and y down; pen width in pixels; slant as x per y.
DIGITS = [
    (2.5, 0.16, [[(.62, .06), (.30, .14), (.10, .50), (.22, .88), (.52, .97), (.84, .72), (.88, .34), (.66, .08), (.50, .10)]]),
    (2.6, 0.22, [[(.50, .02), (.51, .35), (.49, .70), (.50, 1.0)]]),
    (2.3, 0.10, [[(.14, .26), (.28, .06), (.62, .03), (.76, .24), (.62, .50), (.30, .78), (.10, .95), (.22, .86), (.46, .90),
                  (.70, .98), (.92, .90)]]),
    (2.4, 0.08, [[(.16, .12), (.42, .02), (.72, .12), (.68, .36), (.38, .47), (.40, .48), (.74, .58), (.78, .84), (.48, .99),
                  (.12, .90)]]),
    (2.3, 0.12, [[(.30, .02), (.20, .30), (.12, .54), (.40, .58), (.88, .52)], [(.74, .08), (.70, .50), (.66, 1.0)]]),
    (2.4, 0.18, [[(.30, .05), (.24, .28), (.20, .44), (.46, .38), (.76, .52), (.76, .82), (.46, 1.0), (.12, .92)],
                 [(.30, .06), (.58, .07), (.88, .03)]]),
    (2.4, 0.10, [[(.68, .02), (.40, .22), (.20, .58), (.26, .90), (.52, .98), (.74, .82), (.66, .60), (.44, .58), (.24, .76)]]),
    (2.5, 0.06, [[(.10, .16), (.14, .08), (.50, .07), (.86, .04), (.72, .34), (.54, .66), (.44, 1.0)]]),
    (2.2, 0.14, [[(.72, .14), (.48, .02), (.24, .16), (.34, .38), (.62, .58), (.72, .84), (.46, .99), (.22, .84), (.36, .58),
                  (.64, .38), (.76, .18), (.68, .10)]]),
    (2.4, 0.06, [[(.74, .20), (.52, .04), (.24, .18), (.26, .44), (.52, .48), (.72, .24), (.75, .12), (.72, .50), (.64, .80),
                  (.56, 1.0)]]),
]


def curve(points, steps=10):
    """A centripetal Catmull-Rom curve through the points."""
    def mirrored(a, b):
        return (2 * a[0] - b[0], 2 * a[1] - b[1])
    p = [mirrored(points[0], points[1]), *points, mirrored(points[-1], points[-2])]
    line = []
    for i in range(len(points) - 1):
        a, b, c, d = p[i:i + 4]
        t = [0.0]
        for u, v in ((a, b), (b, c), (c, d)):
            t.append(t[-1] + max(1e-6, math.dist(u, v)) ** 0.5)

        def mix(u, v, t0, t1, at):
            return tuple(((t1 - at) * x + (at - t0) * y) / (t1 - t0) for x, y in zip(u, v))
        for k in range(steps):
            at = t[1] + (t[2] - t[1]) * k / steps
            ab, bc, cd = mix(a, b, t[0], t[1], at), mix(b, c, t[1], t[2], at), mix(c, d, t[2], t[3], at)
            line.append(mix(mix(ab, bc, t[0], t[2], at), mix(bc, cd, t[1], t[3], at), t[1], t[2], at))
    return line + [points[-1]]


def ink(segments, width):
    """Each pixel's share of ink, 0 to 1, by FINE × FINE samples with a soft edge."""
    reach = width / 2 + 0.45
    fine = SIDE * FINE
    nearest = [[reach] * fine for _ in range(fine)]
    for a, b in segments:
        rows, columns = ([max(0, int((min(p, q) - reach) * FINE)), min(fine, int((max(p, q) + reach) * FINE) + 1)]
                         for p, q in ((a[1], b[1]), (a[0], b[0])))
        for row in range(*rows):
            for column in range(*columns):
                far = distance((column + 0.5) / FINE, (row + 0.5) / FINE, a, b)
                nearest[row][column] = min(nearest[row][column], far)

    def share(row, column):
        samples = [nearest[row * FINE + y][column * FINE + x] for y in range(FINE) for x in range(FINE)]
        return sum(min(1.0, (reach - far) / 0.9) for far in samples) / len(samples)
    return [[share(row, column) for column in range(SIDE)] for row in range(SIDE)]


def distance(x, y, a, b):
    dx, dy = b[0] - a[0], b[1] - a[1]
    t = max(0.0, min(1.0, ((x - a[0]) * dx + (y - a[1]) * dy) / max(1e-12, dx * dx + dy * dy)))
    return math.hypot(x - a[0] - t * dx, y - a[1] - t * dy)


def draw(width, slant, strokes):
    lines = [[(x * 0.9 - slant * y, y) for x, y in curve(stroke)] for stroke in strokes]
    xs, ys = zip(*(point for line in lines for point in line))
    room = BOX - width
    scale = room / max(max(xs) - min(xs), max(ys) - min(ys))
    lines = [[((x - min(xs)) * scale + 4, (y - min(ys)) * scale + 4) for x, y in line] for line in lines]

    for _ in range(2):
        picture = ink([pair for line in lines for pair in zip(line, line[1:])], width)
        total = sum(map(sum, picture))
        cx = sum((c + 0.5) * v for row in picture for c, v in enumerate(row)) / total
        cy = sum((r + 0.5) * sum(row) for r, row in enumerate(picture)) / total
        lines = [[(x + SIDE / 2 - cx, y + SIDE / 2 - cy) for x, y in line] for line in lines]
    return bytes(round(255 * v) for row in picture for v in row)


def main():
    folder = pathlib.Path(__file__).parent
    pictures = [draw(*digit) for digit in DIGITS]
    (folder / "images-idx3-ubyte").write_bytes(struct.pack(">4I", 0x803, len(pictures), SIDE, SIDE) + b"".join(pictures))
    (folder / "labels-idx1-ubyte").write_bytes(struct.pack(">2I", 0x801, len(pictures)) + bytes(range(len(pictures))))


if __name__ == "__main__":
    main()
