/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The archive in numbers, and its duties by day. */
#include "desk_parts.h"

#include "clock.h"

struct counting {
    json_t *to;
    const char *name;
    int64_t all, reviewed;
};

static void add_number(void *owner, struct str name, const int64_t numbers[3])
{
    struct counting *counting = owner;
    char key[64];

    snprintf(key, sizeof key, "%.*s", STR_ARG(name));
    counting->all += numbers[0];
    if (json_object_set_new(counting->to, key[0] ? key : "-",
                            json_integer(numbers[0])) != 0) {
        return; /* no UTF-8, which a status or a month always is */
    }
}

static void add_named(void *owner, struct str name, const int64_t numbers[3])
{
    struct counting *counting = owner;
    json_t *json = json_object();

    json_object_set_new(json, counting->name, desk_text(name));
    json_object_set_new(json, "documents", json_integer(numbers[0]));
    if (str_eq(str_from_c(counting->name), STR("issuer"))) {
        json_object_set_new(json, "review", json_integer(numbers[1]));
        json_object_set_new(json, "missing", json_integer(numbers[2]));
    }
    json_array_append_new(counting->to, json);
}

static void add_reviewed(void *owner, struct str name, const int64_t numbers[3])
{
    struct counting *counting = owner;

    counting->all += numbers[0];
    counting->reviewed += str_eq(name, STR("1")) ? numbers[0] : 0;
}

static const struct {
    const char *key, *name; /* of the answer, and of one of its items */
    enum index_count what;
} lists[] = {
    {"by_issuer", "issuer", COUNT_ISSUER}, {"by_type", "type", COUNT_TYPE},
    {"by_month", "month", COUNT_MONTH},    {"missing", "part", COUNT_MISSING},
    {"checks", "check", COUNT_CHECK},
};

static enum status count_all(struct desk_index *index, json_t *to, struct err *err)
{
    struct counting by_status = {.to = json_object()}, duties = {.to = json_object()};
    struct counting reviewed = {.all = 0};
    enum status status = index_counts(index, COUNT_STATUS, add_number, &by_status, err);

    json_object_set_new(to, "by_status", by_status.to);
    json_object_set_new(to, "deadlines", duties.to);
    if (status == STATUS_OK) {
        status = index_counts(index, COUNT_DUTY_MONTH, add_number, &duties, err);
    }
    if (status == STATUS_OK) {
        status = index_counts(index, COUNT_REVIEWED, add_reviewed, &reviewed, err);
    }
    json_object_set_new(to, "documents", json_integer(reviewed.all));
    json_object_set_new(to, "reviewed", json_integer(reviewed.reviewed));
    json_object_set_new(to, "left", json_integer(index_left(index)));
    for (size_t i = 0; i < sizeof lists / sizeof *lists && status == STATUS_OK; i++) {
        struct counting list = {.to = json_array(), .name = lists[i].name};

        json_object_set_new(to, lists[i].key, list.to);
        status = index_counts(index, lists[i].what, add_named, &list, err);
    }
    return status;
}

void desk_archive(const struct asked *asked)
{
    json_t *json = json_object();
    struct err err = {0};

    if (count_all(asked->desk->index, json, &err) != STATUS_OK) {
        json_decref(json);
        desk_failed(asked, &err);
        return;
    }
    json_object_set_new(json, "left", json_integer(index_left(asked->desk->index)));
    desk_json(asked, 200, json);
}

/* --- the calendar --- */

struct calendar {
    json_t *days;
    struct str today;
};

static void add_duty(void *owner, const struct index_duty *duty)
{
    struct calendar *calendar = owner;
    char day[16];
    json_t *list;

    snprintf(day, sizeof day, "%.*s", STR_ARG(duty->day));
    list = json_object_get(calendar->days, day);
    if (!list) {
        list = json_array();
        json_object_set_new(calendar->days, day, list);
    }
    json_array_append_new(
        list, json_pack("{s:o, s:o, s:o, s:o, s:o, s:b}", "document",
                        desk_text(duty->document), "code", desk_text(duty->code),
                        "actor", desk_text(duty->actor), "task", desk_text(duty->task),
                        "kind", desk_text(duty->kind), "overdue",
                        str_cmp(duty->day, calendar->today) < 0));
}

static bool is_month(struct str month)
{
    for (size_t i = 0; i < month.len; i++) {
        if (i == 4 ? month.ptr[i] != '-' : month.ptr[i] < '0' || month.ptr[i] > '9') {
            return false;
        }
    }
    return month.len == 7;
}

void desk_calendar(const struct asked *asked)
{
    struct calendar calendar = {.today = clock_today(asked->arena)};
    struct str month = http_argument(asked->request, "month");
    struct err err = {0};

    month = month.len > 0 ? month : str_sub(calendar.today, 0, 7);
    if (!is_month(month)) {
        desk_error(asked, 400, _("month is wanted as 2024-03"));
        return;
    }
    calendar.days = json_object();
    if (index_duties(asked->desk->index, month, add_duty, &calendar, &err) !=
        STATUS_OK) {
        json_decref(calendar.days);
        desk_failed(asked, &err);
        return;
    }
    desk_json(
        asked, 200,
        json_pack("{s:o, s:o}", "month", desk_text(month), "days", calendar.days));
}
