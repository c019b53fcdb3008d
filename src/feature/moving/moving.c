/* moving.c: what columns there can be, and which column of a file is which.
 * Not: reading files (moving_file.c), rows (moving_row.c) or SQL.
 * Start at the tables. */
#include "feature/moving/moving.h"

#include "base/fold.h"

const struct code moving_kinds[] = {{"clients", TEXT_moving_clients},
                                    {"employers", TEXT_moving_employers},
                                    {"contacts", TEXT_moving_contacts},
                                    {"placements", TEXT_moving_placements},
                                    {0}};
const struct code moving_fates[] = {{"new", TEXT_moving_new},
                                    {"same", TEXT_moving_same},
                                    {"conflict", TEXT_moving_conflict},
                                    {"refused", TEXT_moving_refused},
                                    {0}};
const struct code moving_choices[] = {{"keep", TEXT_moving_keep},
                                      {"fill", TEXT_moving_fill},
                                      {"take", TEXT_moving_take},
                                      {"new", TEXT_moving_alike_new},
                                      {0}};

#define AT(member) offsetof(struct moving_values, member)
#define NO_MORE                                                                                    \
    {                                                                                              \
        .field = {.kind = FIELD_END }                                                              \
    }

/* name, kind, member, label, flags, min, max, codes; part, group, list, words */
#define ONE(name, kind, member, label, flags, min, max, codes, part, group, list, words)           \
    {                                                                                              \
        {name, kind, AT(member), label, TEXT_NONE, flags, min, max, codes}, part, group, list,     \
            words                                                                                  \
    }
#define WORDS(name, member, label, most, part, group, words)                                       \
    ONE(name, FIELD_TEXT, member, label, 0, 0, most, NULL, part, group, NULL, words)
#define DAY(name, member, label, flags, part, group, words)                                        \
    ONE(name, FIELD_DAY, member, label, flags, 0, 0, NULL, part, group, NULL, words)
#define CODE(name, member, label, codes, part, group, words)                                       \
    ONE(name, FIELD_CODE, member, label, 0, 0, 0, codes, part, group, NULL, words)
#define LIST(name, member, label, list, part, group, words)                                        \
    ONE(name, FIELD_CODE, member, label, 0, 0, 0, NULL, part, group, list, words)

/* By what a client is known. In the file of clients the names are also what is compared. */
#define WHO(part)                                                                                  \
    WORDS("number", number, TEXT_moving_number, 60, PART_WHO, GROUP_NAME,                          \
          "nummer|clientnummer|deelnemernummer|dossiernummer|clientnr|client id|id|nr|patientnr|"  \
          "patientnummer|dossiernr"),                                                              \
        WORDS("full_name", full_name, TEXT_moving_full_name, 250, PART_WHO, GROUP_NAME,            \
              "naam|naam deelnemer|naam client|naam clint|deelnemer|client|volledige naam|"        \
              "full name|name"),                                                                   \
        WORDS("given_name", client.given_name, TEXT_client_given_name, 100, part, GROUP_NAME,      \
              "voornaam|roepnaam|voornamen|given name|first name"),                                \
        WORDS("name_prefix", client.name_prefix, TEXT_client_name_prefix, 30, part, GROUP_NAME,    \
              "tussenvoegsel|tussenv|tv|voorvoegsel|voorvoegsels|prefix"),                         \
        WORDS("family_name", client.family_name, TEXT_client_family_name, 150, part, GROUP_NAME,   \
              "achternaam|familienaam|geslachtsnaam|last name|family name|surname"),               \
        DAY("birth_on", client.birth_on, TEXT_client_birth_on, PAST_ONLY, part, GROUP_DETAILS,     \
            "geboortedatum|geb datum|gebdatum|geboren|geboren op|geb|birth date|date of birth")

static const struct moving_field clients[] = {
    WHO(PART_CLIENT),
    CODE("sex", client.sex, TEXT_client_sex, client_sexes, PART_CLIENT, GROUP_DETAILS,
         "geslacht|m v|m v x|sekse|sex|gender"),
    ONE("phone", FIELD_PHONE, client.phone, TEXT_client_phone, 0, 0, 30, NULL, PART_CLIENT,
        GROUP_NAME, NULL,
        "telefoon|tel|telefoonnummer|mobiel|mobiel nummer|06 nummer|telefoonnr|phone|mobile"),
    ONE("email", FIELD_EMAIL, client.email, TEXT_client_email, 0, 0, 254, NULL, PART_CLIENT,
        GROUP_DETAILS, NULL, "e mail|email|e mailadres|emailadres|mailadres|mail"),
    ONE("postcode", FIELD_POSTCODE, client.postcode, TEXT_client_postcode, 0, 0, 10, NULL,
        PART_CLIENT, GROUP_DETAILS, NULL, "postcode|pc|zip"),
    LIST("municipality", client.municipality, TEXT_client_municipality, "municipalities",
         PART_CLIENT, GROUP_DETAILS, "gemeente|woongemeente|woonplaats|municipality"),
    CODE("marital_status", client.marital_status, TEXT_client_marital_status,
         client_marital_statuses, PART_CLIENT, GROUP_DETAILS,
         "burgerlijke staat|gehuwd|marital status"),
    LIST("education", client.education, TEXT_client_education, "education_levels", PART_CLIENT,
         GROUP_DETAILS,
         "hoogste opleiding|opleiding|opleidingsniveau|hoogst voltooide opleiding|education"),
    ONE("experience_years", FIELD_HUNDREDTHS, client.experience_years, TEXT_client_experience, 0, 0,
        7000, NULL, PART_CLIENT, GROUP_DETAILS, NULL, "werkervaring|jaren werkervaring"),
    DAY("referred_on", trajectory.referred_on, TEXT_trajectory_referred_on, PAST_ONLY,
        PART_TRAJECTORY, GROUP_PLAN,
        "aangemeld op|aanmelddatum|aanmeldingsdatum|datum aanmelding|aangemeld|aanmelding|"
        "datum verwijzing|verwijsdatum|referred on|referral date"),
    CODE("referred_by", trajectory.referred_by, TEXT_trajectory_referred_by, trajectory_referrers,
         PART_TRAJECTORY, GROUP_PLAN,
         "aangemeld door|verwijzer|verwezen door|aanmelder|referred by|referrer"),
    LIST("target_group", trajectory.target_group, TEXT_trajectory_target_group, "target_groups",
         PART_TRAJECTORY, GROUP_PLAN, "doelgroep|target group|groep"),
    LIST("scheme", trajectory.scheme, TEXT_trajectory_scheme, "schemes", PART_TRAJECTORY,
         GROUP_MONEY, "regeling|scheme|perceel"),
    CODE("financier", trajectory.financier, TEXT_trajectory_financier, trajectory_financiers,
         PART_TRAJECTORY, GROUP_MONEY, "financier|gefinancierd door|betaald door|funder"),
    CODE("funding", trajectory.funding, TEXT_trajectory_funding, trajectory_fundings,
         PART_TRAJECTORY, GROUP_MONEY, "financiering|status financiering|funding"),
    DAY("first_talk_on", trajectory.first_talk_on, TEXT_trajectory_first_talk_on, 0,
        PART_TRAJECTORY, GROUP_PLAN,
        "eerste gesprek|intake|intakedatum|datum intake|datum eerste gesprek|kennismaking|"
        "first talk"),
    DAY("started_on", trajectory.started_on, TEXT_trajectory_started_on, 0, PART_TRAJECTORY,
        GROUP_PLAN,
        "start traject|startdatum|start|startdatum traject|begindatum|begin traject|traject start|"
        "traject begin|start date"),
    DAY("ends_on", trajectory.ends_on, TEXT_trajectory_ends_on, 0, PART_TRAJECTORY, GROUP_MONEY,
        "einddatum regeling|einddatum van de regeling|einde regeling|einde beschikking|"
        "beschikking tot"),
    DAY("closed_on", trajectory.closed_on, TEXT_trajectory_closed_on, PAST_ONLY, PART_TRAJECTORY,
        GROUP_PLAN,
        "afgesloten op|einddatum|einde traject|eind traject|afsluitdatum|datum einde|uit zorg|"
        "traject einde|traject eind|afgesloten|einddatum traject|end date|closed on"),
    CODE("close_reason", trajectory.close_reason, TEXT_trajectory_close_reason,
         trajectory_close_reasons, PART_TRAJECTORY, GROUP_PLAN,
         "reden van afsluiten|reden afsluiting|reden einde|reden|"
         "reden afsluiten|afsluitreden|reason"),
    ONE("destination", FIELD_NOTE, trajectory.destination, TEXT_trajectory_destination, 0, 0, 2000,
        NULL, PART_TRAJECTORY, GROUP_PLAN, NULL,
        "hoe gaat het verder|bestemming|vervolg|destination"),
    ONE("work_goal", FIELD_NOTE, trajectory.work_goal, TEXT_trajectory_work_goal, 0, 0, 2000, NULL,
        PART_TRAJECTORY, GROUP_TEAM, NULL,
        "werkwens|wens|werkwens in eigen woorden|doel|arbeidswens|work goal"),
    WORDS("team", team, TEXT_moving_team, 150, PART_WHO, GROUP_NONE, "team|ips team"),
    WORDS("specialist", specialist, TEXT_moving_specialist, 150, PART_WHO, GROUP_NONE,
          "trajectbegeleider|begeleider|ips coach|coach|ips er|ips trajectbegeleider|"
          "jobcoach|caseload van|specialist|employment specialist"),
    NO_MORE};

static const struct moving_field employers[] = {
    WORDS("name", employer.name, TEXT_employer_name, 200, PART_EMPLOYER, GROUP_NONE,
          "naam|werkgever|bedrijf|bedrijfsnaam|naam bedrijf|naam werkgever|organisatie|employer|"
          "company|name"),
    ONE("kvk", FIELD_KVK, employer.kvk, TEXT_employer_kvk, 0, 0, 12, NULL, PART_EMPLOYER,
        GROUP_NONE, NULL, "kvk nummer|kvk|kvk nr|kvknummer"),
    LIST("sector", employer.sector, TEXT_employer_sector, "sbi2008_sections", PART_EMPLOYER,
         GROUP_NONE, "branche|sector|sbi"),
    WORDS("place", employer.place, TEXT_employer_place, 100, PART_EMPLOYER, GROUP_NONE,
          "plaats|vestigingsplaats|woonplaats|stad|place|city|town"),
    WORDS("open_need", employer.open_need, TEXT_employer_open_need, 500, PART_EMPLOYER, GROUP_NONE,
          "zoekt nu|vacatures|zoekt|behoefte|open need"),
    ONE("agreement", FIELD_NOTE, employer.agreement, TEXT_employer_agreement, 0, 0, 2000, NULL,
        PART_EMPLOYER, GROUP_NONE, NULL, "afspraken|opmerkingen|notitie|notities|agreements"),
    WORDS("person_name", person.name, TEXT_moving_person, 150, PART_PERSON, GROUP_NONE,
          "contactpersoon|naam contactpersoon|contact|contact person"),
    WORDS("job_title", person.job_title, TEXT_moving_person_job, 150, PART_PERSON, GROUP_NONE,
          "functie|functie contactpersoon|job title"),
    ONE("phone", FIELD_PHONE, person.phone, TEXT_client_phone, 0, 0, 30, NULL, PART_PERSON,
        GROUP_NONE, NULL, "telefoon|tel|telefoonnummer|mobiel|phone"),
    ONE("email", FIELD_EMAIL, person.email, TEXT_client_email, 0, 0, 254, NULL, PART_PERSON,
        GROUP_NONE, NULL, "e mail|email|e mailadres|emailadres|mail"),
    NO_MORE};

static const struct moving_field contacts[] = {
    WHO(PART_WHO),
    DAY("day", contact.day, TEXT_contact_day, PAST_ONLY, PART_CONTACT, GROUP_TIME,
        "datum|dag|datum contact|contactdatum|date|day"),
    ONE("minutes", FIELD_MINUTES, contact.minutes, TEXT_contact_minutes, 0, 1, 1440, NULL,
        PART_CONTACT, GROUP_TIME, NULL,
        "minuten|duur|tijd|hoe lang|aantal minuten|tijd in minuten|duur in "
        "minuten|minutes|duration"),
    ONE("travel_minutes", FIELD_MINUTES, contact.travel_minutes, TEXT_contact_travel, 0, 0, 1440,
        NULL, PART_CONTACT, GROUP_TIME, NULL, "reistijd|reistijd in minuten|travel time|travel"),
    CODE("party", contact.party, TEXT_contact_party, contact_parties, PART_CONTACT, GROUP_TIME,
         "gesproken met|met wie|contact met|met|soort contact|with|spoke with"),
    CODE("activity", contact.activity, TEXT_contact_activity, contact_activities, PART_CONTACT,
         GROUP_TIME, "soort werk|activiteit|activity"),
    CODE("mode", contact.mode, TEXT_contact_mode, contact_modes, PART_CONTACT, GROUP_TIME,
         "hoe|wijze|vorm|contactvorm|mode|how"),
    CODE("place", contact.place, TEXT_contact_place, contact_places, PART_CONTACT, GROUP_TIME,
         "waar|locatie|plaats|place|where"),
    WORDS("employer_name", employer_name, TEXT_placement_employer, 200, PART_WHO, GROUP_NONE,
          "werkgever|bedrijf|employer"),
    WORDS("employer_place", employer_place, TEXT_moving_employer_place, 100, PART_WHO, GROUP_NONE,
          "plaats werkgever|vestigingsplaats"),
    ONE("note", FIELD_NOTE, contact.note, TEXT_contact_note, 0, 0, 4000, NULL, PART_CONTACT,
        GROUP_NOTES, NULL,
        "wat is afgesproken|notitie|verslag|opmerking|opmerkingen|inhoud|omschrijving|note|notes"),
    WORDS("next_step", contact.next_step, TEXT_contact_next_step, 200, PART_CONTACT, GROUP_TEAM,
          "volgende stap|vervolgstap|actie|next step"),
    DAY("next_step_on", contact.next_step_on, TEXT_moving_next_step_on, 0, PART_CONTACT, GROUP_TEAM,
        "wanneer|datum volgende stap|actiedatum|volgende stap op"),
    WORDS("specialist", specialist, TEXT_moving_specialist, 150, PART_WHO, GROUP_NONE,
          "trajectbegeleider|begeleider|ips coach|coach|ips er|medewerker|specialist"),
    NO_MORE};

static const struct moving_field placements[] = {
    WHO(PART_WHO),
    WORDS("employer_name", employer_name, TEXT_placement_employer, 200, PART_WHO, GROUP_WORK,
          "werkgever|bedrijf|bedrijfsnaam|naam werkgever|naam bedrijf|employer|company"),
    WORDS("employer_place", employer_place, TEXT_moving_employer_place, 100, PART_WHO, GROUP_WORK,
          "plaats|plaats werkgever|vestigingsplaats|place"),
    ONE("employer_kvk", FIELD_KVK, employer_kvk, TEXT_employer_kvk, 0, 0, 12, NULL, PART_WHO,
        GROUP_WORK, NULL, "kvk nummer|kvk|kvk nr|kvknummer"),
    CODE("kind", placement.kind, TEXT_placement_kind, placement_kinds, PART_PLACEMENT, GROUP_WORK,
         "soort werk|soort plaatsing|soort|plaatsing|type plaatsing|kind"),
    WORDS("job_title", placement.job_title, TEXT_placement_job_title, 150, PART_PLACEMENT,
          GROUP_WORK, "functie|beroep|werk|job title|job"),
    DAY("started_on", placement.started_on, TEXT_placement_started_on, 0, PART_PLACEMENT,
        GROUP_WORK,
        "begonnen op|begindatum|startdatum|start|begin|datum in dienst|in dienst|start date"),
    DAY("ends_on", placement.ends_on, TEXT_placement_ends_on, 0, PART_PLACEMENT, GROUP_WORK,
        "einddatum contract|einde contract|contract tot|tot|afgesproken einde"),
    DAY("ended_on", placement.ended_on, TEXT_placement_ended_on, PAST_ONLY, PART_PLACEMENT,
        GROUP_WORK, "gestopt op|einddatum|einde|uit dienst|datum uit dienst|end date"),
    CODE("end_reason", placement.end_reason, TEXT_placement_end_reason, placement_end_reasons,
         PART_PLACEMENT, GROUP_WORK, "reden einde|waarom gestopt|reden|reden van einde|end reason"),
    ONE("hours_week", FIELD_HUNDREDTHS, placement.hours_week, TEXT_placement_hours_week, 0, 0, 6000,
        NULL, PART_PLACEMENT, GROUP_WORK, NULL,
        "uren per week|uren|contracturen|aantal uren|uur per week|hours|hours a week"),
    ONE("wage_month", FIELD_MONEY, placement.wage_month, TEXT_placement_wage, 0, 0, 5000000, NULL,
        PART_PLACEMENT, GROUP_WORK, NULL,
        "loon|bruto loon|brutoloon|salaris|loon per maand|bruto maandloon|wage"),
    CODE("contract_type", placement.contract_type, TEXT_placement_contract_type,
         placement_contract_types, PART_PLACEMENT, GROUP_WORK,
         "soort contract|contract|contractvorm"),
    CODE("job_level", placement.job_level, TEXT_placement_job_level, placement_job_levels,
         PART_PLACEMENT, GROUP_WORK, "functieniveau|niveau|job level"),
    LIST("sector", placement.sector, TEXT_placement_sector, "sbi2008_sections", PART_PLACEMENT,
         GROUP_WORK, "branche|sector|sbi"),
    CODE("found_by", placement.found_by, TEXT_placement_found_by, placement_found_bys,
         PART_PLACEMENT, GROUP_WORK, "hoe gevonden|gevonden via|found by"),
    NO_MORE};

static const struct {
    const struct moving_field *at;
    size_t n;
} tables[MOVING_KINDS] = {{clients, COUNT(clients) - 1},
                          {employers, COUNT(employers) - 1},
                          {contacts, COUNT(contacts) - 1},
                          {placements, COUNT(placements) - 1}};
_Static_assert(COUNT(clients) <= MOVING_FIELDS, "fields are bits of 64");

const struct moving_field *moving_fields(enum moving_kind kind)
{
    return tables[kind].at;
}

size_t moving_field_count(enum moving_kind kind)
{
    return tables[kind].n;
}

bool moving_kind_from(const char *code, enum moving_kind *kind)
{
    for (int i = 0; i < MOVING_KINDS; i++) {
        if (!strcmp(moving_kinds[i].code, code)) {
            *kind = (enum moving_kind)i;
            return true;
        }
    }
    return false;
}

/* ---- which column is which ------------------------------------------------------------------- */

enum { HEADER_LOOKED_AT = 30 };

/* Is this folded name one of the words between bars? */
static bool has_word(const char *words, const char *name)
{
    size_t n = strlen(name);

    for (const char *at = words; *at;) {
        size_t length = strcspn(at, "|");

        if (length == n && !memcmp(at, name, n))
            return true;
        at += length + (at[length] == '|');
    }
    return false;
}

/* What the programme chose before wins; then the words; then the label of the form. */
static int field_of(struct arena *a, enum moving_kind kind, const struct moving_memory *memory,
                    const char *folded)
{
    const struct moving_field *fields = moving_fields(kind);

    for (size_t i = 0; i < memory->n; i++) {
        if (strcmp(memory->heading[i], folded))
            continue;
        for (size_t k = 0; k < moving_field_count(kind); k++)
            if (!strcmp(fields[k].field.name, memory->field[i]))
                return (int)k;
        return MOVING_NONE;
    }
    for (size_t k = 0; *folded && k < moving_field_count(kind); k++)
        if (has_word(fields[k].words, folded) ||
            !strcmp(fold_text(a, text(LANG_NL, fields[k].field.label)), folded) ||
            !strcmp(fold_text(a, text(LANG_EN, fields[k].field.label)), folded))
            return (int)k;
    return MOVING_NONE;
}

/* The names in a line; an empty one is what stands above it, one of a pair has it in front. */
static void name_columns(struct arena *a, const struct moving_table *t, size_t header,
                         struct moving_columns *c)
{
    const struct moving_line *own = &t->at[header], *above = header ? own - 1 : NULL;

    c->header = header;
    c->n = t->width;
    for (size_t i = 0; i < c->n; i++) {
        const char *name = moving_cell(own, i), *high = above ? moving_cell(above, i) : "";
        bool twice = false;

        for (size_t k = 0; k < c->n; k++)
            twice |= k != i && *name && !strcmp(moving_cell(own, k), name);
        if (!*name)
            c->name[i] = high;
        else if (twice && *high && strcmp(high, name))
            c->name[i] = arena_fmt(a, "%s %s", high, name);
        else
            c->name[i] = name;
    }
}

void moving_guess_at(struct arena *a, enum moving_kind kind, const struct moving_table *t,
                     size_t header, const struct moving_memory *memory, struct moving_columns *c)
{
    uint64_t used = 0;

    name_columns(a, t, header, c);
    for (size_t i = 0; i < c->n; i++) {
        int field = field_of(a, kind, memory, fold_text(a, c->name[i]));

        /* The first column of a name has it; the others are named by a person. */
        c->field[i] = field >= 0 && used >> field & 1 ? MOVING_NONE : field;
        used |= field >= 0 ? UINT64_C(1) << field : 0;
    }
}

void moving_guess(struct arena *a, enum moving_kind kind, const struct moving_table *t,
                  const struct moving_memory *memory, struct moving_columns *columns)
{
    int most = -1;

    for (size_t i = 0; i < t->n && i < HEADER_LOOKED_AT; i++) {
        struct moving_columns *here = arena_alloc(a, sizeof(*here));
        int known = 0;

        moving_guess_at(a, kind, t, i, memory, here);
        for (size_t k = 0; k < here->n; k++) /* names from above alone make no header */
            known += here->field[k] != MOVING_NONE && *moving_cell(&t->at[i], k) ? 2 : 0;
        for (size_t k = 0; k < here->n; k++)
            known += here->field[k] != MOVING_NONE;
        if (known > most) {
            most = known;
            *columns = *here;
        }
    }
}
