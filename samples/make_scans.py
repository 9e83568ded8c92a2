#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draw the plans of text/ as scans of different quality into scans/.

usage: make_scans.py [--out DIR] [NAME.VARIANT ...]
       make_scans.py --set SEED --out DIR [--text PLANS]

The scans are checked in: only who changes a plan or this script runs it. It needs, from
Debian: python3-gi-cairo gir1.2-pango-1.0 python3-pil python3-numpy fonts-croscore
fonts-kristi fonts-breip. README.md describes the form of the plans.

--set draws every plan of text/, or of PLANS, with every scanner, each page a little
different for each seed;
bench/ measures on that.

The layout follows Annex I of Decree 30/2020/NĐ-CP, for a Party document Guidance
36-HD/VPTW. Every page is drawn once, in points, on a cairo surface: a PDF surface gives a
born-digital page, an image surface the sheet that then goes through the scanner.
"""
import argparse
import io
import math
import pathlib
import random
import re
import time

import cairo
import gi
import numpy
from PIL import Image, ImageFilter

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
MM = 72 / 25.4  # points
A4 = (210 * MM, 297 * MM)
LEFT, RIGHT, TOP, BOTTOM = 30 * MM, 18 * MM, 20 * MM, 20 * MM
BLACK, RED, BLUE = (0.05, 0.05, 0.07), (0.84, 0.13, 0.17), (0.1, 0.14, 0.55)
WHEN = time.gmtime(1735689600)  # of every file: the bytes depend on nothing else

# What a scanner does. skew in degrees, blur and noise in pixels and grey levels.
SCANNERS = {
    "fine": {"dpi": 200, "mode": "RGB", "quality": 45, "skew": 0.2, "blur": 0.4, "noise": 2},
    "colour": {"dpi": 200, "mode": "RGB", "quality": 38, "skew": 0.8, "blur": 0.6, "noise": 4},
    "grey": {"dpi": 200, "mode": "L", "quality": 40, "skew": -0.9, "blur": 0.7, "noise": 5,
             "shade": 0.12},
    "fax": {"dpi": 200, "mode": "1", "skew": 1.1, "blur": 0.7, "noise": 16},
    "copy": {"dpi": 300, "mode": "1", "skew": -0.5, "blur": 1.1, "noise": 22, "edge": True},
    "phone": {"dpi": 170, "mode": "RGB", "quality": 55, "skew": 1.4, "blur": 0.6, "noise": 5,
              "shade": 0.35, "trapeze": 0.012},
}

# Of a whole set: the scanners whose number and day are by hand, and whose hands.
BY_HAND, HANDS = ("colour", "grey"), ("Kristi", "Breip")

# file: plan, scanner, font of the number and day (None: printed), pages turned (degrees)
SCANS = {
    "thi-dua-binh-lac.clean.pdf": ("fine", None, {}),
    "thi-dua-binh-lac.mixed.pdf": ("mixed", None, {}),
    "chuyen-doi-so.office.pdf": ("colour", "Kristi", {}),
    "phong-chay.fax.tif": ("fax", None, {}),
    "tuyen-quan.office.pdf": ("grey", None, {2: 180}),
    "trong-cay.office.pdf": ("colour", None, {}),
    "tiem-chung.phone.jpg": ("phone", None, {}),
    "pho-bien-phap-luat.born.pdf": ("born", None, {}),
    "tong-dieu-tra.copy.pdf": ("copy", None, {3: 90}),
    "hoi-phu-nu.office.pdf": ("colour", "Breip", {}),
}


def read_plan(path):
    plan = {"body": [], "recipients": [], "annexes": []}
    into = None
    for line in path.read_text(encoding="utf-8").splitlines():
        mark = re.match(r"@(\w+) ?(.*)", line)
        if mark and mark[1] in ("body", "recipients"):
            into = plan[mark[1]]
        elif mark and mark[1] == "annex":
            into = []
            plan["annexes"].append((mark[2] == "landscape", into))
        elif mark:
            plan[mark[1]] = mark[2]
        elif line.strip():
            into.append(line.strip())
    return plan


def parts(text):
    return [part.strip() for part in text.split("//") if part.strip()]


class Drawing:
    """Pages in points. `surface(width, height)` starts one and returns its context."""

    def __init__(self, surface, rng, hand):
        self.surface, self.rng, self.hand = surface, rng, hand
        self.page_no = 0
        self.turn_page()

    def turn_page(self, size=A4, number=True):
        self.width, self.height = size
        self.page_no += 1
        self.pen = self.surface(*size)
        self.pen.set_source_rgb(*BLACK)
        self.y = TOP
        if self.page_no > 1 and number:
            self.block(str(self.page_no), LEFT, 11 * MM, self.inner, 13, align="center")

    @property
    def inner(self):
        return self.width - LEFT - RIGHT

    def layout(self, text, width, size, style="", align="left", indent=0.0, justify=False,
               font="Tinos", leading=1.0):
        made = PangoCairo.create_layout(self.pen)
        PangoCairo.context_set_resolution(made.get_context(), 72)
        options = cairo.FontOptions()
        options.set_hint_metrics(cairo.HINT_METRICS_OFF)
        options.set_hint_style(cairo.HINT_STYLE_NONE)
        PangoCairo.context_set_font_options(made.get_context(), options)
        made.set_font_description(Pango.FontDescription(f"{font} {style} {size}"))
        made.set_width(round(width * Pango.SCALE))
        made.set_alignment(getattr(Pango.Alignment, align.upper()))
        made.set_wrap(Pango.WrapMode.WORD)
        made.set_indent(round(indent * Pango.SCALE))
        made.set_justify(justify)
        made.set_line_spacing(leading)
        made.set_text(text, -1)
        return made

    def block(self, text, x, y, width, size, **look):
        """Text at a place; returns the height."""
        made = self.layout(text, width, size, **look)
        self.pen.move_to(x, y)
        PangoCairo.show_layout(self.pen, made)
        return made.get_size()[1] / Pango.SCALE

    def stack(self, lines, x, y, width, size, **look):
        for line in lines:
            y += self.block(line, x, y, width, size, align="center", **look)
        return y

    def rule(self, x, y, length, thick=0.7):
        self.pen.set_line_width(thick)
        self.pen.move_to(x, y)
        self.pen.line_to(x + length, y)
        self.pen.stroke()

    def paragraph(self, text, size=14, after=4.5, **look):
        """In the column of the page; runs on to the next page line by line."""
        made = self.layout(text, self.inner, size, leading=1.08, **look)
        walk = made.get_iter()
        shift = None
        while True:
            line = walk.get_line_readonly()
            top, bottom = (v / Pango.SCALE for v in walk.get_line_yrange())
            if shift is None:
                shift = self.y - top
            if shift + bottom > self.height - BOTTOM:
                self.turn_page()
                shift = self.y - top
            x = walk.get_line_extents()[1].x / Pango.SCALE
            self.pen.move_to(LEFT + x, shift + walk.get_baseline() / Pango.SCALE)
            PangoCairo.show_layout_line(self.pen, line)
            self.y = shift + bottom
            if not walk.next_line():
                break
        self.y += after

    def write(self, text, x, baseline, size=19):
        """By hand, in blue ink, never quite level."""
        self.pen.save()
        self.pen.set_source_rgb(*BLUE)
        self.pen.translate(x, baseline - size)
        self.pen.rotate(self.rng.uniform(-0.06, 0.05))
        self.block(text, 0, 0, 200, size, font=self.hand)
        self.pen.restore()

    def row_of(self, pieces, x, y, width, look):
        """Pieces in one line, centred; what is in a list is written by hand."""
        size = look["size"]
        made = [None if isinstance(p, list) else
                self.layout(p, 400, size, style=look.get("style", "")) for p in pieces]
        gap = 26
        total = sum(m.get_size()[0] / Pango.SCALE if m else gap for m in made)
        x += (width - total) / 2
        for piece, one in zip(pieces, made):
            if one:
                self.pen.move_to(x, y)
                PangoCairo.show_layout(self.pen, one)
                x += one.get_size()[0] / Pango.SCALE
            else:
                self.write(piece[0], x + 3, y + 15)
                x += gap

    # The parts of the form.

    def header(self, plan):
        party = "party" in plan
        x, width = LEFT - 9 * MM, self.inner + 16 * MM
        left, right = width * 0.42, width * 0.58
        y = self.stack(parts(plan.get("agency_parent", "")), x, TOP, left, 12.5)
        y = self.stack(parts(plan["agency"]), x, y, left, 12.5, style="Bold")
        if party:
            y = self.stack(["*"], x, y, left, 13)
        else:
            self.rule(x + left * 0.34, y + 2, left * 0.32)
        at = x + left
        if party:
            yr = self.stack(["ĐẢNG CỘNG SẢN VIỆT NAM"], at, TOP, right, 14, style="Bold")
        else:
            yr = self.stack(["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], at, TOP, right, 12.5,
                            style="Bold")
            yr = self.stack(["Độc lập - Tự do - Hạnh phúc"], at, yr, right, 13.5, style="Bold")
        self.rule(at + right * 0.22, yr + 1.5, right * 0.56)
        y = max(y, yr) + (2 if party else 12)
        year, month, day = plan["date"].split("-")
        if int(month) > 2:
            month = str(int(month))
        number = f"Số{'' if party else ':'} "
        if self.hand:
            self.row_of([number, [plan["number"]], plan["symbol"]], x, y, left, {"size": 13})
            self.row_of([plan["place"] + ", ngày ", [day], f" tháng {month} năm {year}"], at, y,
                        right, {"size": 13.5, "style": "Italic"})
        else:
            self.stack([number + plan["number"] + plan["symbol"]], x, y, left, 13)
            self.stack([f"{plan['place']}, ngày {day} tháng {month} năm {year}"], at, y, right,
                       13.5, style="Italic")
        self.y = y + 32
        if "urgency" in plan:
            self.boxed(plan["urgency"], x + left / 2 - 15 * MM, self.y - 8, 30 * MM, 8 * MM)
        if "incoming" in plan:
            self.incoming(*(p.strip() for p in plan["incoming"].split("|")))

    def boxed(self, text, x, y, width, height):
        self.pen.save()
        self.pen.set_source_rgb(*RED)
        self.pen.set_line_width(1.6)
        self.pen.rectangle(x, y, width, height)
        self.pen.stroke()
        self.block(text, x, y + 3, width, 13, style="Bold", align="center")
        self.pen.restore()
        self.y = y + height + 8

    def incoming(self, number, day):
        """The stamp of the office that received it: not this document's number."""
        self.pen.save()
        self.pen.translate(LEFT - 5 * MM, self.y - 6)
        self.pen.rotate(-0.03)
        self.pen.set_source_rgb(*RED)
        self.pen.set_line_width(1.2)
        self.pen.rectangle(0, 0, 40 * MM, 17 * MM)
        self.pen.stroke()
        self.block("ĐẾN", 0, 2, 40 * MM, 11, style="Bold", align="center")
        self.block(f"Số: {number}", 5, 17, 38 * MM, 10)
        self.block(f"Ngày: {day}", 5, 31, 38 * MM, 10)
        self.pen.restore()
        self.y += 17 * MM

    def title(self, plan):
        self.y = self.stack([plan["type"]], LEFT, self.y, self.inner, 14.5, style="Bold")
        self.y = self.stack(parts(plan["title"]), LEFT, self.y + 1, self.inner, 14, style="Bold")
        if "party" in plan:
            self.y = self.stack(["-----"], LEFT, self.y, self.inner, 12) + 8
        else:
            self.rule(self.width * 0.44, self.y + 3, self.width * 0.12)
            self.y += 16

    def body(self, lines):
        table = None
        for line in lines:
            mark, _, rest = line.partition(" ")
            if line == "+ table":
                table = []
            elif line == "- table":
                self.table(table)
                table = None
            elif table is not None:
                table.append([cell.strip() for cell in line.split(" | ")])
            elif mark == "#":
                self.paragraph(rest, style="Bold", indent=12.7 * MM)
            elif mark == "##":
                self.paragraph(rest, style="Bold Italic", indent=12.7 * MM)
            elif mark in ("=", "~"):
                self.paragraph(rest, align="center", style="Bold" if mark == "=" else "Italic")
            elif mark == ">":
                bold = rest.startswith("*")
                self.y = self.stack([rest.lstrip("*")], self.width / 2, self.y,
                                    self.width / 2 - RIGHT, 13, style="Bold" if bold else "Italic")
            else:
                self.paragraph(line, indent=12.7 * MM, justify=True)

    def table(self, rows):
        longest = [max(len(cell) for cell in column) ** 0.75 for column in zip(*rows)]
        widths = [self.inner * part / sum(longest) for part in longest]
        for number, row in enumerate(rows):
            looks = [{"style": "Bold" if number == 0 else "",
                      "align": "center" if number == 0 or len(cell) < 4 else "left"}
                     for cell in row]
            height = 8 + max(self.layout(cell, width - 8, 12.5, **look).get_size()[1]
                             for cell, width, look in zip(row, widths, looks)) / Pango.SCALE
            if self.y + height > self.height - BOTTOM:
                self.turn_page()
            x = LEFT
            for cell, width, look in zip(row, widths, looks):
                self.pen.set_line_width(0.6)
                self.pen.rectangle(x, self.y, width, height)
                self.pen.stroke()
                self.block(cell, x + 4, self.y + 4, width - 8, 12.5, **look)
                x += width
            self.y += height
        self.y += 8

    def foot(self, plan):
        two = "signer_left" in plan
        height = 51 * MM + 14 * (len(plan["recipients"]) if two else 2)
        if self.y + max(height, 15 * len(plan["recipients"])) > self.height - BOTTOM:
            self.turn_page()
        top, half = self.y + 6, self.inner / 2
        if two:
            self.signature(parts(plan["signing_left"]), plan["signer_left"], LEFT, top, half)
        below = self.signature(parts(plan["signing"]), plan["signer"], LEFT + half, top, half,
                               seal=plan["agency"], stamped="stamped_name" in plan)
        y = below + 4 if two else top
        y += self.block("Nơi nhận:", LEFT, y, half, 12, style="Bold Italic")
        for line in plan["recipients"]:
            y += self.block(line, LEFT, y, half - 4, 11)
        self.y = max(y, below)

    def signature(self, lines, name, x, y, width, seal=None, stamped=False):
        """`stamped`: office and name are pressed in red under the printed authority."""
        self.pen.save()
        for number, line in enumerate(lines):
            if stamped and number == len(lines) - 1:
                self.pen.set_source_rgb(*RED)
            y = self.stack([line], x, y, width, 13.5, style="Bold")
        middle = x + width / 2
        self.stack([name], x, y + 30 * MM, width, 14, style="Bold")
        self.pen.set_source_rgb(*BLUE)
        self.scrawl(middle - 16 * MM, y + 17 * MM)
        self.pen.restore()
        if seal:
            self.seal(seal.replace("//", " "), middle - 14 * MM, y + 15.5 * MM)
        return y + 30 * MM + 18

    def scrawl(self, x, y):
        self.pen.set_line_width(1.1)
        self.pen.move_to(x, y)
        for _ in range(6):
            up, down, on = (self.rng.uniform(*v) for v in ((6, 30), (4, 26), (9, 20)))
            self.pen.rel_curve_to(on * 0.4, -up, on * 0.9, down, on, self.rng.uniform(-6, 6))
        self.pen.stroke()

    def seal(self, text, x, y):
        self.pen.save()
        self.pen.set_operator(cairo.OPERATOR_MULTIPLY)
        self.pen.set_source_rgb(0.92, 0.33, 0.36)
        self.pen.translate(x, y)
        self.pen.rotate(self.rng.uniform(-0.25, 0.25))
        for radius, thick in ((17, 2), (15.8, 0.6), (11, 0.8)):
            self.pen.new_path()
            self.pen.set_line_width(thick)
            self.pen.arc(0, 0, radius * MM, 0, 2 * math.pi)
            self.pen.stroke()
        for corner in range(10):
            angle = math.pi * (corner / 5 - 0.5)
            radius = (5.5 if corner % 2 == 0 else 2.2) * MM
            self.pen.line_to(radius * math.cos(angle), radius * math.sin(angle))
        self.pen.close_path()
        self.pen.fill()
        round_text = text + " * "
        for number, letter in enumerate(round_text):
            self.pen.save()
            self.pen.rotate(2 * math.pi * number / len(round_text))
            self.block(letter, -5, -15.4 * MM, 10, 8, style="Bold", align="center")
            self.pen.restore()
        self.pen.restore()

    def plan(self, plan):
        self.header(plan)
        self.title(plan)
        self.body(plan["body"])
        self.foot(plan)
        for landscape, lines in plan["annexes"]:
            self.turn_page(A4[::-1] if landscape else A4, number=False)
            self.body(lines)


def sheets_of(plan, rng, hand, dpi):
    """The plan as a list of images, as printed, signed and sealed."""
    surfaces = []

    def start(width, height):
        scale = dpi / 72
        surface = cairo.ImageSurface(cairo.FORMAT_RGB24, round(width * scale),
                                     round(height * scale))
        surfaces.append(surface)
        pen = cairo.Context(surface)
        pen.set_source_rgb(1, 1, 1)
        pen.paint()
        pen.scale(scale, scale)
        return pen

    Drawing(start, rng, hand).plan(plan)
    images = []
    for surface in surfaces:
        surface.flush()
        size = surface.get_width(), surface.get_height()
        images.append(Image.frombuffer("RGB", size, bytes(surface.get_data()), "raw", "BGRX",
                                       surface.get_stride(), 1))
    return images


def scan(sheet, how, noise):
    """What the scanner makes of a sheet."""
    paper = (250, 249, 246)
    image = sheet.rotate(-how["skew"] * noise.uniform(0.6, 1.1), Image.BICUBIC, fillcolor=paper)
    width, height = image.size
    if "trapeze" in how:
        cut = how["trapeze"] * width
        image = image.transform(image.size, Image.QUAD,
                                (-cut, -cut, cut / 2, height, width - cut / 2, height + cut,
                                 width + cut, 0), Image.BICUBIC, fillcolor=(70, 66, 60))
    image = image.filter(ImageFilter.GaussianBlur(how["blur"]))
    pixels = numpy.asarray(image, dtype=numpy.float32)
    if "shade" in how:
        down, across = numpy.mgrid[0:height, 0:width].astype(numpy.float32)
        fall = how["shade"] * (0.7 * across / width + 0.3 * down / height)
        pixels = pixels * (1 - fall)[..., None]
    pixels = pixels + noise.normal(0, how["noise"], (height, width, 1))
    if "edge" in how:  # the dark border of a copier that was left open
        pixels[:, : round(width * 0.012)] *= 0.1
    image = Image.fromarray(numpy.clip(pixels, 0, 255).astype(numpy.uint8))
    if how["mode"] == "1":
        return image.convert("L").point(lambda level: 255 if level > 150 else 0).convert("1")
    return image.convert(how["mode"])


def jpeg_of(image, quality):
    held = io.BytesIO()
    image.save(held, "JPEG", quality=quality)
    return held.getvalue()


def save(images, path, how):
    options = {"save_all": True, "append_images": images[1:]}
    dpi = how["dpi"]
    if path.suffix == ".jpg":
        images[0].save(path, quality=how["quality"], dpi=(dpi, dpi))
    elif path.suffix == ".tif":
        images[0].save(path, compression="group4", dpi=(dpi, dpi), **options)
    else:
        images[0].save(path, "PDF", resolution=dpi, quality=how.get("quality", 75),
                       creationDate=WHEN, modDate=WHEN, **options)


def save_vector(plan, rng, path, scanned_pages):
    """A PDF as an office program writes it, where `scanned_pages` are scans."""
    how = SCANNERS["grey"]
    scans = [scan(sheet, how, numpy.random.default_rng(7))
             for sheet in sheets_of(plan, random.Random(7), None, how["dpi"])]
    surface = cairo.PDFSurface(str(path), *A4)
    surface.set_metadata(cairo.PDF_METADATA_CREATE_DATE, time.strftime("%Y-%m-%dT%H:%M:%S", WHEN))
    state = {"page_no": 0, "pen": None}

    def start(width, height):
        if state["pen"]:
            state["pen"].show_page()
        surface.set_size(width, height)
        state["page_no"] += 1
        state["pen"] = cairo.Context(surface)
        if state["page_no"] not in scanned_pages:
            return state["pen"]
        image = scans[state["page_no"] - 1]
        held = cairo.ImageSurface(cairo.FORMAT_RGB24, *image.size)
        held.set_mime_data("image/jpeg", jpeg_of(image, how["quality"]))
        state["pen"].scale(width / image.width, height / image.height)
        state["pen"].set_source_surface(held)
        state["pen"].paint()
        # The page is there already: what is drawn now goes nowhere.
        return cairo.Context(cairo.RecordingSurface(cairo.CONTENT_COLOR_ALPHA, None))

    Drawing(start, rng, None).plan(plan)
    surface.finish()


def make(name, texts, out, scan_of):
    scanner, hand, turns = scan_of
    plan = read_plan(texts / (name.split(".")[0] + ".plan"))
    rng = random.Random(name)
    path = out / name
    if scanner in ("born", "mixed"):
        save_vector(plan, rng, path, (2,) if scanner == "mixed" else ())
    else:
        how = SCANNERS[scanner]
        noise = numpy.random.default_rng(rng.randrange(2**32))
        images = [scan(sheet, how, noise) for sheet in sheets_of(plan, rng, hand, how["dpi"])]
        images = [image.rotate(turns.get(number, 0), expand=True)
                  for number, image in enumerate(images, 1)]
        save(images, path, how)
    print(f"{path.stat().st_size // 1024:6d} KiB  {name}")


def main():
    options = argparse.ArgumentParser(description="Draw the sample plans as scans.")
    options.add_argument("--out", type=pathlib.Path, default=HERE / "scans")
    options.add_argument("names", nargs="*", help="files to make (default: all)")
    options.add_argument("--set", type=int, metavar="SEED")
    options.add_argument("--text", type=pathlib.Path, default=HERE / "text")
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    if given.set is not None:
        for text in sorted(given.text.glob("*.plan")):
            for scanner in SCANNERS:
                hand = random.Random(f"{text.stem} {given.set}").choice(HANDS)
                make(f"{text.stem}.{scanner}-{given.set}.pdf", given.text, given.out,
                     (scanner, hand if scanner in BY_HAND else None, {}))
        return
    for name in given.names or SCANS:
        make(name, given.text, given.out, SCANS[name])


main()
