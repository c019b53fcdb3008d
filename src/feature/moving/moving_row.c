/* moving_row.c: one row of a file as values: with the rules and the messages of forms.
 * Not: finding what it is about in Spil (moving_check.c).
 * Start at moving_row_read(). */
#include "feature/moving/moving.h"

#include "base/fold.h"
#include "base/map.h"
#include "core/codes.h"

/* Words that people use for a code, beside its label: folded. */
static const struct {
    const char *field, *word, *code;
} aliases[] = {
    {"sex", "v", "female"},
    {"sex", "f", "female"},
    {"sex", "mevrouw", "female"},
    {"sex", "m", "male"},
    {"sex", "de heer", "male"},
    {"sex", "x", "other"},
    {"marital_status", "gehuwd", "married"},
    {"marital_status", "ja", "married"},
    {"marital_status", "ongehuwd", "not_married"},
    {"marital_status", "nee", "not_married"},
    {"education", "havo", "HAVOVWO"},
    {"education", "vwo", "HAVOVWO"},
    {"education", "mbo", "MBO"},
    {"education", "vmbo", "VMBO"},
    {"education", "hbo", "HO"},
    {"education", "wo", "HO"},
    {"education", "lagere school", "BAO"},
    {"referred_by", "zelf", "self"},
    {"referred_by", "client", "self"},
    {"referred_by", "ggz", "practitioner"},
    {"party", "client", "client"},
    {"party", "werkgever en client", "employer"},
    {"party", "familie", "relative"},
    {"party", "uwv", "expert"},
    {"party", "gemeente", "expert"},
    {"mode", "face to face", "face_to_face"},
    {"mode", "f2f", "face_to_face"},
    {"mode", "bezoek", "face_to_face"},
    {"mode", "tel", "phone"},
    {"mode", "telefonisch", "phone"},
    {"mode", "mail", "message"},
    {"mode", "whatsapp", "message"},
    {"mode", "video", "video"},
    {"kind", "betaald", "competitive"},
    {"kind", "betaald werk", "competitive"},
    {"kind", "regulier", "competitive"},
    {"kind", "uitzend", "agency"},
    {"kind", "werkervaringsplek", "work_experience"},
    {"kind", "vrijwilligerswerk", "volunteering"},
    {"kind", "stage", "internship"},
};

struct moving_reader {
    enum lang lang;
    int32_t today;
    enum moving_kind kind;
    const struct moving_columns *columns;
    const struct moving_field *fields;
    size_t n;
    struct field *form; /* n, then F_END */
    struct {
        struct map *codes; /* folded word -> code */
        const struct choice *choices;
        size_t n_choices;
    } of[MOVING_FIELDS];
};

static void learn(struct arena *a, struct map *codes, const char *word, const char *code)
{
    const char *folded = fold_text(a, word);

    if (*folded && !map_get(codes, folded))
        map_put(codes, folded, arena_str(a, code));
}

static void learn_codes(struct arena *a, struct moving_reader *r, size_t i)
{
    const struct moving_field *f = &r->fields[i];
    struct map *codes = map_new(a);

    r->of[i].codes = codes;
    for (const struct code *c = f->field.codes; c && c->code; c++) {
        learn(a, codes, c->code, c->code);
        for (int lang = 0; lang < LANGS; lang++)
            learn(a, codes, text((enum lang)lang, c->label), c->code);
    }
    for (int lang = 0; f->list && lang < LANGS; lang++) {
        size_t n;
        const struct choice *choices = codes_choices(f->list, (enum lang)lang, &n);

        r->of[i].choices = choices;
        r->of[i].n_choices = n;
        for (size_t k = 0; k < n; k++) {
            learn(a, codes, choices[k].value, choices[k].value);
            learn(a, codes, choices[k].label, choices[k].value);
        }
    }
    for (size_t k = 0; k < COUNT(aliases); k++)
        if (!strcmp(aliases[k].field, f->field.name))
            learn(a, codes, aliases[k].word, aliases[k].code);
}

struct moving_reader *moving_reader_new(struct arena *a, enum lang lang, int32_t today,
                                        enum moving_kind kind, const struct moving_columns *columns)
{
    struct moving_reader *r = arena_alloc(a, sizeof(*r));

    *r = (struct moving_reader){.lang = lang,
                                .today = today,
                                .kind = kind,
                                .columns = columns,
                                .fields = moving_fields(kind),
                                .n = moving_field_count(kind)};
    r->form = ARENA_ARRAY(a, struct field, r->n + 1);
    for (size_t i = 0; i < r->n; i++) {
        r->form[i] = r->fields[i].field;
        if (r->form[i].kind == FIELD_CODE)
            learn_codes(a, r, i);
    }
    r->form[r->n] = (struct field)F_END;
    return r;
}

void moving_values_empty(struct moving_values *v)
{
    *v = (struct moving_values){0};
    for (int kind = 0; kind < MOVING_KINDS; kind++)
        for (const struct moving_field *f = moving_fields((enum moving_kind)kind);
             f->field.kind != FIELD_END; f++) {
            struct field one[] = {f->field, F_END};

            form_empty(one, v);
        }
    v->client.diagnosis_chapter = "";
    v->client.sex = v->client.marital_status = "unknown";
    v->client.education = "ONBEKEND";
    v->client.worked_share = NUMBER_NONE;
    v->trajectory.scheme = "NONE";
    v->trajectory.funding = "none";
    v->employer.not_before_reason = "";
    v->employer.not_before_on = DAY_NONE;
    v->contact.initiative = "planned";
    v->contact.answer_minutes = NUMBER_NONE;
    v->placement.wage_value = NUMBER_NONE;
    v->placement.lesson = v->placement.subsidy = v->placement.target_register = "";
    v->placement.job_coach = v->placement.no_risk = v->placement.mentor = "";
    v->placement.disclosure = v->placement.promise = v->placement.promise_by = "";
    v->placement.note = v->placement.adjustments = v->placement.expectations = "";
    v->placement.responsible = "";
}

void moving_refuse(struct moving_row *row, const char *why)
{
    if (row->fate == FATE_REFUSED)
        return; /* the first is the nearest to the cause */
    row->fate = FATE_REFUSED;
    row->problem = why;
}

/* ---- cells ----------------------------------------------------------------------------------- */

/* What spreadsheets do to values: a time behind a day, zeros that were lost in front of numbers. */
static const char *repaired(struct arena *a, const struct moving_field *f, const char *cell)
{
    size_t n = strlen(cell), digits = strspn(cell, "0123456789");

    if (f->field.kind == FIELD_DAY && strchr(cell, ':')) {
        size_t day = strcspn(cell, " T");

        return cell[day] && day >= 6 ? arena_strn(a, cell, day) : cell;
    }
    if ((f->field.kind == FIELD_PHONE && n == 9 && digits == 9 && *cell != '0') ||
        (f->field.kind == FIELD_KVK && n == 7 && digits == 7))
        return arena_fmt(a, "0%s", cell);
    return cell;
}

/* The code that a person wrote as a word; NULL: unknown. */
static const char *code_of(struct arena *a, const struct moving_reader *r, size_t i,
                           const char *cell)
{
    return map_get(r->of[i].codes, fold_text(a, cell));
}

static size_t split_cells(struct arena *a, const char *cells, const char *out[MOVING_COLUMNS])
{
    size_t n = 0;

    for (const char *at = cells; n < MOVING_COLUMNS; n++) {
        const char *end = strchr(at, MOVING_JOIN);

        out[n] = end ? arena_strn(a, at, (size_t)(end - at)) : at;
        if (!end)
            return n + 1;
        at = end + 1;
    }
    return n;
}

static void refuse_at(const struct moving_reader *r, struct moving_row *row, size_t field,
                      const char *why)
{
    if (row->fate == FATE_REFUSED)
        return;
    moving_refuse(row, why);
    for (size_t i = 0; i < r->columns->n; i++)
        if (r->columns->field[i] == (int)field)
            row->problem_at = (int)i + 1;
}

static void refuse_field(const struct moving_reader *r, struct moving_row *row, const char *name,
                         enum text_id why)
{
    for (size_t i = 0; i < r->n; i++)
        if (!strcmp(r->form[i].name, name))
            refuse_at(r, row, i, text(r->lang, why));
}

static void read_cells(struct moving_reader *r, struct arena *a, struct moving_row *row)
{
    const char *cells[MOVING_COLUMNS];
    size_t n = split_cells(a, row->cells, cells), inputs = 0;
    struct form_input input[MOVING_FIELDS];
    struct form *f = form_new(a, r->lang, r->today, r->form, &row->v);

    for (size_t i = 0; i < n && i < r->columns->n; i++) {
        int field = r->columns->field[i];

        if (field < 0 || !*cells[i] || row->has >> field & 1)
            continue;
        const char *value = repaired(a, &r->fields[field], cells[i]);
        row->has |= UINT64_C(1) << field;
        if (r->form[field].kind == FIELD_CODE) {
            const char *code = code_of(a, r, (size_t)field, value);

            if (r->of[field].choices)
                form_choices(f, r->form[field].name, r->of[field].choices, r->of[field].n_choices);
            if (!code)
                refuse_at(r, row, (size_t)field,
                          text_fill(a, r->lang, TEXT_moving_unknown_word, value,
                                    text(r->lang, r->form[field].label), NULL, NULL));
            value = code ? code : "";
        }
        input[inputs++] = (struct form_input){r->form[field].name, value};
    }
    if (form_read(f, input, inputs))
        return;
    for (size_t i = 0; i < r->n; i++) {
        const char *message = form_message(f, r->form[i].name);

        if (message)
            refuse_at(r, row, i, message);
    }
}

/* ---- names ----------------------------------------------------------------------------------- */

static void mark(const struct moving_reader *r, struct moving_row *row, const char *name)
{
    for (size_t i = 0; i < r->n; i++)
        if (!strcmp(r->form[i].name, name))
            row->has |= UINT64_C(1) << i;
}

/* "Milan van den" behind a comma: the words from the first that is a prefix on. */
static void split_given(struct arena *a, const char *behind, const char **given,
                        const char **prefix)
{
    *given = behind;
    *prefix = "";
    for (const char *space = strchr(behind, ' '); space; space = strchr(space + 1, ' ')) {
        const char *found, *rest;

        name_split_prefix(a, arena_fmt(a, "%s X", space + 1), &found, &rest);
        if (!strcmp(rest, "X") && *found) {
            *given = arena_strn(a, behind, (size_t)(space - behind));
            *prefix = found;
            return;
        }
    }
}

static const char *without_spaces(struct arena *a, const char *s, size_t n)
{
    while (n && *s == ' ')
        s++, n--;
    while (n && s[n - 1] == ' ')
        n--;
    return arena_strn(a, s, n);
}

/* "Berg, Milan van den", "van den Berg, Milan" and "Milan van den Berg". */
static void split_full_name(struct arena *a, struct client *c, const char *name)
{
    const char *comma = strchr(name, ','), *space = strchr(name, ' ');
    const char *prefix, *rest;

    if (comma) {
        const char *behind = without_spaces(a, comma + 1, strlen(comma + 1));

        name_split_prefix(a, without_spaces(a, name, (size_t)(comma - name)), &prefix, &rest);
        split_given(a, behind, &c->given_name, &c->name_prefix);
        c->family_name = rest;
        if (*prefix)
            c->name_prefix = prefix;
    } else if (space) {
        c->given_name = arena_strn(a, name, (size_t)(space - name));
        name_split_prefix(a, space + 1, &c->name_prefix, &c->family_name);
    } else {
        c->family_name = name;
    }
}

static void read_names(const struct moving_reader *r, struct arena *a, struct moving_row *row)
{
    struct client *c = &row->v.client;

    if (*row->v.full_name && !*c->given_name && !*c->family_name) {
        split_full_name(a, c, row->v.full_name);
        mark(r, row, "given_name");
        mark(r, row, "name_prefix");
        mark(r, row, "family_name");
    } else if (*c->family_name && !*c->name_prefix) {
        name_split_prefix(a, c->family_name, &c->name_prefix, &c->family_name);
        mark(r, row, "name_prefix");
    }
}

/* ---- rules of one row ------------------------------------------------------------------------ */

static int32_t first_known(int32_t a, int32_t b)
{
    return a == DAY_NONE ? b : b == DAY_NONE ? a : MIN(a, b);
}

static void check_days(const struct moving_reader *r, struct moving_row *row)
{
    const struct trajectory *t = &row->v.trajectory;
    int32_t birth_on = row->v.client.birth_on;

    if (birth_on > t->referred_on)
        refuse_field(r, row, "birth_on", TEXT_trajectory_birth_after);
    if (day_age(birth_on, t->referred_on) > 110)
        refuse_field(r, row, "birth_on", TEXT_trajectory_birth_long_ago);
    if (t->first_talk_on != DAY_NONE && t->first_talk_on < t->referred_on)
        refuse_field(r, row, "first_talk_on", TEXT_trajectory_order);
    if (t->started_on != DAY_NONE && t->started_on < t->referred_on)
        refuse_field(r, row, "started_on", TEXT_trajectory_order);
    if (t->ends_on != DAY_NONE && t->started_on != DAY_NONE && t->ends_on < t->started_on)
        refuse_field(r, row, "ends_on", TEXT_trajectory_end_before_start);
    if (t->closed_on != DAY_NONE && t->closed_on < t->referred_on)
        refuse_field(r, row, "closed_on", TEXT_trajectory_order);
}

/* What older files do not say follows from what they do: referred when the first thing happened. */
static void check_client(const struct moving_reader *r, struct moving_row *row)
{
    struct client *c = &row->v.client;
    struct trajectory *t = &row->v.trajectory;

    if (!*c->given_name)
        refuse_field(r, row, *row->v.full_name ? "full_name" : "given_name", TEXT_moving_no_given);
    if (!*c->family_name)
        refuse_field(r, row, "family_name", TEXT_moving_no_name);
    if (c->birth_on == DAY_NONE)
        refuse_field(r, row, "birth_on", TEXT_moving_no_birth);
    if (t->referred_on == DAY_NONE)
        t->referred_on = first_known(t->first_talk_on, t->started_on);
    if (t->referred_on == DAY_NONE)
        refuse_field(r, row, "referred_on", TEXT_moving_no_referral);
    if (t->closed_on == DAY_NONE && *t->close_reason)
        refuse_field(r, row, "closed_on", TEXT_placement_end_day_needed);
    if (row->fate == FATE_REFUSED)
        return;
    if (t->closed_on != DAY_NONE && !*t->close_reason)
        t->close_reason = "other";
    if (!*t->referred_by)
        t->referred_by = "other";
    check_days(r, row);
}

static void check_contact(const struct moving_reader *r, struct moving_row *row)
{
    struct contact *c = &row->v.contact;

    if (c->day == DAY_NONE)
        refuse_field(r, row, "day", TEXT_moving_no_day);
    if (c->minutes == NUMBER_NONE)
        refuse_field(r, row, "minutes", TEXT_moving_no_minutes);
    if (!*c->party)
        c->party = *row->v.employer_name ? "employer" : "client";
    if (c->next_step_on != DAY_NONE && !*c->next_step)
        refuse_field(r, row, "next_step", TEXT_contact_next_step_no_text);
}

/* The contract of a kind that has just one. */
static const char *usual_contract(const char *kind)
{
    if (!strcmp(kind, "agency") || !strcmp(kind, "payroll"))
        return kind;
    return strcmp(kind, "competitive") ? "" : "employment";
}

static void check_placement_end(const struct moving_reader *r, struct moving_row *row)
{
    struct placement *p = &row->v.placement;

    if (p->ends_on != DAY_NONE && p->ends_on < p->started_on)
        refuse_field(r, row, "ends_on", TEXT_placement_end_before_start);
    if (p->ended_on != DAY_NONE && p->ended_on < p->started_on)
        refuse_field(r, row, "ended_on", TEXT_placement_end_before_start);
    if (p->ended_on == DAY_NONE && *p->end_reason)
        refuse_field(r, row, "ended_on", TEXT_placement_end_day_needed);
    if (p->ended_on != DAY_NONE && !*p->end_reason)
        p->end_reason = "other";
}

static void check_placement(const struct moving_reader *r, struct moving_row *row)
{
    struct placement *p = &row->v.placement;

    if (!*p->kind)
        p->kind = "competitive";
    if (p->started_on == DAY_NONE)
        refuse_field(r, row, "started_on", TEXT_moving_no_start);
    if (!*row->v.employer_name && !*row->v.employer_kvk && strcmp(p->kind, "own_business"))
        refuse_field(r, row, "employer_name", TEXT_moving_no_employer);
    check_placement_end(r, row);
    if (!*p->contract_type)
        p->contract_type = usual_contract(p->kind);
}

void moving_row_read(struct moving_reader *r, struct arena *a, struct moving_row *row)
{
    moving_values_empty(&row->v);
    row->fate = FATE_NEW;
    row->problem = "";
    if (!row->cells) {
        moving_refuse(row, text(r->lang, TEXT_moving_unreadable));
        return;
    }
    read_cells(r, a, row);
    if (r->kind != MOVING_EMPLOYERS)
        read_names(r, a, row);
    if (r->kind == MOVING_CLIENTS)
        check_client(r, row);
    else if (r->kind == MOVING_CONTACTS)
        check_contact(r, row);
    else if (r->kind == MOVING_PLACEMENTS)
        check_placement(r, row);
    else if (!*row->v.employer.name)
        refuse_field(r, row, "name", TEXT_moving_no_employer);
    if (r->kind == MOVING_EMPLOYERS && !*row->v.person.name &&
        (*row->v.person.phone || *row->v.person.email || *row->v.person.job_title))
        row->v.person.name = text(r->lang, TEXT_moving_person_unnamed);
}

/* ---- members --------------------------------------------------------------------------------- */

static bool is_number(enum field_kind kind)
{
    return kind == FIELD_INT || kind == FIELD_MINUTES || kind == FIELD_MONEY ||
           kind == FIELD_HUNDREDTHS;
}

const char *moving_member_text(struct arena *a, const struct moving_field *f,
                               const struct moving_values *v)
{
    const char *at = (const char *)v + f->field.offset;
    char iso[DAY_TEXT];
    int64_t n;
    int32_t day;

    if (f->field.kind == FIELD_DAY) {
        memcpy(&day, at, sizeof(day));
        return arena_str(a, day_iso(day, iso));
    }
    if (is_number(f->field.kind)) {
        memcpy(&n, at, sizeof(n));
        return n == NUMBER_NONE ? "" : arena_fmt(a, "%" PRId64, n);
    }
    const char *s;
    memcpy(&s, at, sizeof(s));
    return s;
}

void moving_member_set(const struct moving_field *f, const char *text, struct moving_values *v)
{
    char *at = (char *)v + f->field.offset;

    if (f->field.kind == FIELD_DAY) {
        int32_t day = day_from_iso(text);

        memcpy(at, &day, sizeof(day));
    } else if (is_number(f->field.kind)) {
        int64_t n = *text ? strtoll(text, NULL, 10) : NUMBER_NONE;

        memcpy(at, &n, sizeof(n));
    } else {
        memcpy(at, &text, sizeof(text));
    }
}

static size_t member_size(enum field_kind kind)
{
    return kind == FIELD_DAY ? sizeof(int32_t)
           : is_number(kind) ? sizeof(int64_t)
                             : sizeof(const char *);
}

void moving_copy(enum moving_kind kind, uint64_t fields, const struct moving_values *from,
                 struct moving_values *to)
{
    const struct moving_field *f = moving_fields(kind);

    for (size_t i = 0; i < moving_field_count(kind); i++)
        if (fields >> i & 1)
            memcpy((char *)to + f[i].field.offset, (const char *)from + f[i].field.offset,
                   member_size(f[i].field.kind));
}

/* "unknown" and "not applied for" are ways to be empty too. */
static bool is_nothing(const struct moving_field *f, const char *text)
{
    return !*text ||
           (f->field.kind == FIELD_CODE && (!strcmp(text, "unknown") || !strcmp(text, "ONBEKEND") ||
                                            !strcmp(text, "none") || !strcmp(text, "NONE")));
}

uint64_t moving_empty(enum moving_kind kind, uint64_t fields, const struct moving_values *v)
{
    const struct moving_field *f = moving_fields(kind);
    struct arena *a = arena_new();
    uint64_t empty = 0;

    for (size_t i = 0; i < moving_field_count(kind); i++)
        if (fields >> i & 1 && is_nothing(&f[i], moving_member_text(a, &f[i], v)))
            empty |= UINT64_C(1) << i;
    arena_free(a);
    return empty;
}

uint64_t moving_compare(enum moving_kind kind, uint64_t has, const struct moving_values *file,
                        const struct moving_values *ours)
{
    const struct moving_field *f = moving_fields(kind);
    struct arena *a = arena_new();
    uint64_t differs = 0;

    for (size_t i = 0; i < moving_field_count(kind); i++)
        if (has >> i & 1 && f[i].part != PART_WHO &&
            strcmp(moving_member_text(a, &f[i], file), moving_member_text(a, &f[i], ours)))
            differs |= UINT64_C(1) << i;
    arena_free(a);
    return differs;
}

uint64_t moving_part(enum moving_kind kind, enum moving_part part)
{
    const struct moving_field *f = moving_fields(kind);
    uint64_t set = 0;

    for (size_t i = 0; i < moving_field_count(kind); i++)
        set |= f[i].part == part ? UINT64_C(1) << i : 0;
    return set;
}
