/* attention_sql.c: the attention list of one specialist, and what was put off.
 * Not: the rules (attention.c).
 * Start at attention_for(). */
#include "feature/attention/attention.h"

#include "base/vec.h"
#include "core/values.h"

enum { PUT_OFF_LIMIT = 300, AHEAD = 92 /* days: no rule looks further */ };

struct put_off {
    int64_t trajectory_id;
    const char *rule;
    int32_t until_on;
    const char *reason;
};

struct put_offs {
    struct put_off *at;
    size_t n, cap;
};

/* What this caseload put off beyond today. */
static struct put_offs put_off_read(struct db *db, struct arena *a, int64_t staff_id, int32_t today)
{
    struct put_offs list = {0};
    char day[DAY_TEXT];
    struct db_rows q =
        db_query(db,
                 SQL("select l.trajectory_id, l.rule, l.until_on, l.reason from trajectory_fact f "
                     "join attention_later l"
                     " on l.trajectory_id = f.trajectory_id"
                     " where f.staff_id = $1 and f.phase > 'closed' and l.staff_id = $1"
                     " and l.until_on > $2 limit $3"),
                 ARGS(I(staff_id), S(day_iso(today, day)), I(PUT_OFF_LIMIT)));

    while (db_next(&q)) {
        struct put_off o = {db_int(&q, 0), db_text_copy(&q, 1, a), day_at(&q, 2),
                            db_text_copy(&q, 3, a)};

        ARENA_PUSH(a, &list, o);
    }
    return list;
}

static const struct put_off *put_off_find(const struct put_offs *list, const struct attention *a)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].trajectory_id == a->fact->trajectory_id &&
            !strcmp(list->at[i].rule, a->rule->rule))
            return &list->at[i];
    return NULL;
}

/* Of any rule's matter. Less counts only among the matters of one client: whoever has that alone
 * stands in the list as urgent as it is. */
enum { ORDINARY = 1 };

static bool weightier(const struct attention *a, const struct attention *b)
{
    int32_t one = MAX(a->rule->weight, ORDINARY), other = MAX(b->rule->weight, ORDINARY);

    if (one != other)
        return one > other;
    if (a->urgent != b->urgent)
        return a->urgent;
    if (a->beyond != b->beyond)
        return a->beyond > b->beyond;
    return a->fact->trajectory_id < b->fact->trajectory_id;
}

static bool goes_first(const struct attention *a, const struct attention *best)
{
    return a->rule->weight == best->rule->weight ? weightier(a, best)
                                                 : a->rule->weight > best->rule->weight;
}

/* What one trajectory's matters are weighed against. */
struct judging {
    int32_t today;
    struct put_offs off;
    const struct due *due; /* of the caseload */
    size_t n_due;
    const struct due **own; /* of the one trajectory; room for n_due */
    struct attention_list *list;
    bool found; /* list->at[list->n] holds the weightiest so far */
};

static void weigh(struct judging *j, const struct attention_rule *rule,
                  const struct trajectory_fact *f, const struct due *d)
{
    struct attention_list *list = j->list;
    struct attention *best = &list->at[list->n], a;

    if (!attention_applies(rule, f, d, j->today, &a))
        return;
    const struct put_off *o = put_off_find(&j->off, &a);
    if (o) { /* put off by rule: said once, however many are due */
        if (!list->n_later || list->later[list->n_later - 1].fact != f ||
            list->later[list->n_later - 1].rule != rule)
            list->later[list->n_later++] =
                (struct attention_later){rule, f, o->until_on, o->reason};
    } else if (!j->found || goes_first(&a, best)) {
        *best = a;
        j->found = true;
    }
}

/* The weightiest matter of one trajectory that nobody put off; those put off join list->later. */
static bool judge(struct judging *j, const struct trajectory_fact *f)
{
    size_t n, n_own = 0;
    const struct attention_rule *rules = attention_rules(&n);

    j->found = false;
    for (size_t k = 0; k < j->n_due; k++)
        if (j->due[k].trajectory_id == f->trajectory_id)
            j->own[n_own++] = &j->due[k];
    for (size_t i = 0; i < n; i++) {
        if (!attention_of_due(&rules[i])) {
            weigh(j, &rules[i], f, NULL);
            continue;
        }
        for (size_t k = 0; k < n_own; k++)
            if (!strcmp(j->own[k]->rule, rules[i].rule))
                weigh(j, &rules[i], f, j->own[k]);
    }
    return j->found;
}

static int by_weight(const void *x, const void *y)
{
    return weightier(x, y) ? -1 : 1;
}

struct attention_list attention_for(struct db *db, struct arena *a, int64_t staff_id,
                                    const struct trajectory_facts *caseload, int32_t today,
                                    size_t limit)
{
    struct attention_list list = {0};
    struct judging j = {.today = today, .list = &list};

    j.off = put_off_read(db, a, staff_id, today);
    j.due = due_of_staff(db, a, staff_id, today + AHEAD, &j.n_due);
    j.own = ARENA_ARRAY(a, const struct due *, j.n_due);
    list.at = ARENA_ARRAY(a, struct attention, caseload->n);
    list.later = ARENA_ARRAY(a, struct attention_later, j.off.n);
    for (size_t i = 0; i < caseload->n; i++)
        if (judge(&j, &caseload->at[i]))
            list.n++;
    if (list.n)
        qsort(list.at, list.n, sizeof(*list.at), by_weight);
    list.more = list.n > limit ? list.n - limit : 0;
    list.n -= list.more;
    return list;
}
