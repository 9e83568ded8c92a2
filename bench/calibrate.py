#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What confidence is worth: calibrate.py [--write] VALUES.csv... [-- CHECK.csv...]

VALUES.csv is what score.py --values wrote of runs whose truth is known. Best made with a
build whose table is {0, 0}, {1, 1}; any other is taken off the confidence, which two
decimals make coarse where the table is flat. Counts how many values of each sureness
were right, pools neighbours until the share never falls (isotonic regression), and prints
a table of sureness against share; --write puts it into pipeline/confidence_table.h and
the values into calibration.csv, which may be given again in place of the runs. Values by
hand are left out. Prints what was claimed against what was right, for CHECK.csv too.
"""
import bisect
import csv
import pathlib
import re
import sys

TABLE = pathlib.Path(__file__).resolve().parent.parent / "pipeline/confidence_table.h"
DATA = pathlib.Path(__file__).resolve().parent / "calibration.csv"
LEAST_POOL = 40  # values; a share of fewer says little
MOST = 0.998     # nothing is surer than what was counted can show


KEPT = ("scan", "table", "column", "by_hand", "sureness", "right")


def read(paths):
    """Rows of KEPT; `sureness` is the confidence without the table."""
    table, out = read_table(), []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for row in csv.DictReader(file):
                sureness = row.get("sureness")
                if sureness is None:
                    sureness = f"{without_table(float(row['confidence']), table):.3f}"
                out.append({**row, "sureness": sureness})
    return out


def print_values(rows):
    """(sureness, right) of each value that is print."""
    return sorted((float(row["sureness"]), row["right"] == "1")
                  for row in rows if row["by_hand"] == "0")


def read_table():
    return [(float(a), float(b)) for a, b in
            re.findall(r"\{([\d.]+)F, ([\d.]+)F\}", TABLE.read_text(encoding="utf-8"))]


def without_table(value, table):
    """The sureness that the table made `value` of."""
    for (sure, right), (next_sure, next_right) in zip(table, table[1:]):
        if value <= next_right:
            share = (value - right) / (next_right - right) if next_right > right else 0
            return sure + share * (next_sure - sure)
    return table[-1][0]


def pools(values):
    """[sureness sum, right, count] from the least sure on; shares never fall."""
    out = []
    for sure, right in values:
        if out and out[-1][2] < LEAST_POOL:
            out[-1] = [out[-1][0] + sure, out[-1][1] + right, out[-1][2] + 1]
        else:
            out.append([sure, float(right), 1])
    if len(out) > 1 and out[-1][2] < LEAST_POOL:
        last = out.pop()
        out[-1] = [a + b for a, b in zip(out[-1], last)]
    merged = []
    for pool in out:
        merged.append(pool)
        while len(merged) > 1 and merged[-2][1] / merged[-2][2] > merged[-1][1] / merged[-1][2]:
            last = merged.pop()
            merged[-1] = [a + b for a, b in zip(merged[-1], last)]
    return merged


def table_of(values):
    """Points from 0, 0, each a little above the last so that it can be taken off again.
    A pool without a wrong value counts half a one."""
    points = [(0.0, 0.0)]
    for sure, right, count in pools(values):
        share = max((right - (0.5 if right == count else 0)) / count, points[-1][1] + 0.0005)
        if share < MOST and sure / count > points[-1][0] + .005:
            points.append((sure / count, share))
    surest = min((sure / count for sure, right, count in pools(values)
                  if right - .5 >= count * MOST - .5), default=1.0)
    if points[-1][0] + .005 < surest < 1:
        points.append((surest, MOST))
    return [*points, (1.0, MOST + 0.001)]


def reliability(name, values, table):
    """Claimed against counted, from the least sure to the surest."""
    sures, rights = [a for a, _ in table], [b for _, b in table]

    def claim(sure):
        i = min(max(bisect.bisect_left(sures, sure), 1), len(table) - 1)
        share = (sure - sures[i - 1]) / (sures[i] - sures[i - 1])
        return rights[i - 1] + share * (rights[i] - rights[i - 1])
    print(f"\n{name}: {len(values)} values\n\n| claimed | right | values |\n|---|---|---|")
    edges = (0, .5, .8, .9, .95, .98, .99, 1.001)
    for low, high in zip(edges, edges[1:]):
        part = [(claim(sure), right) for sure, right in values if low <= claim(sure) < high]
        if part:
            print(f"| {sum(c for c, _ in part) / len(part):.3f} "
                  f"| {sum(r for _, r in part) / len(part):.3f} | {len(part)} |")


def main(argv):
    write = "--write" in argv
    paths = [a for a in argv if a != "--write"]
    split = paths.index("--") if "--" in paths else len(paths)
    rows, check = read(paths[:split]), print_values(read(paths[split + 1:]))
    values = print_values(rows)
    table = table_of(values)
    for point in table:
        print("%.4f %.4f" % point)
    reliability("fitted on", values, table)
    if check:
        reliability("checked on", check, table)
    if write:
        head = TABLE.read_text(encoding="utf-8").split("{")[0]
        TABLE.write_text(head + "".join("{%.4fF, %.4fF},\n" % point for point in table),
                         encoding="utf-8")
        with open(DATA, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, KEPT, extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    main(sys.argv[1:])
