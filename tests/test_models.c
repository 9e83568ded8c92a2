/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "folder_of.h"
#include "models.h"
#include "sha256.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MODEL_BYTES "these are the weights"

static struct str manifest_for(struct str bytes, struct arena *arena)
{
    char sha256[65];

    sha256_hex(bytes, sha256);
    return str_printf(arena,
                      "models:\n"
                      "  - name: vie\n"
                      "    file: vie.traineddata\n"
                      "    version: '1'\n"
                      "    sha256: %s\n"
                      "    licence: Apache-2.0\n"
                      "    package: tesseract-ocr-vie\n"
                      "    origin: this test\n"
                      "    purpose: none\n",
                      sha256);
}

#define VARIABLES                                                                      \
    "variables:\n"                                                                     \
    "  - {name: debug_file, value: /dev/null, reason: quiet, measured: none}\n"        \
    "  - {name: other, value: '0', reason: x, measured: y}\n"

static void write_models(struct str folder, struct arena *arena)
{
    folder_write(folder, "manifest.yaml", manifest_for(STR(MODEL_BYTES), arena), arena);
    folder_write(folder, "tesseract.yaml", STR(VARIABLES), arena);
    folder_write(folder, "vie.traineddata", STR(MODEL_BYTES), arena);
}

static void a_model_of_the_manifest_is_found_and_its_variables_read(void **state)
{
    struct arena arena = arena_make(1 << 22);
    struct str folder = folder_make(&arena);
    struct models models;
    struct err err = {0};

    (void)state;
    write_models(folder, &arena);
    if (models_from_dir(folder, folder, &arena, &models, &err) != STATUS_OK) {
        fail_msg("%s", err.text);
    }
    assert_string_equal(models.lang.ptr, "vie");
    assert_string_equal(models.tessdata_dir.ptr, folder.ptr);
    assert_string_equal(models.variables[0], "debug_file");
    assert_string_equal(models.variables[1], "/dev/null");
    assert_string_equal(models.variables[3], "0");
    assert_null(models.variables[4]);
    assert_int_equal(strlen(models.hash), 16);
    folder_drop(folder);
    arena_drop(&arena);
}

static void what_is_wrong_with_a_model_is_told_with_the_remedy(void **state)
{
    static const struct {
        const char *says, *manifest, *variables, *model, *message;
    } cases[] = {
        {"absent", NULL, VARIABLES, NULL,
         "model vie: absent: looked for vie.traineddata in "},
        {"the remedy for it", NULL, VARIABLES, NULL,
         "apt-get install tesseract-ocr-vie"},
        {"another one", NULL, VARIABLES, "other weights", "differs from "},
        {"the remedy for it", NULL, VARIABLES, "other weights",
         "apt-get install --reinstall tesseract-ocr-vie"},
        {"a manifest that is no YAML", "models: [", VARIABLES, MODEL_BYTES,
         "manifest.yaml: "},
        {"a manifest with an unknown key", "models:\n  - name: vie\n    colour: red\n",
         VARIABLES, MODEL_BYTES, "colour"},
        {"a manifest of nothing", "", VARIABLES, MODEL_BYTES, "manifest.yaml: "},
        {"a variable without a reason", NULL,
         "variables:\n  - {name: a, value: b, measured: c}\n", MODEL_BYTES, "reason"},
        {"no variables file", NULL, NULL, MODEL_BYTES,
         "tesseract.yaml: can't be read: No such file"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = arena_make(1 << 22);
        struct str folder = folder_make(&arena);
        struct models models;
        struct err err = {0};

        folder_write(folder, "manifest.yaml",
                     cases[i].manifest ? str_from_c(cases[i].manifest)
                                       : manifest_for(STR(MODEL_BYTES), &arena),
                     &arena);
        if (cases[i].variables) {
            folder_write(folder, "tesseract.yaml", str_from_c(cases[i].variables),
                         &arena);
        }
        if (cases[i].model) {
            folder_write(folder, "vie.traineddata", str_from_c(cases[i].model), &arena);
        }
        if (models_from_dir(folder, folder, &arena, &models, &err) != STATUS_MODEL ||
            !strstr(err.text, cases[i].message)) {
            fail_msg("%s: %s", cases[i].says, err.text);
        }
        folder_drop(folder);
        arena_drop(&arena);
    }
}

static void the_hash_follows_both_files(void **state)
{
    struct arena arena = arena_make(1 << 22);
    struct str folder = folder_make(&arena);
    struct models before, after;
    struct err err = {0};

    (void)state;
    write_models(folder, &arena);
    assert_int_equal(models_from_dir(folder, folder, &arena, &before, &err), STATUS_OK);
    folder_write(folder, "tesseract.yaml", STR(VARIABLES "# more\n"), &arena);
    assert_int_equal(models_from_dir(folder, folder, &arena, &after, &err), STATUS_OK);
    assert_string_not_equal(before.hash, after.hash);
    folder_drop(folder);
    arena_drop(&arena);
}

static void the_programs_own_manifest_is_in_order(void **state)
{
    struct arena arena = arena_make(1 << 24);
    struct models models;
    struct err err = {0};

    (void)state;
    if (models_from_dir(STR(MODELS_DIR), STR(""), &arena, &models, &err) != STATUS_OK) {
        fail_msg("%s", err.text);
    }
    arena_drop(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_model_of_the_manifest_is_found_and_its_variables_read),
        cmocka_unit_test(what_is_wrong_with_a_model_is_told_with_the_remedy),
        cmocka_unit_test(the_hash_follows_both_files),
        cmocka_unit_test(the_programs_own_manifest_is_in_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
