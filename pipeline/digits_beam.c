/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From columns of scores to digits: prefix beam search. */
#include "digits_parts.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_BEAMS = 64 };
#define LEAST_SCORE 1e-4F /* of a digit in a column, to be followed */

/* A text so far, by whether the last column says nothing or its last digit. */
struct beam {
    char text[MAX_DIGITS + 1];
    float nothing, digit;
    int end; /* the column that its last digit was last seen in */
};
struct beams {
    struct beam at[MAX_BEAMS];
    size_t len;
};

static float beam_chance(const struct beam *beam)
{
    return beam->nothing + beam->digit;
}

/* The beam of this text; NULL when there is no room left. */
static struct beam *beam_of(struct beams *beams, const char *text)
{
    for (size_t i = 0; i < beams->len; i++) {
        if (strcmp(beams->at[i].text, text) == 0) {
            return &beams->at[i];
        }
    }
    if (beams->len == MAX_BEAMS) {
        return NULL;
    }
    beams->at[beams->len] = (struct beam){0};
    memcpy(beams->at[beams->len].text, text, strlen(text) + 1);
    return &beams->at[beams->len++];
}

static void add_digit(const struct beam *beam, int digit, const struct scores *scores,
                      int column, struct beams *next)
{
    float score = scores->at[column][digit];
    size_t len = strlen(beam->text);
    char text[MAX_DIGITS + 1];
    bool again = len > 0 && beam->text[len - 1] == (char)('0' + digit);
    struct beam *same = again ? beam_of(next, beam->text) : NULL;
    struct beam *longer;

    if (same) {
        same->digit += beam->digit * score;
        same->end = score > scores->at[column][NOTHING] ? column : same->end;
    }
    if (len == MAX_DIGITS) {
        return;
    }
    memcpy(text, beam->text, len);
    text[len] = (char)('0' + digit);
    text[len + 1] = '\0';
    longer = beam_of(next, text);
    if (longer) {
        longer->end = column;
        longer->digit += (again ? beam->nothing : beam_chance(beam)) * score;
    }
}

/* The likeliest first, at most `most`. */
static void keep_best(struct beams *beams, size_t most)
{
    for (size_t i = 1; i < beams->len; i++) {
        struct beam beam = beams->at[i];
        size_t at = i;

        for (; at > 0 && beam_chance(&beams->at[at - 1]) < beam_chance(&beam); at--) {
            beams->at[at] = beams->at[at - 1];
        }
        beams->at[at] = beam;
    }
    beams->len = beams->len < most ? beams->len : most;
}

/* One beam taken on by column `x`. */
static void follow(const struct beam *beam, const struct scores *scores, int x,
                   struct beams *next)
{
    struct beam *same = beam_of(next, beam->text);

    if (same) {
        same->end = beam->end > same->end ? beam->end : same->end;
        same->nothing += beam_chance(beam) * scores->at[x][NOTHING];
    }
    for (int digit = 0; digit < NOTHING; digit++) {
        if (scores->at[x][digit] > LEAST_SCORE) {
            add_digit(beam, digit, scores, x, next);
        }
    }
}

void scores_read(const struct scores *scores, struct readings *out)
{
    struct beams now = {.at = {{.nothing = 1}}, .len = 1}, next;

    for (int x = 0; x < scores->len; x++) {
        next.len = 0;
        for (size_t i = 0; i < now.len; i++) {
            follow(&now.at[i], scores, x, &next);
        }
        keep_best(&next, MAX_READINGS);
        now = next;
    }
    out->len = scores->len > 0 ? now.len : 0;
    for (size_t i = 0; i < out->len; i++) {
        memcpy(out->at[i].text, now.at[i].text, sizeof out->at[i].text);
        out->at[i].chance = beam_chance(&now.at[i]);
        out->at[i].end_px = (now.at[i].end + 1) * scores->column_px;
    }
}

/* Adds `share` of what one network reads to what the others read. */
static void readings_add(struct readings *all, const struct readings *one, float share)
{
    for (size_t i = 0; i < one->len; i++) {
        const struct reading *reading = &one->at[i];
        size_t k = 0;

        while (k < all->len && strcmp(all->at[k].text, reading->text) != 0) {
            k++;
        }
        if (k == MAX_READINGS) {
            continue;
        }
        if (k == all->len) {
            all->at[all->len] = *reading;
            all->at[all->len++].chance = 0;
        }
        all->at[k].chance += share * reading->chance;
    }
}

static int compare_chances(const void *a, const void *b)
{
    const struct reading *x = a, *y = b;

    if (x->chance < y->chance || x->chance > y->chance) {
        return x->chance > y->chance ? -1 : 1;
    }
    return strcmp(x->text, y->text);
}

void digits_read(struct digits *digits, const struct patch *patch, struct readings *out)
{
    int nets = digits_nets(digits);

    out->len = 0;
    for (int i = 0; i < nets; i++) {
        struct scores scores;
        struct readings readings;

        digits_scores(digits, i, patch, &scores);
        scores_read(&scores, &readings);
        /* A share of the room each, so that each has its likeliest. */
        readings.len = readings.len * (size_t)nets > MAX_READINGS
                           ? MAX_READINGS / (size_t)nets
                           : readings.len;
        readings_add(out, &readings, 1 / (float)nets);
    }
    qsort(out->at, out->len, sizeof *out->at, compare_chances);
}
