#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every value of a run, right or wrong: score.py OUT TRUTH [--sure DIR] [--values FILE]
                                                 [--show]

OUT is what `vanthu run` left; TRUTH a folder with NAME.truth.json in the form of
samples/README.md; a scan belongs to the truth with the name before its first dot. Prints
the share of right header values and the F1 of the lists, and how sure wrong values
claimed to be. --values writes one line a value: scan, table, column, value, by hand or
not, confidence, right or not. documents.csv has one confidence a row, that of its least
sure value; --sure names a folder with SCAN.findings as `vanthu dump findings` prints
them, for that of each. Needs Python's standard library alone.
"""
import argparse
import csv
import difflib
import json
import pathlib
import re
import unicodedata

HEADER = ("type", "code", "date", "place", "issuer", "title", "signing_mode", "signer_title",
          "signer")
LISTS = ("references", "deadlines", "campaigns", "recipients")


def plain(text):
    """Without what a reader does not see: kinds of dashes, quotes, blanks, case."""
    text = unicodedata.normalize("NFC", text or "").replace("–", "-").replace("—", "-")
    text = re.sub(r"[“”\"„«»']", "", text)
    text = re.sub(r"\s*([-/,.;:()])\s*", r"\1", text)
    return re.sub(r"\s+", " ", text).strip(" .;:,/-").casefold()


def alike(a, b):
    a, b = plain(a), plain(b)
    return 1.0 if a == b else difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


def same_reference(want, got):
    if want.get("code"):
        return (plain(want["code"]) == plain(got["code"])
                and plain(want["type"]) == plain(got["type"])
                and want.get("date", "") == got["date"])
    return not got["code"] and alike(want["name"], got["name"]) >= .9


def same_deadline(want, got):
    def key(row, recur):
        kind, begin, end = row["kind"], row.get("from", ""), row.get("due", "")
        if kind == "within" and begin and begin == end:
            kind, begin = "on", ""
        return kind, begin, end, row.get(recur, "")
    return key(want, "recur") == key(got, "recurrence")


SAME = {
    "references": same_reference,
    "deadlines": same_deadline,
    "campaigns": lambda want, got: alike(want, got["name"]) >= .92,
    "recipients": lambda want, got: alike(want, got["recipient"]) >= .9,
}
SHOWN = {"references": "text", "deadlines": "text", "campaigns": "name",
         "recipients": "recipient"}


def read(folder, table):
    path = folder / f"{table}.csv"
    if not path.exists():
        return []
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def pairs(want, optional, got, same):
    """Wanted items with the row that is theirs or None; rows that nobody asked for."""
    left, found = list(got), []
    for item in want:
        row = next((row for row in left if same(item, row)), None)
        found.append((item, row))
        if row is not None:
            left.remove(row)
    spare = [row for row in left if not any(same(item, row) for item in [*optional, *want])]
    return found, spare


def header_is_right(column, want, got):
    if column == "title":
        return alike(want, got) >= .95
    return plain(want).replace(" ", "") == plain(got).replace(" ", "") \
        if column == "code" else plain(want) == plain(got)


class Score:
    def __init__(self):
        self.values, self.log = [], []
        self.right, self.asked = {}, {}
        self.hits, self.missed, self.extra = ({table: 0 for table in LISTS} for _ in range(3))

    def value(self, scan, table, column, value, by_hand, confidence, right):
        self.values.append((scan, table, column, value, int(by_hand), confidence, int(right)))

    def document(self, scan, truth, row, sure):
        by_hand = truth.get("by_hand", [])
        if re.search(r"\.(colour|grey)-\d", scan):
            by_hand = ["code", "date"]  # make_scans.py --set writes them whatever the plan
        elif not re.search(r"\.(office|poor)", scan):
            by_hand = []
        for column in HEADER:
            if column not in truth["document"]:
                continue
            want, got = truth["document"][column], row.get(column, "")
            right = bool(row) and header_is_right(column, want, got)
            self.asked[column] = self.asked.get(column, 0) + 1
            self.right[column] = self.right.get(column, 0) + right
            if got:
                self.value(scan, "documents", column, got, column in by_hand,
                           sure.get(column, row["confidence"]), right)
            if not right:
                self.log.append(f"{scan}: {column}: want {want!r} got {got!r}")

    def lists(self, scan, truth, tables):
        for table in LISTS:
            found, spare = pairs(truth.get(table, []), truth.get(f"{table}_optional", []),
                                 tables[table], SAME[table])
            for item, row in found:
                if row is None:
                    self.missed[table] += 1
                    self.log.append(f"{scan}: {table}: missed {item}")
                else:
                    self.hits[table] += 1
                    self.value(scan, table, "", row[SHOWN[table]], False, row["confidence"], True)
            for row in spare:
                self.extra[table] += 1
                self.log.append(f"{scan}: {table}: extra {row[SHOWN[table]]!r}"
                                f" {row.get('due', '')}{row.get('code', '')} {row['confidence']}")
                self.value(scan, table, "", row[SHOWN[table]], False, row["confidence"], False)

    def figures(self):
        out = {column: self.right[column] / self.asked[column] for column in self.asked}
        for table in LISTS:
            hits = 2 * self.hits[table]
            out[table] = hits / max(1, hits + self.missed[table] + self.extra[table])
        return out


def sureness(folder, scan):
    """column -> confidence, as a dump of findings has it."""
    path = folder / f"{scan}.findings" if folder else None
    if path is None or not path.exists():
        return {}
    return dict(re.findall(r"^(\w+): .* \((\d\.\d\d)\)$", path.read_text(encoding="utf-8"),
                           re.M))


def score(out, truth_dir, sure_dir=None):
    truths = {path.name.split(".")[0]: json.loads(path.read_text(encoding="utf-8"))
              for path in truth_dir.glob("*.truth.json")}
    tables = {table: {} for table in LISTS}
    for table in LISTS:
        for row in read(out, table):
            tables[table].setdefault(row["source"], []).append(row)
    result = Score()
    for row in read(out, "documents"):
        scan = pathlib.PurePath(row["source"]).name
        truth = truths.get(scan.split(".")[0])
        if truth is None:
            continue
        result.document(scan, truth, row, sureness(sure_dir, scan))
        result.lists(scan, truth, {t: tables[t].get(row["source"], []) for t in LISTS})
    return result


def main():
    options = argparse.ArgumentParser(description="Score a run on scans with truth.")
    options.add_argument("out", type=pathlib.Path)
    options.add_argument("truth", type=pathlib.Path)
    options.add_argument("--sure", type=pathlib.Path)
    options.add_argument("--values", type=pathlib.Path)
    options.add_argument("--show", action="store_true")
    given = options.parse_args()
    result = score(given.out, given.truth, given.sure)
    if given.show:
        print("\n".join(result.log))
    for name, figure in result.figures().items():
        print(f"{name:14s} {figure:.3f}")
    if given.values:
        with open(given.values, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(
                [("scan", "table", "column", "value", "by_hand", "confidence", "right"),
                 *result.values])


if __name__ == "__main__":
    main()
