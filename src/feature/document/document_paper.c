/* document_paper.c: a document as PDF.
 * Not: what stands in it (document.c).
 * Start at document_pdf(). */
#include "feature/document/document.h"
#include "pdf/pdf.h"

void document_pdf(struct req *r, const struct document *d, const struct document_content *content)
{
    const struct pdf_column columns[] = {{T(document_subject), 1, false},
                                         {T(document_says), 2.2, false}};
    struct pdf *p =
        pdf_begin(r->arena, r->out, content->title, content->foot, T(document_page), d->made_at);
    const char **cells = ARENA_ARRAY(r->arena, const char *, 2 * content->n + 2);

    pdf_small(p, content->about);
    for (size_t i = 0; i < content->n;) {
        size_t rows = 0;

        if (!content->at[i].label) {
            pdf_heading(p, content->at[i++].text);
            continue;
        }
        for (; i < content->n && content->at[i].label; i++, rows++) {
            cells[2 * rows] = content->at[i].label;
            cells[2 * rows + 1] = content->at[i].text;
        }
        pdf_table(p, columns, COUNT(columns), cells, rows);
    }
    if (!strcmp(d->kind, "plan") && strcmp(d->reader, "funder")) {
        pdf_space(p, 12);
        pdf_signature(p, T(document_sign_client));
        pdf_signature(p, T(document_sign_specialist));
    }
    pdf_end(p);
}
