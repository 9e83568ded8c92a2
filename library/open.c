/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bounds.h"
#include "data_dir.h"
#include "engine.h"
#include "lexicon.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

int vanthu_api_version(void)
{
    return VANTHU_API_VERSION;
}

const char *vanthu_version(void)
{
    return VANTHU_VERSION;
}

/* --- options --- */

/* A header that is older than the library has fewer options: the rest is as usual. One
 * that is newer may have more, but only unset. */
static bool take_options(const struct vanthu_options *given, struct vanthu_options *out)
{
    const unsigned char *bytes = (const unsigned char *)given;

    *out = (struct vanthu_options){.size = sizeof *out};
    if (!given) {
        return true;
    }
    for (size_t i = sizeof *out; i < given->size; i++) {
        if (bytes[i] != 0) {
            return false;
        }
    }
    memcpy(out, given, given->size < sizeof *out ? given->size : sizeof *out);
    return given->size >= sizeof given->size;
}

static int set_limits(struct vanthu *engine, const struct vanthu_options *options,
                      struct vanthu_error *error)
{
    struct limits *limits = &engine->limits;
    int64_t memory_bytes = ARENA_BYTES;
    const struct {
        const char *name;
        int value, most;
        int64_t unit;
        int64_t *to;
    } all[] = {
        {"max_megapixels", options->max_megapixels, MAX_PAGE_MEGAPIXELS, MEGA,
         &limits->page_pixels},
        {"max_pages", options->max_pages, MAX_PAGES, 1, &limits->pages},
        {"max_file_mib", options->max_file_mib, MAX_FILE_MIB, MIB, &limits->file_bytes},
        {"max_stream_mib", options->max_stream_mib, MAX_STREAM_MIB, MIB,
         &limits->stream_bytes},
        {"max_nesting", options->max_nesting, MAX_NESTING, 1, &limits->nesting},
        {"max_memory_mib", options->max_memory_mib, MAX_MEMORY_MIB, MIB, &memory_bytes},
    };

    *limits = limits_usual;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i].value < 0 || all[i].value > all[i].most) {
            return error_set(error, VANTHU_USAGE, 0, "%s: %d; 1 to %d, or 0: the usual",
                             all[i].name, all[i].value, all[i].most);
        }
        if (all[i].value > 0) {
            *all[i].to = all[i].value * all[i].unit;
        }
    }
    engine->memory_bytes = (size_t)memory_bytes;
    return VANTHU_OK;
}

/* --- rules and models --- */

static struct str own_data_dir(const char *given, struct arena *arena)
{
    static const char here = 0; /* something that lies in the library */
    const char *from_environment = getenv("VANTHU_DATA");
    Dl_info about;
    char *path = NULL;
    struct str library = STR("");

    if (given && *given) {
        return str_copy(arena, str_from_c(given));
    }
    if (from_environment && *from_environment) {
        return str_copy(arena, str_from_c(from_environment));
    }
    if (dladdr(&here, &about) != 0 && about.dli_fname) {
        path = realpath(about.dli_fname, NULL);
        library = str_copy(arena, str_from_c(path));
        free(path);
    }
    return data_dir_near(library, 2, arena); /* PREFIX/lib or PREFIX/lib/TRIPLET */
}

static int fail_rules(const struct rule_faults *faults, struct vanthu_error *error)
{
    const struct rule_fault *first = &faults->at[0];

    if (faults->len == 0) {
        return error_set(error, VANTHU_RULES, 0, "the rules are not in order");
    }
    return error_set(
        error, VANTHU_RULES, 0, "%.*s:%d:%s%.*s: %.*s%s (vanthu check tells more)",
        STR_ARG(first->file), first->line_no, first->rule_id.len > 0 ? " rule " : "",
        STR_ARG(first->rule_id), STR_ARG(first->message),
        faults->len > 1 ? ", and more faults" : "");
}

static int load_rules(struct vanthu *engine, struct str data_dir,
                      const struct vanthu_options *options, struct vanthu_error *error)
{
    struct arena *arena = &engine->arena;
    struct rule_faults faults = {0};
    struct str *extra;
    size_t len = 0;

    while (options->rules && options->rules[len]) {
        len++;
    }
    extra = ARENA_ARRAY(arena, struct str, len + 1);
    for (size_t i = 0; i < len; i++) {
        extra[i] = str_copy(arena, str_from_c(options->rules[i]));
    }
    if (rules_from_files(str_printf(arena, "%.*s/rules", STR_ARG(data_dir)), extra, len,
                         arena, &engine->rules, &faults) != STATUS_OK) {
        return fail_rules(&faults, error);
    }
    engine->rules.lexicon = lexicon_from_rules(&engine->rules, arena);
    return VANTHU_OK;
}

/* Before the rules: this check takes less time. */
static int load_models(struct vanthu *engine, struct str data_dir,
                       const struct vanthu_options *options, struct vanthu_error *error)
{
    struct arena *arena = &engine->arena;
    const char *prefix = options->tessdata_dir;
    struct err err = {0};

    if (!prefix || !*prefix) {
        prefix = getenv("TESSDATA_PREFIX");
    }
    if (models_from_dir(str_printf(arena, "%.*s/models", STR_ARG(data_dir)),
                        str_copy(arena, str_from_c(prefix)), arena, &engine->models,
                        &err) != STATUS_OK) {
        return error_from(error, &err);
    }
    return VANTHU_OK;
}

struct opening {
    struct vanthu *engine;
    const struct vanthu_options *options;
};

static int open_step(struct call *call)
{
    const struct opening *opening = call->state;
    struct vanthu *engine = opening->engine;
    struct str data_dir = own_data_dir(opening->options->data_dir, &engine->arena);
    int status = load_models(engine, data_dir, opening->options, call->error);

    return status == VANTHU_OK
               ? load_rules(engine, data_dir, opening->options, call->error)
               : status;
}

int vanthu_open(const struct vanthu_options *given, struct vanthu **out,
                struct vanthu_error *error)
{
    struct vanthu_options options;
    struct vanthu *engine;
    struct vanthu_error unheard;
    struct opening opening;
    struct call call = {.step = open_step, .state = &opening};
    int status;

    *out = NULL;
    error = error ? error : &unheard;
    call.error = error;
    if (!take_options(given, &options)) {
        return error_set(error, VANTHU_USAGE, 0,
                         "options.size is not that of struct vanthu_options, or an "
                         "option is set that this version does not know");
    }
    engine = calloc(1, sizeof *engine);
    if (!engine) {
        return error_set(error, VANTHU_MEMORY, 0, "out of memory");
    }
    engine->arena = arena_make(ARENA_BYTES);
    engine->trusts_names = options.trusts_file_names != 0;
    engine->on_page = options.on_page;
    engine->owner = options.owner;
    engine->reader =
        (struct reader){.rules = &engine->rules, .models = &engine->models};
    opening = (struct opening){engine, &options};
    call.arenas[0] = &engine->arena;
    status = set_limits(engine, &options, error);
    if (status == VANTHU_OK) {
        status = call_run(&call);
    }
    if (status == VANTHU_OK) {
        *out = engine;
    } else {
        vanthu_close(engine);
    }
    return status;
}

void vanthu_close(struct vanthu *engine)
{
    if (engine) {
        reader_close(&engine->reader);
        rules_drop(&engine->rules);
        arena_drop(&engine->arena);
        free(engine);
    }
}
