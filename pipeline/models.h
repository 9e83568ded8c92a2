/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the recogniser needs, as the manifest in models/ says: each model's name,
 * version, SHA-256, licence and the Debian package that brings it. */
#ifndef VANTHU_MODELS_H
#define VANTHU_MODELS_H

#include "err.h"

struct arena;

struct models {
    struct str
        tessdata_dir;       /* where all models of the manifest were found; NUL after */
    struct str digits;      /* path of the network that reads digits by hand, NUL
                               after; empty: the manifest names none */
    struct str lang;        /* the model that recognises, "vie"; NUL after */
    const char **variables; /* Tesseract's: name, value, ..., NULL */
    char hash[17];          /* first 16 hex digits over manifest and variables */
};

/* Reads manifest.yaml and tesseract.yaml in `dir`, looks for the models in
 * $TESSDATA_PREFIX (`tessdata_prefix`, may be empty) and in the places where Debian
 * puts them, and checks each SHA-256. STATUS_MODEL names the model, what is wrong with
 * it and the remedy (the package to install). */
MUST_USE enum status models_from_dir(struct str dir, struct str tessdata_prefix,
                                     struct arena *arena, struct models *out,
                                     struct err *err);

#endif
