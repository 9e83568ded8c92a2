/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Code, date and deadlines of the documents in one scan:
 *
 *     cc read_one.c $(pkg-config --cflags --libs vanthu) -o read_one
 *     OMP_THREAD_LIMIT=1 ./read_one plan.pdf
 */
#include <stdio.h>
#include <vanthu.h>

static void print_document(const struct vanthu_document *document)
{
    struct vanthu_value code;

    if (vanthu_value_of(document, "documents", 0, "code", &code)) {
        printf("code %s (%.2f, page %d)\n", code.text, (double)code.confidence,
               code.page);
    }
    printf("date %s\n", vanthu_text_of(document, "documents", 0, "date"));
    for (int row = 0; row < vanthu_rows(document, "deadlines"); row++) {
        const char *due = vanthu_text_of(document, "deadlines", row, "due");
        const char *every = vanthu_text_of(document, "deadlines", row, "recurrence");

        printf("%s: %s\n", *due ? due : every,
               vanthu_text_of(document, "deadlines", row, "task"));
    }
}

int main(int argc, char **argv)
{
    struct vanthu *engine = NULL;
    struct vanthu_file *file = NULL;
    struct vanthu_error error;
    int status = vanthu_open(NULL, &engine, &error);

    if (status == VANTHU_OK) {
        status = vanthu_read(engine, argc > 1 ? argv[1] : "", &file, &error);
    }
    if (status == VANTHU_OK) {
        for (int i = 0; i < vanthu_documents(file); i++) {
            print_document(vanthu_document_at(file, i));
        }
    } else {
        fprintf(stderr, "read_one: %s\n", error.text);
    }
    vanthu_file_drop(file);
    vanthu_close(engine);
    return status;
}
