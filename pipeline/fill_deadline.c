/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Deadlines: what is to be done, and by whom. In a schedule table it stands in the
 * other cells of the row, and a period that spans several rows is several duties:
 *
 *   Thời gian | Nội dung  | Đơn vị
 *   Tháng 4   | Phát động | Văn phòng     within April: Phát động, Văn phòng
 *             | Sơ kết    | Ban Thi đua   within April: Sơ kết, Ban Thi đua
 */
#include "fill.h"

#include "arena.h"

/* The words that a column's head may have, folded, the best first. */
static const char *const time_heads[] = {"thoi gian", "thoi han",   "tien do", "ngay",
                                         "thang",     "hoan thanh", "lich",    NULL};
static const char *const task_heads[] = {"noi dung",  "cong viec", "nhiem vu", "chu de",
                                         "hoat dong", "ten ",      NULL};
static const char *const actor_heads[] = {"chu tri",   "phu trach", "don vi",
                                          "co quan",   "nguoi",     "phoi hop",
                                          "thuc hien", NULL};

/* How good: more for words nearer to the list's head; 0: none of them. */
static int rank_of(struct str folded_head, const char *const *words)
{
    int len = 0, found = 0;

    while (words[len]) {
        len++;
    }
    for (int i = 0; i < len && found == 0; i++) {
        if (str_find(folded_head, str_from_c(words[i]), 0) < folded_head.len) {
            found = len - i;
        }
    }
    return found;
}

static struct str cell_text(const struct fill *fill, const struct passage *cell)
{
    return fill_join_blanks(str_sub(fill->text->utf8, cell->begin, cell->end),
                            fill->arena);
}

/* The cell of `row` that is best for what is asked: of the task, or of the actor. */
struct pick {
    const struct passage *cell;
    int rank;
    size_t len; /* between equals the longer text */
};

static void pick_better(struct pick *pick, const struct passage *cell, int rank)
{
    size_t len = cell->end - cell->begin;

    if (rank > pick->rank || (rank == pick->rank && rank > 0 && len > pick->len)) {
        *pick = (struct pick){cell, rank, len};
    }
}

static bool has_letters(struct str folded)
{
    size_t letters = 0;

    for (size_t i = 0; i < folded.len; i++) {
        letters += folded.ptr[i] >= 'a' && folded.ptr[i] <= 'z';
    }
    return letters >= 3; /* "1", "II", "x" is none */
}

static bool in_row(const struct passage *cell, int row)
{
    int rows = cell->rows > 1 ? cell->rows : 1;

    return cell->row <= row && row < cell->row + rows;
}

static void pick_cells(const struct fill *fill, const struct passage *period, int row,
                       struct pick *task, struct pick *actor)
{
    for (size_t i = 0; i < fill->text->passages_len; i++) {
        const struct passage *cell = &fill->text->passages[i];
        struct str head;

        if (cell->kind != ZONE_CELL || cell->table != period->table ||
            cell->col == period->col || !in_row(cell, row) ||
            !has_letters(fill_folded(fill, cell_text(fill, cell)))) {
            continue;
        }
        head = fill_folded(fill, cell->head);
        if (rank_of(head, task_heads) > 0) {
            pick_better(task, cell, 1 + rank_of(head, task_heads));
        } else if (rank_of(head, time_heads) == 0 && rank_of(head, actor_heads) > 0) {
            pick_better(actor, cell, rank_of(head, actor_heads));
        } else if (rank_of(head, time_heads) == 0) {
            pick_better(task, cell, 1); /* no head tells: the longest */
        }
    }
}

static struct str deadline_key(const struct fill *fill, struct field *field)
{
    static const char *const columns[] = {"kind", "from", "due", "recurrence"};
    struct strbuf key = {.arena = fill->arena};

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        strbuf_add(&key, *fill_cell(field, columns[i]));
        strbuf_add_char(&key, '|');
    }
    strbuf_add(&key, fill_folded(fill, *fill_cell(field, "task")));
    return strbuf_str(&key);
}

static void push_new(struct fill *fill, struct field field)
{
    struct str key = deadline_key(fill, &field);

    if (!fill_twin(fill, &field, key)) {
        fill_push(fill, field, key);
    }
}

/* The cell says little more than the date: its work stands beside it. */
static bool is_period_cell(const struct passage *passage, const struct field *field)
{
    return passage && passage->kind == ZONE_CELL && passage->table > 0 &&
           (field->end - field->begin) * 2 >= passage->end - passage->begin;
}

/* Whether any row of the table that the period spans told a task. */
static bool add_rows(struct fill *fill, const struct passage *period,
                     struct field field)
{
    int rows = period->rows > 1 ? period->rows : 1;
    bool added = false;

    for (int row = period->row; row < period->row + rows; row++) {
        struct pick task = {0}, actor = {0};
        struct field one = field;

        pick_cells(fill, period, row, &task, &actor);
        if (!task.cell) {
            continue;
        }
        fill_if_unset(&one, "task", fill_without_bullet(cell_text(fill, task.cell)));
        if (actor.cell) {
            fill_if_unset(&one, "actor", cell_text(fill, actor.cell));
        }
        push_new(fill, one);
        added = true;
    }
    return added;
}

/* Two strokes as high as letters. */
static bool has_lone_two(struct str s)
{
    for (size_t at = str_find(s, STR(" II"), 0); at < s.len;
         at = str_find(s, STR(" II"), at + 1)) {
        if (at + 3 == s.len || s.ptr[at + 3] != 'I') {
            return true;
        }
    }
    return false;
}

/* Recognition takes III for II and is sure of it: 7 of the 21 quarters that were read
 * as II were III (samples and bench/text, seeds 5, 3 and 11, all scanners). Low enough
 * to be compared with the page. */
#define QUARTER_TWO_CONF 0.4F

static bool is_quarter_two(const struct fill *fill, struct field *field)
{
    struct str text = *fill_cell(field, "text");
    struct str folded = fill_folded(fill, text);

    return has_lone_two(text) && str_find(folded, STR("quy"), 0) < folded.len;
}

void fill_deadline(struct fill *fill, struct field field)
{
    const struct passage *passage = fill_passage(fill, &field);
    struct str sentence;

    fill_text(fill, &field);
    if (is_quarter_two(fill, &field) && field.conf > QUARTER_TWO_CONF) {
        field.conf = QUARTER_TWO_CONF;
    }
    if (is_period_cell(passage, &field) && add_rows(fill, passage, field)) {
        return;
    }
    sentence = fill_without_bullet(
        fill_join_blanks(field_sentence(fill->text, &field, fill->arena), fill->arena));
    fill_if_unset(&field, "task", sentence);
    if (fill_is_unset(&field, "actor")) {
        struct str actor = fill_actor(fill, &field, sentence);

        if (actor.len > 0) {
            fill_if_unset(&field, "actor", actor);
        }
    }
    push_new(fill, field);
}
