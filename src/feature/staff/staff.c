/* staff.c: codes of roles and languages, and passphrases made for people.
 * Not: logging in (core/user.c).
 * Start at staff_new_passphrase(). */
#include "feature/staff/staff.h"

#include <sodium.h>

const struct code staff_roles[] = {
    {"specialist", TEXT_staff_role_specialist}, {"supervisor", TEXT_staff_role_supervisor},
    {"manager", TEXT_staff_role_manager},       {"administrator", TEXT_staff_role_administrator},
    {"office", TEXT_relation_office},           {"practitioner", TEXT_staff_role_practitioner},
    {"client", TEXT_staff_role_client},         {"funder", TEXT_staff_role_funder},
    {"reviewer", TEXT_staff_role_reviewer},     {"researcher", TEXT_staff_role_researcher},
    {"privacy", TEXT_relation_privacy},         {0}};

const struct code staff_languages[] = {
    {"nl", TEXT_staff_language_nl}, {"en", TEXT_staff_language_en}, {0}};

enum staff_role_needs staff_role_needs(const char *role)
{
    if (!strcmp(role, "client"))
        return STAFF_NEEDS_CLIENT;
    if (!strcmp(role, "funder"))
        return STAFF_NEEDS_FUNDER;
    return strcmp(role, "administrator") && strcmp(role, "privacy") ? STAFF_NEEDS_PLACE
                                                                    : STAFF_NEEDS_NOTHING;
}

/* Four made-up words of five letters and two digits: (80 * 80 * 16)^4 * 100 is 73 bits. */
void staff_new_passphrase(char out[64])
{
    static const char first[] = "bdfghklmnprstvwz";
    static const char vowel[] = "aeiou";
    size_t at = 0;

    for (int word = 0; word < 4; word++) {
        for (int syllable = 0; syllable < 2; syllable++) {
            out[at++] = first[randombytes_uniform(sizeof(first) - 1)];
            out[at++] = vowel[randombytes_uniform(sizeof(vowel) - 1)];
        }
        out[at++] = first[randombytes_uniform(sizeof(first) - 1)];
        out[at++] = '-';
    }
    out[at++] = (char)('0' + randombytes_uniform(10));
    out[at++] = (char)('0' + randombytes_uniform(10));
    out[at] = '\0';
}
