/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models.h"

#include "arena.h"
#include "sha256.h"
#include "tr.h"
#include "yaml_log.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* manifest.yaml as libcyaml fills it. */
struct raw_model {
    char *name, *file, *version, *sha256, *licence, *package, *origin, *purpose;
};
/* A model that the project trained itself; it lies beside the manifest. */
struct raw_network {
    char *name, *file, *sha256, *licence, *origin, *purpose;
};
struct raw_manifest {
    struct raw_model *models;
    struct raw_network *networks;
    unsigned models_count, networks_count;
};

static const cyaml_schema_field_t model_fields[] = {
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct raw_model, name, 1, 40),
    CYAML_FIELD_STRING_PTR("file", CYAML_FLAG_POINTER, struct raw_model, file, 1, 200),
    CYAML_FIELD_STRING_PTR("version", CYAML_FLAG_POINTER, struct raw_model, version, 1,
                           100),
    CYAML_FIELD_STRING_PTR("sha256", CYAML_FLAG_POINTER, struct raw_model, sha256, 64,
                           64),
    CYAML_FIELD_STRING_PTR("licence", CYAML_FLAG_POINTER, struct raw_model, licence, 1,
                           100),
    CYAML_FIELD_STRING_PTR("package", CYAML_FLAG_POINTER, struct raw_model, package, 1,
                           100),
    CYAML_FIELD_STRING_PTR("origin", CYAML_FLAG_POINTER, struct raw_model, origin, 0,
                           1000),
    CYAML_FIELD_STRING_PTR("purpose", CYAML_FLAG_POINTER, struct raw_model, purpose, 0,
                           1000),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t model_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_model, model_fields),
};
static const cyaml_schema_field_t network_fields[] = {
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct raw_network, name, 1, 40),
    CYAML_FIELD_STRING_PTR("file", CYAML_FLAG_POINTER, struct raw_network, file, 1,
                           200),
    CYAML_FIELD_STRING_PTR("sha256", CYAML_FLAG_POINTER, struct raw_network, sha256, 64,
                           64),
    CYAML_FIELD_STRING_PTR("licence", CYAML_FLAG_POINTER, struct raw_network, licence,
                           1, 100),
    CYAML_FIELD_STRING_PTR("origin", CYAML_FLAG_POINTER, struct raw_network, origin, 0,
                           1000),
    CYAML_FIELD_STRING_PTR("purpose", CYAML_FLAG_POINTER, struct raw_network, purpose,
                           0, 1000),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t network_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_network, network_fields),
};
static const cyaml_schema_field_t manifest_fields[] = {
    CYAML_FIELD_SEQUENCE("models", CYAML_FLAG_POINTER, struct raw_manifest, models,
                         &model_schema, 1, 50),
    CYAML_FIELD_SEQUENCE("networks", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                         struct raw_manifest, networks, &network_schema, 0, 10),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t manifest_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_manifest, manifest_fields),
};

/* tesseract.yaml. */
struct raw_variable {
    char *name, *value, *reason, *measured;
};
struct raw_variables {
    struct raw_variable *variables;
    unsigned variables_count;
};

static const cyaml_schema_field_t variable_fields[] = {
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct raw_variable, name, 1,
                           200),
    CYAML_FIELD_STRING_PTR("value", CYAML_FLAG_POINTER, struct raw_variable, value, 0,
                           1000),
    CYAML_FIELD_STRING_PTR("reason", CYAML_FLAG_POINTER, struct raw_variable, reason, 1,
                           5000),
    CYAML_FIELD_STRING_PTR("measured", CYAML_FLAG_POINTER, struct raw_variable,
                           measured, 1, 5000),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t variable_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_variable, variable_fields),
};
static const cyaml_schema_field_t variables_fields[] = {
    CYAML_FIELD_SEQUENCE("variables", CYAML_FLAG_POINTER, struct raw_variables,
                         variables, &variable_schema, 0, 200),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t variables_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_variables, variables_fields),
};

/* A file as a whole, in the arena; ptr NULL and errno when it can't be read. */
static struct str read_file(const char *path, struct arena *arena)
{
    FILE *from = fopen(path, "re");
    struct str bytes = {NULL, 0};
    struct stat stat_of;

    if (!from) {
        return bytes;
    }
    if (fstat(fileno(from), &stat_of) == 0 && S_ISREG(stat_of.st_mode)) {
        char *at = arena_alloc(arena, (size_t)stat_of.st_size + 1, 1);

        bytes.len = fread(at, 1, (size_t)stat_of.st_size, from);
        bytes.ptr = at;
    }
    fclose(from);
    return bytes;
}

/* --- one model --- */

static const char *const places[] = {
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
};
enum { PLACES = sizeof places / sizeof *places };

static bool is_model_there(struct str dir, const char *file, struct arena *arena)
{
    struct str path = str_printf(arena, "%.*s/%s", STR_ARG(dir), file);

    return access(path.ptr, R_OK) == 0;
}

/* $TESSDATA_PREFIX alone when it is given: a person who sets it means it. */
static enum status find_model(const struct raw_model *model, struct str prefix,
                              struct arena *arena, struct models *out, struct err *err)
{
    struct strbuf looked = {.arena = arena};

    for (size_t i = 0; i < PLACES; i++) {
        struct str dir = prefix.len > 0 ? prefix : str_from_c(places[i]);

        if (is_model_there(dir, model->file, arena)) {
            out->tessdata_dir = str_copy(arena, dir);
            return STATUS_OK;
        }
        if (looked.len > 0) {
            strbuf_add(&looked, STR(", "));
        }
        strbuf_add(&looked, dir);
        if (prefix.len > 0) {
            break;
        }
    }
    return err_set(err, STATUS_MODEL, 0,
                   "model %s: absent: looked for %s in %.*s; remedy: apt-get install "
                   "%s%s",
                   model->name, model->file, STR_ARG(strbuf_str(&looked)),
                   model->package,
                   prefix.len > 0 ? _(", or unset TESSDATA_PREFIX") : "");
}

/* What is wrong with a file that the manifest describes, and how to put it right. */
struct described {
    const char *name, *sha256;
    struct str path, manifest, remedy;
};

static enum status check_file(const struct described *file, struct arena *arena,
                              struct err *err)
{
    struct str bytes = read_file(file->path.ptr, arena);
    char sha256[65] = "";

    if (!bytes.ptr) {
        return err_set(err, STATUS_MODEL, 0, "model %s: %s can't be read: %s",
                       file->name, file->path.ptr, tr_errno(errno));
    }
    sha256_hex(bytes, sha256);
    if (strcmp(sha256, file->sha256) != 0) {
        return err_set(err, STATUS_MODEL, 0,
                       "model %s: %s differs from %.*s: SHA-256 is %s, not %s; remedy: "
                       "%.*s",
                       file->name, file->path.ptr, STR_ARG(file->manifest), sha256,
                       file->sha256, STR_ARG(file->remedy));
    }
    return STATUS_OK;
}

static enum status check_model(const struct raw_model *model, struct str manifest,
                               struct arena *arena, struct models *models,
                               struct err *err)
{
    struct described file = {
        model->name, model->sha256,
        str_printf(arena, "%.*s/%s", STR_ARG(models->tessdata_dir), model->file),
        manifest,
        str_printf(arena, _("apt-get install --reinstall %s (version %s)"),
                   model->package, model->version)};

    return check_file(&file, arena, err);
}

/* The first network is the one that reads digits. */
static enum status check_networks(const struct raw_manifest *raw, struct str dir,
                                  struct str manifest, struct arena *arena,
                                  struct models *out, struct err *err)
{
    enum status status = STATUS_OK;

    for (unsigned i = 0; i < raw->networks_count && status == STATUS_OK; i++) {
        struct described file = {
            raw->networks[i].name, raw->networks[i].sha256,
            str_printf(arena, "%.*s/%s", STR_ARG(dir), raw->networks[i].file), manifest,
            TR("install vanthu again, or train it as models/digits/README.md says")};

        status = check_file(&file, arena, err);
        if (status == STATUS_OK && i == 0) {
            out->digits = file.path;
        }
    }
    return status;
}

/* All models lie in one folder, as Tesseract takes only one. */
static enum status check_manifest(const struct raw_manifest *raw, struct str manifest,
                                  struct str prefix, struct arena *arena,
                                  struct models *out, struct err *err)
{
    enum status status = find_model(&raw->models[0], prefix, arena, out, err);

    for (unsigned i = 0; i < raw->models_count && status == STATUS_OK; i++) {
        if (!is_model_there(out->tessdata_dir, raw->models[i].file, arena)) {
            status = find_model(&raw->models[i], out->tessdata_dir, arena, out, err);
        }
        if (status == STATUS_OK) {
            status = check_model(&raw->models[i], manifest, arena, out, err);
        }
    }
    if (status == STATUS_OK) {
        out->lang = str_copy(arena, str_from_c(raw->models[0].name));
    }
    return status;
}

static void take_variables(const struct raw_variables *raw, struct arena *arena,
                           struct models *out)
{
    out->variables =
        ARENA_ARRAY(arena, const char *, 2 * (size_t)raw->variables_count + 1);
    for (size_t i = 0; i < raw->variables_count; i++) {
        const struct raw_variable *variable = &raw->variables[i];

        out->variables[2 * i] = str_copy(arena, str_from_c(variable->name)).ptr;
        out->variables[2 * i + 1] = str_copy(arena, str_from_c(variable->value)).ptr;
    }
}

/* --- both files --- */

/* One YAML file: loads it by its schema into *raw and adds its bytes to `all`. */
static enum status load(struct str path, const cyaml_schema_value_t *schema,
                        cyaml_data_t **raw, struct strbuf *all, struct err *err)
{
    struct yaml_log log = {0};
    cyaml_config_t config = yaml_config(&log);
    struct str bytes = read_file(path.ptr, all->arena);
    cyaml_err_t wrong;

    if (!bytes.ptr) {
        return err_set(err, STATUS_MODEL, 0, "%s: can't be read: %s", path.ptr,
                       tr_errno(errno));
    }
    strbuf_add(all, bytes);
    wrong = cyaml_load_data((const uint8_t *)bytes.ptr, bytes.len, &config, schema, raw,
                            NULL);
    if (wrong != CYAML_OK) {
        return err_set(err, STATUS_MODEL, 0, "%s: %s: %s", path.ptr,
                       cyaml_strerror(wrong), log.text);
    }
    if (!*raw) { /* libcyaml takes an empty file for an empty answer */
        return err_set(err, STATUS_MODEL, 0, "%s: is empty", path.ptr);
    }
    return STATUS_OK;
}

enum status models_from_dir(struct str dir, struct str tessdata_prefix,
                            struct arena *arena, struct models *out, struct err *err)
{
    struct str manifest_path = str_printf(arena, "%.*s/manifest.yaml", STR_ARG(dir));
    struct str variables_path = str_printf(arena, "%.*s/tesseract.yaml", STR_ARG(dir));
    struct strbuf all = {.arena = arena};
    struct yaml_log log = {0};
    cyaml_config_t config = yaml_config(&log);
    cyaml_data_t *manifest = NULL, *variables = NULL;
    char sha256[65];
    enum status status;

    *out = (struct models){0};
    status = load(manifest_path, &manifest_schema, &manifest, &all, err);
    if (status == STATUS_OK) {
        status = load(variables_path, &variables_schema, &variables, &all, err);
    }
    if (status == STATUS_OK && manifest) {
        status =
            check_manifest(manifest, manifest_path, tessdata_prefix, arena, out, err);
    }
    if (status == STATUS_OK && manifest) {
        status = check_networks(manifest, dir, manifest_path, arena, out, err);
    }
    if (status == STATUS_OK && variables) {
        take_variables(variables, arena, out);
        sha256_hex(strbuf_str(&all), sha256);
        memcpy(out->hash, sha256, 16);
    }
    cyaml_free(&config, &manifest_schema, manifest, 0);
    cyaml_free(&config, &variables_schema, variables, 0);
    return status;
}
