/* banned.h: calls that have cost others dearly, turned into compile errors. Memory comes from
 * arena.h and buf.h; only a file in base/, or one that must release what a library allocated, may
 * define SPIL_ALLOW_MALLOC before it includes base.h. */
#ifndef SPIL_BASE_BANNED_H
#define SPIL_BASE_BANNED_H

#define BANNED(name) sorry_##name##_is_banned_see_base_banned_h

#ifndef SPIL_ALLOW_MALLOC
#define malloc(...)  BANNED(malloc)
#define calloc(...)  BANNED(calloc)
#define realloc(...) BANNED(realloc)
#define free(...)    BANNED(free)
#undef strdup
#define strdup(...) BANNED(strdup)
#undef strndup
#define strndup(...)   BANNED(strndup)
#define asprintf(...)  BANNED(asprintf)
#define vasprintf(...) BANNED(vasprintf)
#endif

#undef strcpy
#define strcpy(...) BANNED(strcpy)
#undef strcat
#define strcat(...) BANNED(strcat)
#undef strncpy
#define strncpy(...) BANNED(strncpy)
#undef strncat
#define strncat(...) BANNED(strncat)
#undef sprintf
#define sprintf(...) BANNED(sprintf)
#undef vsprintf
#define vsprintf(...) BANNED(vsprintf)
#undef strtok
#define strtok(...)      BANNED(strtok)
#define atoi(...)        BANNED(atoi)
#define atol(...)        BANNED(atol)
#define atoll(...)       BANNED(atoll)
#define atof(...)        BANNED(atof)
#define gmtime(...)      BANNED(gmtime)
#define localtime(...)   BANNED(localtime)
#define localtime_r(...) BANNED(localtime_r)
#define ctime(...)       BANNED(ctime)
#define asctime(...)     BANNED(asctime)
#define mktime(...)      BANNED(mktime)
#define system(...)      BANNED(system)
#define popen(...)       BANNED(popen)
#define tmpnam(...)      BANNED(tmpnam)
#define mktemp(...)      BANNED(mktemp)
#define setlocale(...)   BANNED(setlocale)
#define rand(...)        BANNED(rand)
#define srand(...)       BANNED(srand)

#endif
