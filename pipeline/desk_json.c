/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static json_t *repaired(struct str text)
{
    struct arena arena = arena_make(8 * text.len + 4096);
    struct strbuf clean = {.arena = &arena};
    json_t *json;

    for (size_t at = 0, bytes; at < text.len; at += bytes) {
        char utf8[4];
        uint32_t c = utf8_at(text, at, &bytes);

        strbuf_add(&clean, (struct str){utf8, utf8_put(c, utf8)});
    }
    json = json_stringn(clean.ptr ? clean.ptr : "", clean.len);
    arena_drop(&arena);
    return json;
}

json_t *desk_text(struct str text)
{
    json_t *json = text.ptr ? json_stringn(text.ptr, text.len) : json_string("");

    return json || !text.ptr ? json : repaired(text);
}

void desk_json(const struct asked *asked, int code, json_t *json)
{
    char *text = json ? json_dumps(json, JSON_COMPACT | JSON_REAL_PRECISION(10)) : NULL;

    json_decref(json);
    asked->answer->code = text ? code : 500;
    asked->answer->type = "application/json";
    asked->answer->body = text ? str_copy(asked->arena, str_from_c(text)) : STR("{}");
    free(text);
}

void desk_error(const struct asked *asked, int code, const char *format, ...)
{
    char text[1200];
    va_list values;

    va_start(values, format);
    (void)vsnprintf(text, sizeof text, format, values);
    va_end(values);
    desk_json(asked, code, json_pack("{s:o}", "error", desk_text(str_from_c(text))));
}

void desk_failed(const struct asked *asked, const struct err *err)
{
    desk_error(asked, 500, "%s", err->text);
}

bool desk_number(struct str text, int least, int most, int *out)
{
    int64_t value = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (!is_digit(text.ptr[i]) || value > most) {
            return false;
        }
        value = 10 * value + (text.ptr[i] - '0');
    }
    *out = (int)(value > most ? most : value);
    return text.len > 0 && value >= least && value <= most;
}

json_t *desk_words(struct str list)
{
    json_t *json = json_array();

    while (list.len > 0) {
        struct str word = str_cut(&list, ' ');

        if (word.len > 0) {
            json_array_append_new(json, desk_text(word));
        }
    }
    return json;
}
