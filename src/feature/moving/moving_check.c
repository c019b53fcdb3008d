/* moving_check.c: what becomes of each row: found in Spil, new, or in conflict with it.
 * Not: reading a row (moving_row.c), writing (moving_run.c).
 * Start at moving_check(). */
#include "feature/moving/moving.h"

#include "base/fold.h"
#include "base/map.h"
#include "feature/moving/moving_sql.h"

struct check {
    struct req *r;
    struct import *im;
    struct moving_world *w;
    struct map *earlier; /* name of what a row is about -> the last row about it */
};

/* field: of the column where it says so; NULL: the row as a whole. */
static void refuse(struct check *c, struct moving_row *row, const char *field, enum text_id why,
                   const char *one)
{
    const struct moving_field *f = moving_fields(c->im->kind);

    if (row->fate == FATE_REFUSED)
        return;
    moving_refuse(row, text_fill(c->r->arena, c->r->lang, why, one, NULL, NULL, NULL));
    for (size_t i = 0; field && i < c->im->columns.n; i++)
        if (c->im->columns.field[i] >= 0 && !strcmp(f[c->im->columns.field[i]].field.name, field))
            row->problem_at = (int)i + 1;
}

/* ---- who ------------------------------------------------------------------------------------- */

static const char *sort_key(struct arena *a, const struct client *c)
{
    return fold_sort_key(a, arena_fmt(a, "%s %s", c->name_prefix, c->family_name), c->given_name);
}

/* The one of this name; 0 when there is none; refuses the row when there are more. */
static int64_t only(struct check *c, struct moving_row *row, const char *field,
                    const struct map *map, const char *name, enum text_id more)
{
    const struct known *one = map_get(map, name);

    if (one && one->next)
        refuse(c, row, field, more, NULL);
    return one ? one->id : 0;
}

static int64_t find_client(struct check *c, struct moving_row *row)
{
    const struct client *who = &row->v.client;
    struct arena *a = c->r->arena;
    char birth[DAY_TEXT];
    int64_t id = 0;

    if (*row->v.number)
        id = only(c, row, "number", c->w->client_by_number, row->v.number, TEXT_moving_two_clients);
    if (id || !*who->family_name)
        return id;
    if (who->birth_on != DAY_NONE)
        return only(c, row, "birth_on", c->w->client_by_birth,
                    arena_fmt(a, "%s|%s", sort_key(a, who), day_iso(who->birth_on, birth)),
                    TEXT_moving_two_clients);
    return only(c, row, NULL, c->w->client_by_name, sort_key(a, who), TEXT_moving_two_names);
}

/* ---- nearly who ------------------------------------------------------------------------------ */

/* The most alike of two; of equals the one that was there first. */
static void hold_against(struct check *c, const struct alike_person *who,
                         const struct known_client *one, enum alike *best, int64_t *id)
{
    enum alike how = alike_people(c->r->arena, who, &one->person);

    if (how > *best || (how == *best && how != ALIKE_NOT && one->id < *id)) {
        *best = how;
        *id = one->id;
    }
}

/* Of those whose family name begins like this one the first. */
static size_t first_named(const struct moving_world *w, const char *key)
{
    size_t low = 0, high = w->n_clients;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(w->clients[middle].sort_key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The same as alike_find() while somebody is typed in, of the whole organisation at once: born on
 * this day, also with day and month swapped, or a family name that begins like this. 0: nobody. */
static int64_t find_alike(struct check *c, const struct moving_row *row)
{
    enum { LETTERS_LEAST = 3 };
    const struct client *of = &row->v.client;
    const struct moving_world *w = c->w;
    struct arena *a = c->r->arena;
    struct alike_person who = {of->given_name, of->name_prefix, of->family_name, of->birth_on};
    int32_t days[] = {of->birth_on,
                      of->birth_on == DAY_NONE ? DAY_NONE : alike_swapped(of->birth_on)};
    enum alike best = ALIKE_NOT;
    const char *prefix, *rest;
    char born[DAY_TEXT];
    int64_t id = 0;

    for (size_t i = 0; i < COUNT(days); i++) {
        const struct known_client *one =
            days[i] == DAY_NONE ? NULL : map_get(w->client_by_day, day_iso(days[i], born));

        for (; one; one = one->next)
            hold_against(c, &who, one, &best, &id);
    }
    name_split_prefix(a, arena_fmt(a, "%s %s", who.name_prefix, who.family_name), &prefix, &rest);
    const char *key = fold_text(a, rest);
    size_t n = strlen(key);
    if (n < LETTERS_LEAST)
        return id;
    for (size_t i = first_named(w, key); i < w->n_clients; i++) {
        if (strncmp(w->clients[i].sort_key, key, n) != 0)
            break;
        if (alike_near_day(who.birth_on, w->clients[i].person.birth_on))
            hold_against(c, &who, &w->clients[i], &best, &id);
    }
    return id;
}

static const struct known_trajectory *trajectories_of(const struct check *c, int64_t client_id)
{
    return map_get(c->w->trajectories, arena_fmt(c->r->arena, "%" PRId64, client_id));
}

static void find_specialist(struct check *c, struct moving_row *row)
{
    const char *name = row->v.specialist;

    if (*name)
        row->staff_id = only(c, row, "specialist", c->w->staff, fold_text(c->r->arena, name),
                             TEXT_moving_two_specialists);
    if (*name && !row->staff_id)
        refuse(c, row, "specialist", TEXT_moving_no_specialist, name);
}

/* In another team only who may import there: a supervisor has the own teams. */
static void find_team(struct check *c, struct moving_row *row)
{
    row->team_id = c->im->team_id;
    if (!*row->v.team)
        return;
    row->team_id =
        only(c, row, "team", c->w->teams, fold_text(c->r->arena, row->v.team), TEXT_moving_no_team);
    bool mine = !c->im->staff_id; /* a command may everywhere */
    if (c->im->staff_id && row->team_id) {
        struct moving_places places = moving_places(c->r->db, c->r->arena, c->r->user);

        for (size_t i = 0; i < places.n; i++)
            mine |= places.at[i].team_id == row->team_id;
    }
    if (!row->team_id || !mine)
        refuse(c, row, "team", TEXT_moving_no_team, row->v.team);
}

static void find_employer(struct check *c, struct moving_row *row)
{
    struct arena *a = c->r->arena;
    const char *name = fold_text(a, row->v.employer_name);

    if (!*name && !*row->v.employer_kvk)
        return;
    if (*row->v.employer_kvk)
        row->employer_id = only(c, row, "employer_name", c->w->employer_by_kvk, row->v.employer_kvk,
                                TEXT_moving_two_employers);
    if (!row->employer_id && *row->v.employer_place)
        row->employer_id = only(c, row, "employer_name", c->w->employer_by_place,
                                arena_fmt(a, "%s|%s", name, fold_text(a, row->v.employer_place)),
                                TEXT_moving_two_employers);
    else if (!row->employer_id)
        row->employer_id =
            only(c, row, "employer_name", c->w->employer_by_name, name, TEXT_moving_two_employers);
    if (!row->employer_id)
        refuse(c, row, "employer_name", TEXT_moving_unknown_employer,
               *row->v.employer_name ? row->v.employer_name : row->v.employer_kvk);
}

/* ---- clients --------------------------------------------------------------------------------- */

static const char *line_text(struct check *c, uint32_t line)
{
    return arena_fmt(c->r->arena, "%u", line);
}

static const char *client_key(struct check *c, const struct moving_row *row)
{
    char birth[DAY_TEXT];

    return arena_fmt(c->r->arena, "%s|%s", sort_key(c->r->arena, &row->v.client),
                     day_iso(row->v.client.birth_on, birth));
}

/* The same person on more lines has more trajectories; two that run, or two of one day, are not. */
static void check_earlier(struct check *c, struct moving_row *row)
{
    const char *key = client_key(c, row);

    row->twin = map_get(c->earlier, key);
    for (const struct moving_row *one = row->twin; one; one = one->twin) {
        const struct trajectory *a = &one->v.trajectory, *b = &row->v.trajectory;

        if (a->referred_on == b->referred_on ||
            (a->closed_on == DAY_NONE && b->closed_on == DAY_NONE))
            refuse(c, row, NULL, TEXT_moving_twice, line_text(c, one->line));
    }
    if (row->fate != FATE_REFUSED)
        map_put(c->earlier, key, row);
}

/* The trajectory a row is about: of the same referral, or both running. */
static int64_t find_trajectory(struct check *c, const struct moving_row *row)
{
    const struct trajectory *t = &row->v.trajectory;
    const struct known_trajectory *list = trajectories_of(c, row->client_id);

    for (const struct known_trajectory *one = list; one; one = one->next)
        if (one->referred_on == t->referred_on)
            return one->id;
    for (const struct known_trajectory *one = list; one; one = one->next)
        if (one->closed_on == DAY_NONE && t->closed_on == DAY_NONE)
            return one->id;
    return 0;
}

void moving_ours(struct req *r, const struct moving_row *row, struct moving_values *ours)
{
    moving_values_empty(ours);
    if (row->client_id && client_get(r->db, r->arena, row->client_id, &ours->client) != OK)
        BUG("a client that was found is not there");
    if (row->trajectory_id &&
        trajectory_get(r->db, r->arena, row->trajectory_id, &ours->trajectory) != OK)
        BUG("a trajectory that was found is not there");
    if (row->employer_id && employer_get(r->db, r->arena, row->employer_id, &ours->employer) != OK)
        BUG("an employer that was found is not there");
    if (row->target_id && row->person_there &&
        employer_person_get(r->db, r->arena, row->employer_id, row->target_id, &ours->person) != OK)
        BUG("a person that was found is not there");
    if (row->target_id && !row->person_there &&
        placement_get(r->db, r->arena, row->target_id, &ours->placement) != OK)
        BUG("a placement that was found is not there");
}

static void check_client(struct check *c, struct moving_row *row)
{
    enum moving_kind kind = MOVING_CLIENTS;

    if (!*row->v.trajectory.target_group)
        row->v.trajectory.target_group = c->im->target_group;
    if (!*row->v.trajectory.target_group)
        refuse(c, row, "target_group", TEXT_moving_no_group, NULL);
    find_specialist(c, row);
    find_team(c, row);
    row->client_id = find_client(c, row);
    if (row->fate != FATE_REFUSED)
        check_earlier(c, row);
    if (row->fate == FATE_REFUSED)
        return;
    if (!row->client_id && (row->client_id = find_alike(c, row)))
        row->alike = true;
    if (!row->client_id)
        return;
    struct moving_values ours;
    row->trajectory_id = find_trajectory(c, row);
    moving_ours(c->r, row, &ours);
    uint64_t compared = row->has;
    if (!row->trajectory_id)
        compared &= moving_part(kind, PART_CLIENT);
    row->differs = moving_compare(kind, compared, &row->v, &ours);
    row->fate = row->differs || row->alike ? FATE_CONFLICT
                : row->trajectory_id       ? FATE_SAME
                                           : FATE_NEW;
}

/* ---- employers ------------------------------------------------------------------------------- */

static const char *employer_key(struct arena *a, const struct employer *e)
{
    return *e->kvk ? e->kvk : arena_fmt(a, "%s|%s", fold_text(a, e->name), fold_text(a, e->place));
}

static int64_t find_person(struct check *c, const struct moving_row *row)
{
    size_t n;
    const struct employer_person *list =
        employer_people(c->r->db, c->r->arena, row->employer_id, &n);
    const char *name = fold_text(c->r->arena, row->v.person.name);

    for (size_t i = 0; i < n; i++)
        if (!strcmp(fold_text(c->r->arena, list[i].name), name))
            return list[i].id;
    return 0;
}

static void check_employer(struct check *c, struct moving_row *row)
{
    struct arena *a = c->r->arena;
    const struct employer *e = &row->v.employer;
    const char *key = employer_key(a, e);
    struct moving_values ours;

    if (*e->kvk)
        row->employer_id =
            only(c, row, "kvk", c->w->employer_by_kvk, e->kvk, TEXT_moving_two_employers);
    if (!row->employer_id)
        row->employer_id =
            only(c, row, "name", c->w->employer_by_place,
                 arena_fmt(a, "%s|%s", fold_text(a, e->name), fold_text(a, e->place)),
                 TEXT_moving_two_employers);
    if (row->fate == FATE_REFUSED)
        return;
    row->twin = map_get(c->earlier, key);
    if (!row->twin)
        map_put(c->earlier, key, row);
    row->person_new = *row->v.person.name;
    if (!row->employer_id) {
        row->fate = row->twin && !row->person_new ? FATE_SAME : FATE_NEW;
        return;
    }
    if (row->person_new)
        row->target_id = find_person(c, row);
    row->person_there = row->target_id != 0;
    row->person_new &= !row->target_id;
    moving_ours(c->r, row, &ours);
    row->differs = moving_compare(
        MOVING_EMPLOYERS,
        row->has & (row->target_id ? UINT64_MAX : moving_part(MOVING_EMPLOYERS, PART_EMPLOYER)),
        &row->v, &ours);
    row->fate = row->differs ? FATE_CONFLICT : row->person_new ? FATE_NEW : FATE_SAME;
}

/* ---- contacts and placements ----------------------------------------------------------------- */

/* The trajectory that ran on this day; of two the later. Refuses the row without one. */
static const struct known_trajectory *find_running(struct check *c, struct moving_row *row,
                                                   int32_t day, enum text_id none)
{
    row->client_id = find_client(c, row);
    const struct known_trajectory *list = trajectories_of(c, row->client_id);

    if (!row->client_id || !list) {
        refuse(c, row, NULL, TEXT_moving_unknown_client, NULL);
        return NULL;
    }
    for (const struct known_trajectory *one = list; one; one = one->next)
        if (one->referred_on <= day && (one->closed_on == DAY_NONE || day <= one->closed_on))
            return one;
    refuse(c, row, c->im->kind == MOVING_CONTACTS ? "day" : "started_on", none, NULL);
    return NULL;
}

/* What the file leaves open is as usual with that party. */
static void fill_usual(struct check *c, struct contact *of)
{
    struct moving_world *w = c->w;
    struct contact *usual = NULL;

    for (size_t i = 0; i < w->n_usual; i++)
        if (!strcmp(w->usual[i].party, of->party))
            usual = &w->usual[i];
    if (!usual && w->n_usual < COUNT(w->usual)) {
        usual = &w->usual[w->n_usual++];
        *usual = *of;
        contact_defaults(c->r, usual);
    }
    if (!usual)
        BUG("more parties than there are");
    if (!*of->activity)
        of->activity = usual->activity;
    if (!*of->mode)
        of->mode = usual->mode;
    if (!*of->place)
        of->place = usual->place;
}

static void check_contact(struct check *c, struct moving_row *row)
{
    const struct known_trajectory *t =
        find_running(c, row, row->v.contact.day, TEXT_moving_contact_outside);

    find_specialist(c, row);
    find_employer(c, row);
    if (t && !row->staff_id)
        row->staff_id = t->staff_id;
    if (!row->staff_id)
        refuse(c, row, NULL, TEXT_moving_nobody, NULL);
    else if (contact_week_locked(c->r->db, row->staff_id, row->v.contact.day))
        refuse(c, row, "day", TEXT_contact_week_locked, NULL);
    if (row->fate == FATE_REFUSED)
        return;
    row->trajectory_id = t->id;
    row->v.contact.programme_id = c->im->programme_id;
    row->v.contact.staff_id = row->staff_id;
    row->v.contact.employer_id = row->employer_id;
    fill_usual(c, &row->v.contact);
    if (moving_contact_there(c->r->db, t->id, &row->v.contact))
        row->fate = FATE_SAME;
}

static void check_placement(struct check *c, struct moving_row *row)
{
    struct placement *p = &row->v.placement;
    struct moving_values ours;
    const struct known_trajectory *t =
        find_running(c, row, p->started_on, TEXT_moving_placement_outside);

    find_employer(c, row);
    if (row->fate == FATE_REFUSED)
        return;
    const char *key = arena_fmt(c->r->arena, "%" PRId64 "|%" PRId64 "|%d", t->id, row->employer_id,
                                p->started_on);
    const struct moving_row *twin = map_get(c->earlier, key);
    if (twin) {
        refuse(c, row, NULL, TEXT_moving_twice, line_text(c, twin->line));
        return;
    }
    map_put(c->earlier, key, row);
    row->trajectory_id = t->id;
    p->organisation_id = c->im->organisation_id;
    p->trajectory_id = t->id;
    p->employer_id = row->employer_id;
    row->target_id = moving_placement_there(c->r->db, t->id, row->employer_id, p->started_on);
    if (!row->target_id)
        return;
    moving_ours(c->r, row, &ours);
    row->differs = moving_compare(MOVING_PLACEMENTS, row->has, &row->v, &ours);
    row->fate = row->differs ? FATE_CONFLICT : FATE_SAME;
}

void moving_check(struct req *r, struct import *im, struct moving_rows *rows)
{
    static void (*const check[MOVING_KINDS])(struct check *, struct moving_row *) = {
        check_client, check_employer, check_contact, check_placement};
    struct check c = {
        .r = r, .im = im, .w = moving_world_load(r, im), .earlier = map_new(r->arena)};
    struct moving_reader *reader =
        moving_reader_new(r->arena, r->lang, r->today, im->kind, &im->columns);

    memset(im->count, 0, sizeof(im->count));
    for (size_t i = 0; i < rows->n; i++) {
        struct moving_row *row = &rows->at[i];
        enum moving_choice choice = row->choice;

        *row = (struct moving_row){.line = row->line, .cells = row->cells, .choice = choice};
        moving_row_read(reader, r->arena, row);
        if (row->fate != FATE_REFUSED)
            check[im->kind](&c, row);
        im->count[row->fate]++;
    }
}
