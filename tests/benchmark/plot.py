#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""plot.py GROWTH.tsv PLOT.svg: draws the curves on logarithmic axes; prints the exponent fitted to each."""
import collections
import math
import sys

COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"]
LEFT, TOP, WIDTH, HEIGHT = 60, 20, 560, 380


def fitted_exponent(points):
    """Least squares of log(time) over log(count), of counts from 1,000 on, where fixed costs no longer matter."""
    logs = [(math.log(n), math.log(t)) for n, t in points if n >= 1000] or [(math.log(n), math.log(t)) for n, t in points]
    if len(logs) < 2:
        logs = [(math.log(n), math.log(t)) for n, t in points if n >= 100]
    mean_x = sum(x for x, _ in logs) / len(logs)
    mean_y = sum(y for _, y in logs) / len(logs)
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)


def plot(curves):
    times = [t for points in curves.values() for _, t in points]
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    x_of = lambda n: LEFT + WIDTH * (math.log10(n) - 1) / 4
    y_of = lambda t: TOP + HEIGHT * (1 - (math.log10(t) - low) / (high - low))
    svg = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 220}" height="{TOP + HEIGHT + 50}" '
           'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>']
    for power in range(1, 6):
        x = x_of(10 ** power)
        svg.append(f'<line x1="{x}" y1="{TOP}" x2="{x}" y2="{TOP + HEIGHT}" stroke="#ddd"/>')
        svg.append(f'<text x="{x}" y="{TOP + HEIGHT + 16}" text-anchor="middle">{10 ** power:,}</text>')
    for power in range(low, high + 1):
        y = y_of(10 ** power)
        svg.append(f'<line x1="{LEFT}" y1="{y}" x2="{LEFT + WIDTH}" y2="{y}" stroke="#ddd"/>')
        svg.append(f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end">1e{power}</text>')
    svg.append(f'<text x="{LEFT + WIDTH / 2}" y="{TOP + HEIGHT + 38}" text-anchor="middle">count</text>')
    svg.append(f'<text x="14" y="{TOP + HEIGHT / 2}" transform="rotate(-90 14 {TOP + HEIGHT / 2})" '
               'text-anchor="middle">nanoseconds</text>')
    for i, (what, points) in enumerate(curves.items()):
        line = " ".join(f"{x_of(n):.1f},{y_of(t):.1f}" for n, t in points)
        colour = COLOURS[i % len(COLOURS)]
        svg.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        svg.append(f'<text x="{LEFT + WIDTH + 12}" y="{TOP + 16 + 20 * i}" fill="{colour}">{what}</text>')
    return "\n".join(svg + ["</svg>\n"])


curves = collections.defaultdict(list)
for line in open(sys.argv[1]):
    what, count, time = line.rstrip("\n").split("\t")
    curves[what].append((int(count), max(float(time), 1.0)))
with open(sys.argv[2], "w") as out:
    out.write(plot(curves))
for what, points in curves.items():
    print(f"{what}\t{fitted_exponent(points):.3f}")
