/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Written by bench/calibrate.py; do not edit. */
/* clang-format off */
{0.0000F, 0.0000F},
{0.3316F, 0.5667F},
{0.5151F, 0.9167F},
{0.6614F, 0.9500F},
{0.7305F, 0.9750F},
{0.8218F, 0.9900F},
{0.8751F, 0.9917F},
{0.9015F, 0.9964F},
{0.9200F, 0.9969F},
{0.9255F, 0.9974F},
{0.9325F, 0.9979F},
{1.0000F, 0.9990F},
