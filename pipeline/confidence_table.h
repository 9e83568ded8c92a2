/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Written by bench/calibrate.py; do not edit. */
/* clang-format off */
{0.0000F, 0.0000F},
{0.3220F, 0.5917F},
{0.4973F, 0.9167F},
{0.6275F, 0.9250F},
{0.6906F, 0.9500F},
{0.8149F, 0.9900F},
{0.8719F, 0.9917F},
{0.9077F, 0.9955F},
{0.9500F, 0.9960F},
{0.9565F, 0.9965F},
{0.9667F, 0.9970F},
{0.9770F, 0.9975F},
{1.0000F, 0.9990F},
