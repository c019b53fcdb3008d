/* contact.c: the codes of a contact, and how its minutes are shared.
 * Not: SQL (contact_sql.c) or pages (contact_web.c).
 * Start at contact_share(). */
#include "feature/contact/contact.h"

const struct code contact_activities[] = {
    {"one_to_one", TEXT_contact_activity_one_to_one}, {"care", TEXT_contact_activity_care},
    {"employer", TEXT_contact_activity_employer},     {"team", TEXT_contact_activity_team},
    {"expert", TEXT_contact_activity_expert},         {0}};

const struct code contact_modes[] = {{"face_to_face", TEXT_contact_mode_face},
                                     {"video", TEXT_contact_mode_video},
                                     {"phone", TEXT_contact_mode_phone},
                                     {"message", TEXT_contact_mode_message},
                                     {0}};

const struct code contact_places[] = {{"community", TEXT_contact_place_community},
                                      {"work", TEXT_contact_place_work},
                                      {"home", TEXT_contact_place_home},
                                      {"office", TEXT_contact_place_office},
                                      {0}};

const struct code contact_parties[] = {{"client", TEXT_contact_party_client},
                                       {"practitioner", TEXT_contact_party_practitioner},
                                       {"relative", TEXT_contact_party_relative},
                                       {"employer", TEXT_contact_party_employer},
                                       {"colleague", TEXT_contact_party_colleague},
                                       {"expert", TEXT_contact_party_expert},
                                       {0}};

const struct code contact_initiatives[] = {{"client", TEXT_contact_initiative_client},
                                           {"planned", TEXT_contact_initiative_planned},
                                           {"outreach", TEXT_contact_initiative_outreach},
                                           {0}};

int64_t contact_share(int64_t minutes, size_t n, size_t i)
{
    return minutes / (int64_t)n + ((int64_t)i < minutes % (int64_t)n);
}
