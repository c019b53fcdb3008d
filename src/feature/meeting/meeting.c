/* meeting.c: the headings of the agenda.
 * Not: SQL (meeting_sql.c) or pages (meeting_web.c).
 * Start at meeting_part_of(). */
#include "feature/meeting/meeting.h"

enum meeting_part meeting_part_of(const char *rule)
{
    static const struct {
        const char *rule;
        enum meeting_part part;
    } parts[] = {{"", PART_ADDED},
                 {"first_talk", PART_NEW},
                 {"no_employer", PART_EMPLOYER},
                 {"unpaid_ends", PART_UNPAID}};

    for (size_t i = 0; i < COUNT(parts); i++)
        if (!strcmp(parts[i].rule, rule))
            return parts[i].part;
    return PART_OTHER;
}

enum text_id meeting_part_text(enum meeting_part part)
{
    static const enum text_id texts[PARTS] = {
        [PART_NEW] = TEXT_meeting_part_new,       [PART_EMPLOYER] = TEXT_meeting_part_employer,
        [PART_UNPAID] = TEXT_meeting_part_unpaid, [PART_OTHER] = TEXT_meeting_part_other,
        [PART_ADDED] = TEXT_meeting_part_added,
    };

    return texts[part];
}
