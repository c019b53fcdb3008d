/* t_gate.c: rules/access.csv against the matrix of research/standards.md 4.1, written here by hand;
 * and which relation follows from which role. Not: grants and pages, which test/web/gate.t and
 * test/perm ask over HTTP. Start at the bottom. */
#include "core/gate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

/* Of each relation: what it may change, and what it may only read. */
static const struct expected {
    enum relation relation;
    const char *changes;
    const char *reads;
} matrix[] = {
    /* The coach column: writes, but the BSN on a click, and questionnaires are filled in by
       clients. */
    {RELATION_OWN,
     "name team details diagnosis notes plan work adjustments time money consent assignment files "
     "rights",
     "bsn questionnaires"},
    /* As the own specialist, but not the hand-over. */
    {RELATION_COVER,
     "name team details diagnosis notes plan work adjustments time money consent files rights",
     "bsn questionnaires assignment"},
    /* The full record, without writing; no BSN. */
    {RELATION_DISCUSSION, "",
     "name team details diagnosis notes plan work adjustments time questionnaires money consent "
     "assignment files rights"},
    {RELATION_EMERGENCY, "",
     "name team details diagnosis notes plan work adjustments time questionnaires money consent "
     "assignment files rights"},
    /* The coordinator column: no BSN, no notes; diagnosis and questionnaires in aggregate only. */
    {RELATION_SUPERVISOR, "assignment rights",
     "name team details plan work adjustments time money consent files"},
    /* Name, phone, phase, work goal, next appointment, agreements; and whose client it is. */
    {RELATION_TEAM, "", "name team assignment"},
    /* Applications, hours and money, without notes. */
    {RELATION_OFFICE, "money", "name details bsn work time assignment"},
    /* The care provider column, with consent: all but the time spent; no money, no log. */
    {RELATION_PRACTITIONER, "",
     "name team details bsn diagnosis notes plan work adjustments questionnaires assignment"},
    /* The client column: no BSN, no notes; the own log; consent and requests are the client's, and
       so is what is needed at work: approving agreements, telling what is noticed (domain.md 6). */
    {RELATION_CLIENT, "consent rights adjustments",
     "name team details diagnosis plan work time questionnaires money assignment files log"},
    /* The auditor column: a sample; notes with consent only; work and time in aggregate only. */
    {RELATION_SAMPLE, "", "name team plan"},
    {RELATION_SAMPLE_CONSENTED, "", "name team plan notes"},
    {RELATION_PRIVACY, "rights", "name consent assignment log"},
    {RELATION_NONE, "", ""},
};

static bool has_word(const char *words, const char *word)
{
    size_t n = strlen(word);

    for (const char *at = words; (at = strstr(at, word)); at += n)
        if ((at == words || at[-1] == ' ') && (!at[n] || at[n] == ' '))
            return true;
    return false;
}

static void matrix_as_written(void **state)
{
    assert_int_equal(COUNT(matrix), RELATIONS);
    for (size_t i = 0; i < COUNT(matrix); i++) {
        struct gate gate = gate_of_relation(matrix[i].relation);

        for (int g = GROUP_NONE + 1; g < GROUPS_COUNT; g++) {
            enum field_group group = (enum field_group)g;
            bool changes = has_word(matrix[i].changes, group_code(group));
            bool reads = has_word(matrix[i].reads, group_code(group));

            if (gate_may_change(&gate, group) != changes ||
                gate_sees(&gate, group) != (changes || reads))
                fail_msg("%s of %s", group_code(group), relation_code(matrix[i].relation));
        }
        assert_false(gate_sees(&gate, GROUP_NONE));
        assert_false(gate_may_change(&gate, GROUP_NONE));
    }
}

/* Somebody with one role in programme 11 sees the record of staff 101 in team 21 of programme 11.
 */
static enum relation relation_of(int64_t user, enum role role, int64_t programme, int64_t team)
{
    struct user_role one = {.role = role, .programme_id = programme, .team_id = team, .funder = ""};
    struct user u = {.id = user, .roles = &one, .n_roles = 1};

    return gate_row(&u, 101, 11, 21).relation;
}

static void relations_by_role(void **state)
{
    assert_int_equal(relation_of(101, ROLE_SPECIALIST, 11, 21), RELATION_OWN);
    assert_int_equal(relation_of(101, ROLE_SPECIALIST, 11, 22), RELATION_OWN); /* moved team */
    assert_int_equal(relation_of(101, ROLE_SPECIALIST, 12, 21), RELATION_NONE);
    assert_int_equal(relation_of(102, ROLE_SPECIALIST, 11, 21), RELATION_TEAM);
    assert_int_equal(relation_of(102, ROLE_SPECIALIST, 11, 22), RELATION_NONE);
    assert_int_equal(relation_of(102, ROLE_SUPERVISOR, 11, 21), RELATION_SUPERVISOR);
    assert_int_equal(relation_of(102, ROLE_SUPERVISOR, 11, 0), RELATION_SUPERVISOR);
    assert_int_equal(relation_of(102, ROLE_SUPERVISOR, 11, 22), RELATION_NONE);
    assert_int_equal(relation_of(102, ROLE_SUPERVISOR, 12, 0), RELATION_NONE);
    assert_int_equal(relation_of(102, ROLE_OFFICE, 11, 0), RELATION_OFFICE);
    assert_int_equal(relation_of(102, ROLE_OFFICE, 12, 0), RELATION_NONE);
    /* The others need a grant, or see no record at all, even as the one it is assigned to. */
    assert_int_equal(relation_of(101, ROLE_SUPERVISOR, 11, 22), RELATION_NONE);
    assert_int_equal(relation_of(101, ROLE_MANAGER, 11, 0), RELATION_NONE);
    assert_int_equal(relation_of(101, ROLE_ADMINISTRATOR, 0, 0), RELATION_NONE);
    assert_int_equal(relation_of(101, ROLE_PRACTITIONER, 11, 0), RELATION_NONE);
    assert_int_equal(relation_of(101, ROLE_CLIENT, 0, 0), RELATION_NONE);
    assert_int_equal(relation_of(101, ROLE_FUNDER, 0, 0), RELATION_NONE);
    assert_int_equal(relation_of(101, ROLE_REVIEWER, 11, 0), RELATION_NONE);
    assert_int_equal(relation_of(101, ROLE_RESEARCHER, 11, 0), RELATION_NONE);
    assert_int_equal(relation_of(101, ROLE_PRIVACY, 0, 0), RELATION_NONE);
}

/* Two roles: what either shows, under the name of the stronger. */
static void roles_together(void **state)
{
    struct user_role two[] = {
        {.role = ROLE_OFFICE, .programme_id = 11, .funder = ""},
        {.role = ROLE_SPECIALIST, .programme_id = 11, .team_id = 21, .funder = ""}};
    struct user u = {.id = 102, .roles = two, .n_roles = 2};
    struct gate gate = gate_row(&u, 101, 11, 21);

    assert_int_equal(gate.relation, RELATION_OFFICE);
    assert_true(gate_sees(&gate, GROUP_TEAM));        /* as a colleague */
    assert_true(gate_may_change(&gate, GROUP_MONEY)); /* as the office */
    assert_false(gate_sees(&gate, GROUP_NOTES));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matrix_as_written),
        cmocka_unit_test(relations_by_role),
        cmocka_unit_test(roles_together),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
