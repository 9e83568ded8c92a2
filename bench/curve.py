#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Precision against the share of values accepted: curve.py OUT.svg NAME=VALUES.csv...

VALUES.csv is what score.py --values wrote. Each bound of confidence is a point: of the
values at or above it, how many are right, and what share of all values they are. Values
by hand are left out. Prints the table that the picture is drawn from. A program that
claims no confidence is one point.
"""
import csv
import sys

WIDTH, HEIGHT, LEFT, BOTTOM = 640, 400, 70, 50
COLOURS = ("#1a5fb4", "#c64600", "#26a269", "#813d9c")


def read(path):
    """(confidence, right), the surest first."""
    with open(path, encoding="utf-8") as file:
        rows = [(float(row["confidence"]), row["right"] == "1")
                for row in csv.DictReader(file) if row["by_hand"] == "0"]
    return sorted(rows, reverse=True)


def points(rows):
    """(share accepted, precision, bound) wherever the confidence changes."""
    out, right = [], 0
    for i, (confidence, is_right) in enumerate(rows, 1):
        right += is_right
        if i == len(rows) or rows[i][0] != confidence:
            out.append((i / len(rows), right / i, confidence))
    return out


def draw(curves, lowest):
    def at(share, precision):
        return (LEFT + share * (WIDTH - LEFT - 20),
                20 + (1 - precision) / (1 - lowest) * (HEIGHT - BOTTOM - 20))
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"'
           ' font-family="sans-serif" font-size="12">',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>']
    for i in range(6):
        share, precision = i / 5, lowest + (1 - lowest) * i / 5
        x, y = at(share, precision)
        out += [f'<path d="M{LEFT} {y:.1f}H{WIDTH - 20}" stroke="#ddd"/>',
                f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{precision:.3f}</text>',
                f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{share:.0%}</text>']
    out.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 8}" text-anchor="middle">share of values accepted</text>')
    for colour, (name, curve) in zip(COLOURS, curves.items()):
        places = [at(share, max(precision, lowest)) for share, precision, _ in curve]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        x, y = places[-1]
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>',
                f'<text x="{x - 8:.1f}" y="{y - 8:.1f}" text-anchor="end" fill="{colour}">{name}</text>']
    return "\n".join([*out, "</svg>", ""])


def main(to, named):
    curves = {}
    print("| program | bound | accepted | right of these |\n|---|---|---|---|")
    for name, path in (item.split("=", 1) for item in named):
        rows = read(path)
        curves[name] = points(rows)
        for bound in (0, .5, .8, .95) if curves[name][0][2] != curves[name][-1][2] else (0,):
            taken = [right for confidence, right in rows if confidence >= bound]
            print(f"| {name} | {bound} | {len(taken) / len(rows):.3f} |"
                  f" {sum(taken) / max(1, len(taken)):.4f} |")
    least = min(precision for curve in curves.values() for _, precision, _ in curve)
    with open(to, "w", encoding="utf-8") as file:
        file.write(draw(curves, int(least * 20) / 20 if least < 1 else .9))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
