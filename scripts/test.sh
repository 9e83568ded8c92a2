#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Install what is needed, build, run all tests.
set -eu
cd "$(dirname "$0")/.."

./scripts/install-deps.sh --test
# Where there is no Slurm, LibreOffice, browser or debootstrap, their tests are skipped
# and say so.
./scripts/install-deps.sh --slurm || true
./scripts/install-deps.sh --office || true
./scripts/install-deps.sh --browser || true
./scripts/install-deps.sh --package || true
./scripts/build.sh dev
ctest --preset dev -j "$(nproc)"
