#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user would write in an afternoon instead: plain.py TEXT_DIR OUT

Reads NAME.txt for each scan (from tesseract or pdftotext) and fills vanthu's tables with
a dozen regular expressions. It claims no confidence: 1 for each value.
"""
import csv
import pathlib
import re
import sys

DATE = r"ngày\s*(\d{1,2})\s*(?:tháng|/|-)\s*(\d{1,2})\s*(?:năm|/|-)\s*(\d{4})"
TYPES = "Kế hoạch|Quyết định|Nghị định|Nghị quyết|Chỉ thị|Thông tư|Công văn|Hướng dẫn|Luật|" \
        "Công điện|Tờ trình|Kết luận|Thông báo"
CODE = r"\d+(?:/\d{4})?[/-][A-ZĐa-z][\w/-]*"


def iso(match):
    day, month, year = (int(part) for part in match)
    return f"{year:04d}-{month:02d}-{day:02d}"


def first(pattern, text, flags=0):
    found = re.search(pattern, text, flags)
    return found[1].strip() if found else ""


def header(text):
    head, foot = text[:2500], text[-2500:]
    date = re.search(DATE, head)
    title = re.search(r"^\s*KẾ HOẠCH\s*\n+((?:.+\n)+)", text, re.M)
    name = re.findall(r"^[ \t]*((?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+ ){1,4}[A-ZĐÀ-Ỹ][a-zà-ỹđ]+)\s*$", foot, re.M)
    return {
        "type": "Kế hoạch" if re.search(r"KẾ HOẠCH", head) else "",
        "code": first(rf"Số\s*:\s*({CODE})", head),
        "date": iso(date.groups()) if date else "",
        "place": first(r"(\S+ \S+)\s*,\s*ngày", head),
        "issuer": first(r"^\s*((?:ỦY BAN|UBND|SỞ|HỘI|BAN|TRẠM|ĐẢNG ỦY)[^\n]*?)(?:\s{2,}|CỘNG|$)", head, re.M),
        "title": " ".join(title[1].split()) if title else "",
        "signing_mode": first(r"((?:KT|TM|TL|TUQ)\.\s*[A-ZĐÀ-Ỹ ]+)", foot),
        "signer_title": first(r"^.*?\b((?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG BAN|BÍ THƯ))\s*$", foot, re.M),
        "signer": name[-1] if name else "",
    }


def lists(text):
    flat = " ".join(text.split())
    yield from (("references", {"type": m[1], "code": m[2], "date": iso(m.groups()[2:5]) if m[3] else "",
                                "text": m[0]})
                for m in re.finditer(rf"({TYPES}) số ({CODE})(?: {DATE})?", flat))
    for kind, words in (("before", "trước"), ("by", "chậm nhất|đến hết|hoàn thành")):
        for m in re.finditer(rf"(?:{words})\D{{0,20}}{DATE}", flat):
            yield "deadlines", {"kind": kind, "due": iso(m.groups()), "text": m[0]}
    for m in re.finditer(r"(hằng tháng|hàng tháng|hằng quý|hàng quý|hằng năm|hàng năm)", flat):
        recurrence = {"t": "P1M", "q": "P3M", "n": "P1Y"}[m[1].split()[1][0]]
        yield "deadlines", {"kind": "every", "recurrence": recurrence, "text": m[0]}
    for m in re.finditer(r"(phong trào thi đua|cuộc vận động|cuộc thi)\s*[“\"]([^”\"]{3,80})[”\"]", flat):
        yield "campaigns", {"name": m[2], "text": m[0]}
    foot = text[text.rfind("Nơi nhận"):] if "Nơi nhận" in text else ""
    for m in re.finditer(r"^\s*-\s*(.+?)[;.]", foot, re.M):
        yield "recipients", {"recipient": m[1], "text": m[0]}


COLUMNS = {
    "references": ("type", "code", "date", "name", "text"),
    "deadlines": ("kind", "from", "due", "recurrence", "text"),
    "campaigns": ("name", "text"),
    "recipients": ("recipient", "text"),
}


def main(text_dir, out):
    out.mkdir(parents=True, exist_ok=True)
    tables = {table: [] for table in COLUMNS}
    documents = []
    for path in sorted(text_dir.glob("*.txt")):
        text, source = path.read_text(encoding="utf-8", errors="replace"), path.stem
        documents.append({"source": source, **header(text), "confidence": 1})
        for table, row in lists(text):
            tables[table].append({"source": source, **row, "confidence": 1})
    tables["documents"] = documents
    for table, rows in tables.items():
        columns = ("source", *(COLUMNS.get(table) or list(header("")) + []), "confidence")
        with open(out / f"{table}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
