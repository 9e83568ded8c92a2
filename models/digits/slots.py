#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of filled-in gaps to learn from: digits by hand between print.

A picture is HEIGHT pixels high, paper 0, ink up to 1, and stands as pipeline/page_slot.c
cuts it: the foot of the print at FOOT, digits and capitals of print PRINT pixels high.
Digits come from three hands: MNIST's (IDX files, given), fonts that imitate handwriting
(Debian's, list below), and strokes drawn from templates with jitter, which have the
forms that clerks write and MNIST hardly knows: 1 with a long up-stroke, 7 with a bar, 2
with a loop, open and closed 4, an ink gap, digits that touch each other and the slash.
"""
import gzip
import math
import random
import struct

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

HEIGHT, FOOT, PRINT = 48, 33, 16.5
MOST_WIDTH = 208

FONT_DIR = "/usr/share/fonts/"
PRINT_FONTS = [
    "truetype/croscore/Tinos-Regular.ttf", "truetype/croscore/Tinos-Bold.ttf",
    "truetype/croscore/Tinos-Italic.ttf",
]
PRINT_ITALICS = [
    "truetype/croscore/Tinos-Italic.ttf", "truetype/croscore/Tinos-BoldItalic.ttf",
    "truetype/liberation/LiberationSerif-Italic.ttf",
]
HAND_FONTS = [
    "truetype/kristi/Kristi.ttf", "truetype/breip/Breip.ttf",
    "truetype/femkeklaver/femkeklaver.ttf",
    "opentype/bwht/BecauseWeBuild-Regular.otf", "opentype/bwht/BecauseWeConnect-Regular.otf",
    "opentype/bwht/BecauseWeCreate-Regular.otf", "opentype/bwht/BecauseWeLearn-Regular.otf",
    "opentype/bwht/BecauseWeMentor-Regular.otf", "opentype/bwht/BecauseWeOrganize-Regular.otf",
    "truetype/fifthhorseman/dkg.ttf", "truetype/humor-sans/Humor-Sans.ttf",
    "truetype/klee/KleeOne-Regular.ttf", "truetype/kiloji/kiloji.ttf",
    "truetype/ecolier-court/Ecolier-court.ttf", "truetype/rufscript/Rufscript010.ttf",
    "truetype/sjfonts/Delphine.ttf", "truetype/sjfonts/SteveHand.ttf",
    "opentype/dancingscript/DancingScript-Regular.otf",
    "truetype/ldco/Daniel.ttf", "truetype/seto/setofont.ttf",
    "opentype/comic-neue/ComicNeue-Regular.otf",
]

# Strokes of digits in a box 1 high (y down), as points of a smooth curve; "|" lifts the
# pen. Several forms of each digit, as pens write them.
FORMS = {
    "0": ["50,0 20,8 4,40 6,75 26,98 50,92 64,60 60,22 46,2",
          "55,6 40,0 12,18 2,60 16,96 44,96 62,64 60,24 42,4",
          "30,2 56,10 66,45 58,85 32,100 8,84 2,50 10,16 36,0"],
    "1": ["0,34 30,0|30,0 28,50 27,100",
          "0,50 34,2|34,2 26,50 18,100",
          "22,0 20,50 19,100",
          "0,62 20,36 38,0|38,0 32,48 24,100",
          "4,28 26,2|26,2 26,98|8,98 44,98",
          "30,0 16,50 0,100"],
    "2": ["4,26 18,4 42,2 54,22 44,48 20,78 0,98|0,98 30,92 62,98",
          "6,20 26,0 50,10 48,36 28,66 4,90 14,98 22,86 10,86 34,94 64,94",
          "2,30 16,6 42,0 56,18 46,44 22,72 4,92 2,80 18,80 40,96 66,90",
          "8,16 30,0 52,10 52,32 34,60 6,96|6,96 62,96",
          "0,10 24,0 46,8 48,30 30,60 6,88 0,98 12,94 40,96 70,100"],
    "3": ["4,12 26,0 50,8 50,28 24,44|24,44 54,54 58,80 34,100 2,90",
          "4,2 50,2|50,2 22,40|22,40 54,50 58,78 36,98 0,92",
          "8,8 34,0 48,16 40,36 18,44 46,50 56,72 40,96 10,100 0,88",
          "0,6 30,0 46,14 36,36 14,46 44,54 50,80 26,108 0,96"],
    "4": ["34,0 16,34 0,66|0,66 64,64|48,38 44,70 42,104",
          "8,2 4,30 2,56|2,56 56,54|52,0 48,50 44,102",
          "44,0 22,30 0,64|0,64 62,62|44,0 44,50 42,100",
          "40,0 20,36 2,62 30,62 58,56|46,20 40,64 34,106",
          "30,0 12,40 0,60 30,58 62,56|48,6 44,50 40,100",
          "36,0 10,60 0,90|36,0 40,50 42,98|4,62 60,60"],
    "5": ["12,2 8,42|8,42 34,34 56,54 52,84 26,100 0,90|12,2 56,0",
          "54,2 14,4|14,4 8,44|8,44 36,36 56,58 48,88 22,100 0,92",
          "10,6 6,46 32,38 54,58 50,86 24,102 0,94|10,8 34,10 60,0",
          "16,0 8,40 30,38 48,56 44,86 20,104 -4,96|20,2 62,-6"],
    "6": ["50,0 24,20 6,54 4,82 24,100 48,92 54,68 38,52 16,60 4,78",
          "40,0 16,34 4,68 14,96 40,98 54,78 44,56 22,56 6,74",
          "56,6 36,0 14,26 4,64 12,94 36,100 54,84 50,60 28,54 8,70",
          "28,0 10,40 4,76 20,100 42,90 44,66 26,58 6,76"],
    "7": ["2,6 54,2|54,2 34,44 20,100", "2,4 56,4|56,4 36,50 24,102|14,50 54,46",
          "0,16 6,4 30,8 58,0|58,0 38,50 28,104|14,52 56,46",
          "0,8 50,4 30,54 18,104|10,52 50,48",
          "4,20 4,4 54,4|54,4 34,52 26,100", "0,4 30,6 52,0 40,40 22,104|20,52 58,44"],
    "8": ["50,12 30,0 10,12 14,34 40,54 56,76 44,98 16,98 4,78 20,56 46,34 50,12",
          "28,48 8,28 20,4 44,6 48,28 28,48 6,72 14,98 44,98 54,74 28,48",
          "54,4 30,0 12,18 24,42 48,64 46,94 20,102 6,80 24,56 46,32 54,4",
          "46,10 24,0 10,20 30,44 46,66 36,96 10,96 6,70 28,48 50,24 46,6"],
    "9": ["52,20 32,0 8,12 6,38 26,50 48,36 54,14|54,14 50,56 40,102",
          "50,14 26,0 4,20 10,46 36,48 52,20 50,50 44,80 20,104 0,92",
          "46,8 20,2 4,26 16,48 40,42 50,10|50,10 48,60 46,104",
          "48,16 28,0 8,14 8,38 28,46 48,24 46,60 32,94 4,104",
          "44,12 22,0 4,20 14,44 40,34 46,10 40,60 28,106"],
}


def read_mnist(folder):
    """Lists of digits by label, each a float array cut to its ink."""
    def load(name, skip):
        with gzip.open(f"{folder}/{name}", "rb") as file:
            return np.frombuffer(file.read()[skip:], np.uint8)
    import os
    names = os.listdir(folder)
    images = next(n for n in names if "images" in n)
    labels = next(n for n in names if "labels" in n)
    pictures = load(images, 16).reshape(-1, 28, 28)
    of = {str(d): [] for d in range(10)}
    for picture, label in zip(pictures, load(labels, 8)):
        ys, xs = np.nonzero(picture > 40)
        of[str(label)].append(
            picture[ys.min():ys.max() + 1, xs.min():xs.max() + 1].astype(np.float32) / 255)
    return of


def smooth(points, steps=10):
    """Catmull-Rom through the points."""
    if len(points) < 3:
        return points
    p = [points[0]] + points + [points[-1]]
    out = []
    for i in range(1, len(p) - 2):
        for s in range(steps):
            t = s / steps
            out.append(.5 * (2 * p[i] + (p[i + 1] - p[i - 1]) * t
                             + (2 * p[i - 1] - 5 * p[i] + 4 * p[i + 1] - p[i + 2]) * t * t
                             + (3 * p[i] - p[i - 1] - 3 * p[i + 1] + p[i + 2]) * t ** 3))
    return out + [p[-2]]


class Pen:
    """One writer: the forms, slant, width and pressure that stay within a number."""

    def __init__(self, rng):
        self.rng = rng
        self.form = {d: rng.choice(f) for d, f in FORMS.items()}
        self.slant = rng.uniform(-.1, .45)
        self.wide = rng.uniform(.7, 1.25)
        self.jitter = rng.uniform(1, 6)
        self.pen = rng.uniform(1.1, 3.6) * 4
        self.press = rng.uniform(0, .5)

    def digit(self, d, height):
        """`height` pixels high, drawn four times as large, then shrunk."""
        rng, k = self.rng, height * 4 / 100
        form = self.form[d] if rng.random() < .85 else rng.choice(FORMS[d])
        strokes = []
        sx, sy = rng.uniform(.9, 1.1), rng.uniform(.92, 1.08)
        for part in form.split("|"):
            points = []
            for xy in part.split():
                x, y = (float(v) for v in xy.split(","))
                x += rng.gauss(0, self.jitter)
                y += rng.gauss(0, self.jitter)
                points.append(np.array([x * self.wide * sx + (100 - y) * self.slant, y * sy]))
            strokes.append(smooth(points))
        everything = np.concatenate([np.array(s) for s in strokes])
        low = everything.min(0)
        pad = self.pen + 4
        size = ((everything.max(0) - low) * k + 2 * pad).astype(int) + 1
        image = np.zeros((size[1], size[0]), np.uint8)
        for stroke in strokes:
            points = [(p - low) * k + pad for p in stroke]
            for i in range(len(points) - 1):
                wave = 1 + self.press * math.sin(i * .35 + 1)
                cv2.line(image, tuple(int(v) for v in points[i]),
                         tuple(int(v) for v in points[i + 1]), 255,
                         max(1, int(self.pen * wave)), cv2.LINE_AA)
        small = cv2.resize(image, None, fx=.25, fy=.25, interpolation=cv2.INTER_AREA)
        return small.astype(np.float32) / 255


class Maker:
    def __init__(self, mnist_dir, seed):
        self.rng = random.Random(seed)
        self.np = np.random.default_rng(seed)
        self.mnist = read_mnist(mnist_dir)
        self.fonts = {}

    def font(self, name, size):
        key = (name, size)
        if key not in self.fonts:
            self.fonts[key] = ImageFont.truetype(FONT_DIR + name, size)
        return self.fonts[key]

    def text(self, text, name, size):
        """Ink of a text, and how far above its foot the picture begins."""
        font = self.font(name, size)
        left, top, right, bottom = font.getbbox(text, anchor="ls")
        image = Image.new("L", (max(1, right - left + 2), max(1, bottom - top + 2)))
        ImageDraw.Draw(image).text((1 - left, 1 - top), text, 255, font, anchor="ls")
        return np.asarray(image, np.float32) / 255, top - 1

    def number(self):
        rng = self.rng
        kind = rng.random()
        if kind < .35:
            day = rng.randint(1, 31)
            return f"{day:02d}" if rng.random() < .6 else str(day)
        if kind < .42:
            return f"{rng.randint(1, 12):02d}" if rng.random() < .3 else str(rng.randint(1, 12))
        digits = rng.choices([1, 2, 3, 4], [.05, .25, .4, .3])[0]
        head = rng.choice("123456789") if digits != 2 or rng.random() < .7 else "0"
        return head + "".join(rng.choice("0123456789") for _ in range(digits - 1))

    def print_height(self, name):
        """The size of the font that makes its capitals PRINT high."""
        return max(8, round(PRINT / .66 * self.rng.uniform(.93, 1.07)))

    def digits(self, text):
        """(picture, top) of each digit, in one hand."""
        rng = self.rng
        source = rng.random()
        size = PRINT * rng.uniform(.95, 1.75)
        if source < .06:  # print, as where a typed day was taken for a pen's
            name = rng.choice(PRINT_FONTS + PRINT_ITALICS)
            picture, top = self.text(text, name, self.print_height(name))
            return [(picture, top)]
        if source < .28:
            name = rng.choice(HAND_FONTS)
            ink, _ = self.text("0", name, 40)
            points = max(8, round(40 * size / ink.shape[0]))
            if rng.random() < .5:
                return [self.text(text, name, points)]
            return [self.text(d, name, points) for d in text]
        if source < .58:
            shear, wide = rng.uniform(-.2, .35), rng.uniform(.7, 1.15)
            thick = rng.choice([-1, 0, 0, 0, 1])
            out = []
            for d in text:
                picture = rng.choice(self.mnist[d])
                h = size * rng.uniform(.88, 1.12)
                s = h / max(picture.shape[0], 8)
                w = max(3, int(picture.shape[1] * s * wide))
                picture = np.pad(cv2.resize(picture, (w, int(h))), ((2, 2), (8, 8)))
                m = np.float32([[1, -shear, shear * h * .5], [0, 1, 0]])
                picture = cv2.warpAffine(picture, m, picture.shape[::-1])
                if thick:
                    k = np.ones((2, 2), np.uint8)
                    picture = cv2.erode(picture, k) if thick < 0 else cv2.dilate(picture, k)
                columns = np.nonzero(picture.max(0) > .15)[0]
                if len(columns):
                    picture = picture[:, columns[0]:columns[-1] + 1]
                out.append((picture, -picture.shape[0]))
            return out
        pen = Pen(rng)
        pen.pen *= size / 24
        out = []
        for d in text:
            picture = pen.digit(d, size * rng.uniform(.85, 1.15))
            out.append((picture, -picture.shape[0]))
        return out

    def put(self, page, picture, x, y):
        """Ink over ink; what falls outside is cut."""
        x, y = int(round(x)), int(round(y))
        h, w = picture.shape
        x0, y0, x1, y1 = max(x, 0), max(y, 0), min(x + w, page.shape[1]), min(y + h, page.shape[0])
        if x0 < x1 and y0 < y1:
            part = page[y0:y1, x0:x1]
            np.maximum(part, picture[y0 - y:y1 - y, x0 - x:x1 - x], out=part)

    def written(self, text):
        """The digits beside each other on a page of their own; x of ink's two ends."""
        rng = self.rng
        pieces = self.digits(text)
        page = np.zeros((HEIGHT + 32, 400), np.float32)
        gap = rng.choice([rng.uniform(-3, 1), rng.uniform(-1, 4), rng.uniform(2, 9)])
        x, foot = 40.0, FOOT + 16 + rng.uniform(-3, 4)
        slope = rng.uniform(-.12, .06)
        for picture, top in pieces:
            self.put(page, picture, x, foot + top + slope * (x - 40) + rng.gauss(0, 1))
            x += picture.shape[1] + gap + rng.gauss(0, .8)
        if rng.random() < .6:
            page = self.bend(page)
        if rng.random() < .12:  # ink gaps
            holes = cv2.GaussianBlur(self.np.normal(0, 1, page.shape).astype(np.float32), (0, 0), 1.2)
            page *= holes < rng.uniform(.6, 1)

        return page

    def bend(self, page):
        h, w = page.shape
        amp = self.rng.uniform(.3, 1.6)
        dx, dy = (cv2.resize(self.np.normal(0, 1, (h // 12 + 2, w // 12 + 2)).astype(np.float32),
                             (w, h), interpolation=cv2.INTER_CUBIC) * amp for _ in range(2))
        yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
        return cv2.remap(page, xx + dx, yy + dy, cv2.INTER_LINEAR)

    def letters(self, n):
        return "".join(self.rng.choice("ABCDĐEGHIKLMNOPQRSTUVXY") for _ in range(n))

    def beside(self):
        """What is printed left and right of the gap, and in which font."""
        rng = self.rng
        if rng.random() < .5:
            italics = rng.choice(PRINT_ITALICS)
            return (("ngày", "tháng") if rng.random() < .7 else ("tháng", "năm")), italics
        name = rng.choice(PRINT_FONTS[:2] + PRINT_FONTS)
        left = rng.choice(["Số:", "Số:", "Số :", "Số", "Số.", "SỐ:"])
        kind = rng.choice(["KH", "KH", "QĐ", "TB", "BC", "GM", "CV", "HD", "CT", "TTr", "SNV"])
        right = rng.choice(["/", "/", "/", "/ ", "-", "/ ", " /", ""]) + kind
        right += rng.choice(["-", " - ", "-", "/", ""]) + self.letters(rng.randint(2, 5))
        return (left, right), name

    def scene(self, text):
        """A picture with print on both sides, nothing wrong with it yet."""
        rng = self.rng
        hand = self.written(text)
        columns = np.nonzero(hand.max(0) > .2)[0]
        if not len(columns):
            return None
        hand = hand[:, columns[0]:columns[-1] + 1]
        (left, right), name = self.beside()
        points = self.print_height(name)
        before = rng.choice([rng.uniform(-2, 3), rng.uniform(0, 10), rng.uniform(5, 30)])
        after = rng.choice([rng.uniform(-3, 3), rng.uniform(0, 10), rng.uniform(5, 40)])
        # pipeline/hand_row.c cuts a print height beside the gap, more where the symbol
        # was not found
        margin_left = PRINT * (rng.uniform(.8, 1.2) if rng.random() < .7 else rng.uniform(.2, 2))
        margin_right = PRINT * (rng.uniform(.6, 1.3) if rng.random() < .6 else rng.uniform(.2, 6))
        width = int(margin_left + before + hand.shape[1] + after + margin_right)
        width = min(max(width, 40), MOST_WIDTH)
        page = np.zeros((HEIGHT + 32, width), np.float32)
        slope, dark = rng.uniform(-.03, .03), rng.uniform(.75, 1)
        picture, top = self.text(left, name, points)
        foot = FOOT + 16 + rng.uniform(-1.5, 1.5)
        self.put(page, picture * dark, margin_left - picture.shape[1], foot + top - slope * width / 2)
        x = margin_left + before
        if rng.random() < .1:  # leaders
            for lx in np.arange(margin_left, x + hand.shape[1] + after, rng.uniform(3.5, 6)):
                self.put(page, np.full((2, 2), dark, np.float32), lx, foot - 2)
        picture, top = self.text(right, name, points)
        self.put(page, picture * dark, x + hand.shape[1] + after, foot + top + slope * width / 2)
        self.around(page, name, points, foot, dark)
        pen = rng.uniform(.55, 1)
        self.put(page, hand * pen, x, rng.uniform(-2, 2))
        return page[16:16 + HEIGHT]

    def around(self, page, name, points, foot, dark):
        """Lines of text above and below, the agency's underline."""
        rng, width = self.rng, page.shape[1]
        if rng.random() < .3:
            y = foot - PRINT * rng.uniform(1.7, 2.6)
            x0, x1 = sorted(rng.uniform(-20, width + 20) for _ in range(2))
            cv2.line(page, (int(x0), int(y)), (int(x1), int(y)), dark, rng.choice([1, 1, 2]))
        for away in (-rng.uniform(1.5, 2.4), rng.uniform(1.4, 2.2)):
            if rng.random() < .35:
                words = self.letters(9) if away < 0 or rng.random() < .2 else \
                    "".join(rng.choice("aăâbcdđeêghiklmnoôơpqrstuưvxy  ") for _ in range(24)) + "ẫỹ"
                picture, top = self.text(words, name, points)
                self.put(page, picture * dark, rng.uniform(-30, 5), foot + away * PRINT + top)

    def spoil(self, page):
        """What scanners, copiers and faxes do."""
        rng, h, w = self.rng, page.shape[0], page.shape[1]
        if rng.random() < .5:
            s = rng.uniform(.6, 1)
            small = cv2.resize(page, (max(8, int(w * s)), int(h * s)), interpolation=cv2.INTER_AREA)
            page = cv2.resize(small, (w, h), interpolation=cv2.INTER_LINEAR)
        if rng.random() < .7:
            page = cv2.GaussianBlur(page, (0, 0), rng.uniform(.3, 1.1))
        page = page + self.np.normal(0, rng.uniform(0, .1), page.shape).astype(np.float32)
        kind = rng.random()
        if kind < .35:  # bilevel, then shrunk to this height
            page = cv2.resize(page, (w * 2, h * 2), interpolation=cv2.INTER_CUBIC)
            page = page + self.np.normal(0, rng.uniform(0, .12), page.shape).astype(np.float32)
            page = (page > rng.uniform(.2, .45)).astype(np.float32)
            page = cv2.resize(page, (w, h), interpolation=cv2.INTER_AREA)
        elif kind < .5:
            page = np.clip((page - .08) * rng.uniform(1.2, 3), 0, 1)
        for _ in range(rng.choice([0, 0, 0, 1, 3, 8])):
            y, x = rng.randrange(h), rng.randrange(w)
            page[y:y + rng.randint(1, 2), x:x + rng.randint(1, 2)] = rng.random()
        page = np.clip(page, 0, 1)
        # pipeline/page_slot.c stretches the darkest ink to 1
        return page / max(.3, np.percentile(page, 99.5))

    def make(self):
        """(picture, digits): picture float32 HEIGHT x width, 0 paper, 1 ink."""
        while True:
            text = self.number()
            page = self.scene(text)
            if page is not None:
                return np.clip(self.spoil(page), 0, 1).astype(np.float32), text
