/* demo_words.h: the words of the demo: names, places, trades, notes. All invented combinations of
 * common parts. Lists end with NULL (or a zero element); demo_words_count() counts them.
 */
#ifndef SPIL_FEATURE_DEMO_DEMO_WORDS_H
#define SPIL_FEATURE_DEMO_DEMO_WORDS_H

#include "base/base.h"

struct demo_names { /* that belong together */
    int weight;     /* of 100 people */
    const char *const *female, *const *male, *const *family;
};
extern const struct demo_names demo_name_groups[];

struct demo_region {
    const char *name; /* "Noord-Groningen" */
    struct {
        const char *code, *place; /* rules/municipalities.csv */
    } at[4];
};
extern const struct demo_region demo_regions[];

struct demo_trade { /* a kind of employer */
    int weight;
    const char *sector;       /* SBI 2008 */
    const char *const *firms; /* "%s" is filled with a name */
    const char *const *jobs;
    const char *const *needs;
};
extern const struct demo_trade demo_trades[];

extern const char *const demo_organisations[], *const demo_firm_names[], *const demo_streets[];
extern const char *const demo_contact_titles[], *const demo_agreements[], *const demo_not_before[];
extern const char *const demo_goals[], *const demo_destinations[], *const demo_promises[];
extern const char *const demo_lessons[];

/* Notes, by what the contact is about; and next steps. */
extern const char *const demo_notes_intake[],
    *const demo_notes_search[], *const demo_notes_work[],
                                    *const demo_notes_missed[],
                                        *const demo_notes_care[],
                                            *const demo_notes_employer[],
                                                *const demo_notes_employer_work[],
                                                    *const demo_notes_cold[],
                                                        *const demo_notes_team[],
                                                            *const demo_notes_expert[],
                                                                *const demo_notes_relative[];
extern const char *const demo_steps_intake[], *const demo_steps_search[], *const demo_steps_work[];

size_t demo_words_count(const char *const *list);

#endif
