/* network_pages.h: the handlers of the pages about the network, for the routes of network_web.c. */
#ifndef SPIL_FEATURE_NETWORK_NETWORK_PAGES_H
#define SPIL_FEATURE_NETWORK_NETWORK_PAGES_H

#include "feature/network/network.h"

/* network_pages.c */
void network_know_page(struct req *r);   /* who knows an employer for ...? */
void network_spread_page(struct req *r); /* sectors and jobs */

/* network_merge.c */
void network_doubles_page(struct req *r);
void network_merge_page(struct req *r);
void network_merge_save(struct req *r);
void network_unmerge_save(struct req *r);

#endif
