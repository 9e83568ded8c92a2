/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Recognition: the only file that knows Tesseract. */
#include "arena.h"
#include "bounds.h"
#include "clock.h"
#include "hand.h"
#include "letters.h"
#include "page.h"
#include "text.h"
#include "words.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <tesseract/capi.h>

enum {
    SURE_PCT = 60,    /* a word that is more than a guess */
    MIN_LOOK_PX = 20, /* smaller boxes hold no line */
};

struct ocr {
    TessBaseAPI *api;
    double busy_s; /* spent on recognition so far */
};

double ocr_seconds(const struct ocr *ocr)
{
    return ocr ? ocr->busy_s : 0;
}

const char *ocr_version(void)
{
    return TessVersion();
}

static enum status open_api(TessBaseAPI *api, const char *tessdata_dir,
                            const char *lang, const char *const *variables,
                            struct err *err)
{
    if (TessBaseAPIInit2(api, tessdata_dir, lang, OEM_LSTM_ONLY) != 0) {
        return err_set(err, STATUS_MODEL, 0,
                       "Tesseract can't load the model %s from %s; install the package "
                       "that models/manifest.yaml names",
                       lang, tessdata_dir);
    }
    for (size_t i = 0; variables && variables[i]; i += 2) {
        if (!TessBaseAPISetVariable(api, variables[i], variables[i + 1])) {
            return err_set(
                err, STATUS_MODEL, 0,
                "Tesseract has no variable %s; correct models/tesseract.yaml",
                variables[i]);
        }
    }
    /* Tesseract opens the file for its remarks with the first of them; a reader that is
     * locked in may not any more. This one is that there are no such settings. */
    TessBaseAPIReadConfigFile(api, "/nowhere");
    return STATUS_OK;
}

/* One at a time: some of Tesseract's variables, and its file for remarks, are of the
 * process. Recognition only reads them. */
enum status ocr_open(const char *tessdata_dir, const char *lang,
                     const char *const *variables, struct ocr **out, struct err *err)
{
    static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER;
    struct ocr *ocr = calloc(1, sizeof *ocr);
    enum status status;

    *out = NULL;
    if (!ocr) {
        return err_set(err, STATUS_MODEL, 0, "out of memory for the recogniser");
    }
    ocr->api = TessBaseAPICreate();
    pthread_mutex_lock(&opening);
    status = open_api(ocr->api, tessdata_dir, lang, variables, err);
    pthread_mutex_unlock(&opening);
    if (status == STATUS_OK) {
        *out = ocr;
    } else {
        ocr_close(ocr);
    }
    return status;
}

void ocr_close(struct ocr *ocr)
{
    if (ocr) {
        TessBaseAPIEnd(ocr->api);
        TessBaseAPIDelete(ocr->api);
        free(ocr);
    }
}

/* Two decimals, so that a dump that is read back gives the same rows. */
static float rounded(float value)
{
    return roundf(value * 100.0F) / 100.0F;
}

static void words_push(struct words *words, size_t *cap, struct word word,
                       struct arena *arena)
{
    if (words->len < MAX_PAGE_WORDS) {
        words->at = arena_grow(arena, words->at, words->len, cap, sizeof word);
        words->at[words->len++] = word;
    }
}

static bool word_at_iterator(const TessResultIterator *results, struct arena *arena,
                             struct word *out)
{
    const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(results);
    char *utf8 = TessResultIteratorGetUTF8Text(results, RIL_WORD);
    struct word word = {0};
    bool found;

    if (!utf8) {
        return false;
    }
    word.text = str_trim(text_nfc(str_copy(arena, str_from_c(utf8)), arena));
    TessDeleteText(utf8);
    found = word.text.len > 0 &&
            TessPageIteratorBoundingBox(place, RIL_WORD, &word.box.left, &word.box.top,
                                        &word.box.right, &word.box.bottom);
    word.conf_pct = rounded(TessResultIteratorConfidence(results, RIL_WORD));
    *out = word;
    return found && !box_is_empty(word.box);
}

/* The characters of the word that the iterator stands on; moves it to the last one. */
static void copy_glyphs(TessResultIterator *results, size_t word, struct glyphs *glyphs,
                        size_t *cap, struct arena *arena)
{
    do {
        const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(results);
        char *utf8 = TessResultIteratorGetUTF8Text(results, RIL_SYMBOL);
        struct glyph glyph = {.word = word};

        if (utf8 && TessPageIteratorBoundingBox(place, RIL_SYMBOL, &glyph.box.left,
                                                &glyph.box.top, &glyph.box.right,
                                                &glyph.box.bottom)) {
            glyph.text = text_nfc(str_copy(arena, str_from_c(utf8)), arena);
            glyphs->at = arena_grow(arena, glyphs->at, glyphs->len, cap, sizeof glyph);
            glyphs->at[glyphs->len++] = glyph;
        }
        TessDeleteText(utf8);
        if (TessPageIteratorIsAtFinalElement(place, RIL_WORD, RIL_SYMBOL)) {
            return;
        }
    } while (TessResultIteratorNext(results, RIL_SYMBOL));
}

/* The ends of a line's base. Two lines never have the same; TessPageIteratorIsAt-
 * BeginningOf() would walk the page from its first word on for each word. */
struct base {
    int from_x, from_y, to_x, to_y;
};

static bool is_new_line(const TessPageIterator *place, struct base *last)
{
    struct base base = {0};
    struct base was = *last;

    TessPageIteratorBaseline(place, RIL_TEXTLINE, &base.from_x, &base.from_y,
                             &base.to_x, &base.to_y);
    *last = base;
    return base.from_x != was.from_x || base.from_y != was.from_y ||
           base.to_x != was.to_x || base.to_y != was.to_y;
}

/* Copies the words out of the engine: what the iterator shows dies with the image. On a
 * page with a head the characters of its upper half come too. */
static void copy_words(struct ocr *ocr, enum layer layer, const struct page *page,
                       struct words *words, size_t *cap, struct arena *arena)
{
    TessResultIterator *results = TessBaseAPIGetIterator(ocr->api);
    int line_no = words->len > 0 ? words->at[words->len - 1].line_no : 0;
    bool head = layer == LAYER_INK && words->len == 0;
    struct glyphs glyphs = {0};
    size_t glyphs_cap = 0;
    struct base base = {-1, -1, -1, -1};

    if (!results) {
        return; /* an empty page */
    }
    do {
        const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(results);
        struct word word;

        if (is_new_line(place, &base)) {
            line_no++;
        }
        if (word_at_iterator(results, arena, &word)) {
            word.layer = layer;
            word.line_no = line_no;
            if (layer == LAYER_INK) {
                word.stroke_px = rounded(page_stroke_px(page, word.box));
            }
            words_push(words, cap, word, arena);
            if (head && word.box.top < page->sheet.height_px / 2) {
                copy_glyphs(results, words->len - 1, &glyphs, &glyphs_cap, arena);
            }
        }
    } while (TessResultIteratorNext(results, RIL_WORD));
    TessResultIteratorDelete(results);
    if (head && (page->sheet.page_no == 1 || words_show_motto(words, arena))) {
        words_mark_hand(words, &glyphs, page, arena);
        *cap = words->len; /* the array is another one now */
    }
}

static int run_engine(struct ocr *ocr)
{
    double begun_s = now_s();
    int result = TessBaseAPIRecognize(ocr->api, NULL);

    ocr->busy_s += now_s() - begun_s;
    return result;
}

static enum status recognise(struct ocr *ocr, const struct page *page,
                             struct Pix *image, struct box_px box, TessPageSegMode mode,
                             struct err *err)
{
    TessBaseAPISetPageSegMode(ocr->api, mode);
    TessBaseAPISetImage2(ocr->api, image);
    TessBaseAPISetSourceResolution(ocr->api, page->sheet.dpi);
    TessBaseAPISetRectangle(ocr->api, box.left, box.top, box_width(box),
                            box_height(box));
    if (run_engine(ocr) != 0) {
        TessBaseAPIClear(ocr->api);
        return err_set(err, STATUS_OCR, page->sheet.page_no,
                       "Tesseract gave up on this page");
    }
    return STATUS_OK;
}

enum status words_from_page(struct ocr *ocr, const struct page *page,
                            struct arena *arena, struct words *out, struct err *err)
{
    struct box_px all = {0, 0, page->sheet.width_px, page->sheet.height_px};
    enum status status;
    size_t cap = 0;

    *out = (struct words){.sheet = page->sheet,
                          .strokes = page->strokes,
                          .strokes_len = page->strokes_len};
    if (page->is_blank) {
        return STATUS_OK;
    }
    status = recognise(ocr, page, page->ink, all, PSM_AUTO, err);
    if (status == STATUS_OK) {
        copy_words(ocr, LAYER_INK, page, out, &cap, arena);
    }
    if (status == STATUS_OK && page->red && !box_is_empty(page->red_box)) {
        status = recognise(ocr, page, page->red, page->red_box, PSM_SPARSE_TEXT, err);
        if (status == STATUS_OK) {
            copy_words(ocr, LAYER_RED, page, out, &cap, arena);
        }
    }
    TessBaseAPIClear(ocr->api);
    return status;
}

/* Letters and digits of the sure words inside `box`. */
static size_t sure_letters(const struct words *words, struct box_px box)
{
    size_t sum = 0;

    for (size_t i = 0; i < words->len; i++) {
        struct letter_counts counts = letters_count(words->at[i].text);

        if (words->at[i].layer == LAYER_INK && words->at[i].conf_pct >= SURE_PCT &&
            box_holds(box, box_mid_x(words->at[i].box), box_mid_y(words->at[i].box))) {
            sum += counts.upper + counts.lower + counts.digits;
        }
    }
    return sum;
}

/* "/KH-UBND": from the first / that two capitals follow. What is before it goes: specks
 * and the end of a pen's stroke. */
static bool take_symbol(struct words *seen)
{
    for (size_t i = 0; i < seen->len; i++) {
        struct str text = seen->at[i].text;
        size_t slash = str_find(text, STR("/"), 0);

        if (slash < text.len && letters_count(str_from(text, slash)).upper >= 2) {
            seen->at[i].text = str_from(text, slash);
            seen->at += i;
            seen->len -= i;
            return true;
        }
    }
    return false;
}

/* `words` with those of the ink inside `box` replaced by `seen`. */
static void words_replace(struct words *words, struct box_px box,
                          const struct words *seen, struct arena *arena)
{
    struct word *at = ARENA_ARRAY(arena, struct word, words->len + seen->len + 1);
    size_t len = 0;
    int line_no = 0;

    for (size_t i = 0; i < words->len; i++) {
        struct word word = words->at[i];

        line_no = word.line_no > line_no ? word.line_no : line_no;
        if (word.layer != LAYER_INK || word.hand == HAND_WRITTEN ||
            !box_holds(box, box_mid_x(word.box), box_mid_y(word.box))) {
            at[len++] = word;
        }
    }
    for (size_t i = 0; i < seen->len; i++) {
        at[len] = seen->at[i];
        at[len++].line_no += line_no;
    }
    words->at = at;
    words->len = len;
}

enum status words_look_again(struct ocr *ocr, const struct page *page,
                             const struct second_look *look, struct words *words,
                             struct arena *arena, struct err *err)
{
    struct box_px box = look->box;
    struct Pix *dark = look->is_dark ? page_dark_ink(page, box) : NULL;
    struct words seen = {.sheet = words->sheet};
    enum status status = STATUS_OK;
    size_t cap = 0;

    if (box_width(box) < MIN_LOOK_PX || box_height(box) < MIN_LOOK_PX ||
        (look->is_dark && !dark)) {
        goto done;
    }
    TessBaseAPISetPageSegMode(ocr->api,
                              look->is_scattered ? PSM_SPARSE_TEXT : PSM_SINGLE_BLOCK);
    TessBaseAPISetImage2(ocr->api, dark ? dark : page->ink);
    TessBaseAPISetSourceResolution(ocr->api, page->sheet.dpi);
    TessBaseAPISetRectangle(ocr->api, box.left, box.top, box_width(box),
                            box_height(box));
    if (run_engine(ocr) != 0) {
        status = err_set(err, STATUS_OCR, page->sheet.page_no,
                         "Tesseract gave up on a part of this page");
        goto done;
    }
    copy_words(ocr, LAYER_INK, page, &seen, &cap, arena);
    if (look->is_symbol ? take_symbol(&seen)
                        : sure_letters(&seen, box) > sure_letters(words, box)) {
        words_replace(words, box, &seen, arena);
    }

done:
    TessBaseAPIClear(ocr->api);
    page_pix_drop(&dark);
    return status;
}
