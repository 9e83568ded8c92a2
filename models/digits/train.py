#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains models/digits/digits.net, which reads digits by hand (pipeline/digits.c).

    train.py pool  MNIST_DIR POOL.npz N SEED      draws N pictures to learn from
    train.py base  NET.pt SEED STEPS POOL.npz...  learns from drawn pictures alone
    train.py tune  NET.pt BASE.pt REAL_DIR POOL.npz...   and from real gaps
    train.py folds BASE.pt REAL_DIR POOL.npz...   held-out result, split by writer
    train.py write digits.net NET.pt...           weights for the program

REAL_DIR holds labels.tsv (file, digits, writer) and the pictures: `vanthu dump slots`
prints them, as PGM they are 48 rows with paper 0. Needs Debian's python3-torch
python3-opencv python3-pil and the fonts of slots.py. README.md has the order.
"""
import random
import struct
import sys

import cv2
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from slots import HEIGHT, MOST_WIDTH, Maker

torch.set_num_threads(1)
BLANK = 10
# Channels after each step; see Net.
CHANNELS = (16, 32, 64, 96, 128, 128)


class Net(nn.Module):
    """Six convolutions; every fourth column becomes scores of 0 to 9 and "nothing"."""

    def __init__(self):
        super().__init__()
        a, b, c, d, e, f = CHANNELS
        self.conv = nn.ModuleList([
            nn.Conv2d(1, a, 3, padding=1), nn.Conv2d(a, b, 3, padding=1),
            nn.Conv2d(b, c, 3, padding=1), nn.Conv2d(c, d, 3, padding=1),
            nn.Conv2d(d, e, (6, 3), padding=(0, 1)), nn.Conv2d(e, f, (1, 5), padding=(0, 2)),
            nn.Conv2d(f, 11, 1)])
        self.norm = nn.ModuleList([nn.BatchNorm2d(n) for n in CHANNELS])
        self.pool = [(2, 2), (2, 2), (2, 1), None, None, None]

    def forward(self, x):
        for conv, norm, pool in zip(self.conv, self.norm, self.pool):
            x = F.relu(norm(conv(x)))
            if pool:
                x = F.max_pool2d(x, pool)
            if self.training and conv.kernel_size[0] == 6:
                x = F.dropout2d(x, .15)
        return self.conv[6](x).squeeze(2).permute(2, 0, 1)  # columns, pictures, classes


def pool(mnist, path, count, seed):
    maker = Maker(mnist, int(seed))
    pictures, labels = [], []
    for _ in range(int(count)):
        picture, text = maker.make()
        pictures.append((picture * 255).astype(np.uint8))
        labels.append(text)
    widths = np.array([p.shape[1] for p in pictures], np.int16)
    np.savez(path, ink=np.concatenate([p.ravel() for p in pictures]), widths=widths,
             labels=np.array(labels))


def read_pool(paths):
    out = []
    for path in paths:
        z = np.load(path)
        ink, at = z["ink"], 0
        for width, label in zip(z["widths"], z["labels"]):
            out.append((ink[at:at + HEIGHT * int(width)].reshape(HEIGHT, int(width)), str(label)))
            at += HEIGHT * int(width)
    return out


def read_pgm(path):
    with open(path, "rb") as file:
        data = file.read()
    fields = data.split(maxsplit=4)
    width, height = int(fields[1]), int(fields[2])
    return np.frombuffer(data[len(data) - width * height:], np.uint8).reshape(height, width)


def read_real(folder):
    """(picture, digits, writer, file)"""
    out = []
    for line in open(folder + "/labels.tsv", encoding="utf-8"):
        name, text, writer = line.rstrip("\n").split("\t")
        out.append((read_pgm(f"{folder}/{name}")[:, :MOST_WIDTH], text, writer, name))
    return out


def shake(picture, rng):
    """A real gap once more, as another scanner would have seen it."""
    h, w = picture.shape
    s = rng.uniform(.88, 1.14)
    m = np.float32([[s * rng.uniform(.9, 1.1), rng.uniform(-.18, .18), 0],
                    [rng.uniform(-.03, .03), s, 0]])
    m[0, 2] = rng.uniform(-2, 6) - m[0, 1] * h / 2
    m[1, 2] = h / 2 * (1 - s) + rng.uniform(-2.5, 2.5)
    p = cv2.warpAffine(picture, m, (min(int(w * m[0, 0]) + 6, MOST_WIDTH), h)).astype(np.float32) / 255
    kind = rng.random()
    if kind < .15:
        p = cv2.dilate(p, np.ones((2, 2)))
    elif kind < .25:
        p = cv2.erode(p, np.ones((2, 1)))
    if rng.random() < .5:
        p = cv2.GaussianBlur(p, (0, 0), rng.uniform(.3, .9))
    if rng.random() < .3:
        p = (p > rng.uniform(.2, .45)).astype(np.float32)
    p = p * rng.uniform(.6, 1) + np.random.normal(0, rng.uniform(0, .07), p.shape)
    return (np.clip(p, 0, 1) * 255).astype(np.uint8)


def batch_of(items):
    width = max(max(p.shape[1] for p, _ in items), 40)
    x = np.zeros((len(items), 1, HEIGHT, width), np.float32)
    for i, (p, _) in enumerate(items):
        x[i, 0, :, :p.shape[1]] = p / np.float32(255)
    y = torch.tensor([int(c) for _, t in items for c in t])
    return torch.from_numpy(x), y, torch.tensor([len(t) for _, t in items])


def light(picture, rng):
    """Cheap variety, so that a pool can be gone through several times."""
    p = picture
    if rng.random() < .5:
        p = np.roll(p, rng.randint(-2, 2), 0)
    if rng.random() < .3:
        p = np.pad(p, ((0, 0), (rng.randint(0, 6), 0)))[:, :MOST_WIDTH]
    return p


def learn(net, drawn, real, steps, rate, rng, every=400, share=.3, keep=None):
    opt = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=1e-3)
    plan = torch.optim.lr_scheduler.OneCycleLR(opt, rate, total_steps=steps, pct_start=.1)
    net.train()
    net.to(memory_format=torch.channels_last)  # a third quicker on a CPU
    mean = 0.0
    for step in range(steps):
        items = [(light(p, rng), t) for p, t in rng.sample(drawn, 48)]
        items.sort(key=lambda item: item[0].shape[1])
        if real:
            items = items[::2] + [(shake(p, rng), t) for p, t in
                                  (rng.choice(real) for _ in range(int(48 * share)))]
        x, y, lengths = batch_of(items)
        scores = F.log_softmax(net(x.to(memory_format=torch.channels_last)), 2)
        loss = F.ctc_loss(scores, y, torch.full((len(items),), scores.shape[0]), lengths,
                          blank=BLANK, zero_infinity=True)
        opt.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 5)
        opt.step()
        plan.step()
        mean += loss.item()
        if step % every == every - 1:
            print(f"step {step + 1} loss {mean / every:.4f}", flush=True)
            if keep:
                torch.save(net.state_dict(), keep)
            mean = 0.0


def read(net, picture):
    """Best digits and the chance of the best path."""
    net.eval()
    with torch.no_grad():
        x, _, _ = batch_of([(picture, "")])
        p = F.softmax(net(x), 2)[:, 0].numpy()
    return decode(p)


def decode(p):
    """Prefix beam search: the likeliest digits and their chance."""
    beams = {"": (1.0, 0.0)}
    for column in p:
        new = {}
        for text, (blank, other) in beams.items():
            for c in [10] + [int(c) for c in np.argsort(column[:10])[-4:]]:
                q = column[c]
                if c == BLANK:
                    b, o = new.get(text, (0.0, 0.0))
                    new[text] = (b + (blank + other) * q, o)
                    continue
                s = str(c)
                if text.endswith(s):
                    b, o = new.get(text, (0.0, 0.0))
                    new[text] = (b, o + other * q)
                    b, o = new.get(text + s, (0.0, 0.0))
                    new[text + s] = (b, o + blank * q)
                else:
                    b, o = new.get(text + s, (0.0, 0.0))
                    new[text + s] = (b, o + (blank + other) * q)
        beams = dict(sorted(new.items(), key=lambda kv: -sum(kv[1]))[:12])
    text, (b, o) = max(beams.items(), key=lambda kv: sum(kv[1]))
    return text, float(b + o)


def judge(net, items):
    rows = [(name, text, *read(net, p)) for p, text, _, name in items]
    right = sum(t == r for _, t, r, _ in rows)
    print(f"{right} of {len(rows)} right")
    return rows


def folds(base, folder, pools):
    real = read_real(folder)
    drawn = read_pool(pools)
    writers = sorted({w for _, _, w, _ in real})
    rows = []
    for held in writers:
        net = Net()
        net.load_state_dict(torch.load(base))
        rng = random.Random(5)
        torch.manual_seed(5)
        learn(net, drawn, [(p, t) for p, t, w, _ in real if w != held], 500, 1e-3, rng, 250)
        torch.save(net.state_dict(), f"{folder}/fold-{held}.pt")
        print(f"writer {held} held out:", end=" ")
        rows += judge(net, [r for r in real if r[2] == held])
    rows.sort(key=lambda r: -r[3])
    for row in rows:
        print(*row, "" if row[1] == row[2] else "WRONG")
    print(sum(r[1] == r[2] for r in rows), "of", len(rows), "right")


def write(to, paths):
    """The networks one after the other: see pipeline/digits.c for the form."""
    with open(to, "wb") as file:
        file.write(b"vanthu digits 1\n")
        for path in paths:
            net = Net()
            net.load_state_dict(torch.load(path))
            write_layers(net.eval(), file)


def write_layers(net, file):
    """Layers in order, batch norms folded in."""
    for i, conv in enumerate(net.conv):
        w, b = conv.weight.detach(), conv.bias.detach()
        if i < len(net.norm):
            n = net.norm[i]
            k = n.weight.detach() / torch.sqrt(n.running_var + n.eps)
            w, b = w * k[:, None, None, None], (b - n.running_mean) * k + n.bias.detach()
        o, c, kh, kw = w.shape
        ph, pw = (net.pool[i] or (1, 1)) if i < len(net.pool) else (1, 1)
        file.write(struct.pack("<8H", c, o, kh, kw, conv.padding[0], conv.padding[1], ph, pw))
        file.write(w.numpy().astype("<f2").tobytes())
        file.write(b.numpy().astype("<f4").tobytes())


def main(argv):
    command = argv[0]
    if command == "pool":
        pool(*argv[1:5])
    elif command == "base":
        seed, steps = int(argv[2]), int(argv[3])
        torch.manual_seed(seed)
        net = Net()
        learn(net, read_pool(argv[4:]), [], steps, 3e-3, random.Random(seed), keep=argv[1])
        torch.save(net.state_dict(), argv[1])
    elif command == "tune":
        net = Net()
        net.load_state_dict(torch.load(argv[2]))
        torch.manual_seed(5)
        real = [(p, t) for p, t, _, _ in read_real(argv[3])]
        learn(net, read_pool(argv[4:]), real, 500, 1e-3, random.Random(5))
        torch.save(net.state_dict(), argv[1])
    elif command == "folds":
        folds(argv[1], argv[2], argv[3:])
    elif command == "write":
        write(argv[1], argv[2:])


if __name__ == "__main__":
    main(sys.argv[1:])
