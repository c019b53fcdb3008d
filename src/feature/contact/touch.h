/* touch.h: what a contact means for one client, as bits: the column contact_client.touch, kept by
 * contact_tally_refresh(). For the live fidelity estimate, which reads a year of them at once.
 */
#ifndef SPIL_FEATURE_CONTACT_TOUCH_H
#define SPIL_FEATURE_CONTACT_TOUCH_H

enum contact_touch {
    TOUCH_SEEN = 1,     /* the client, face to face */
    TOUCH_RELATIVE = 2, /* reached, as those below but for an attempt */
    TOUCH_EMPLOYER = 4,
    TOUCH_CARE = 8,
    TOUCH_COACHING = 16,
    TOUCH_OUTREACH = 32, /* an attempt, reached or not */
    TOUCH_HOME = 64,     /* the client, at home or in the community */
    TOUCH_CLIENT = 256,  /* any contact with the client */
};

#endif
