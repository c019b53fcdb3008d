/* fetch.c: asking another server, with libcurl.
 * Not: what is asked (feature/provider).
 * Start at fetch(). */
#include "core/fetch.h"

#include <curl/curl.h>

enum { SECONDS = 5 };

bool fetch_url_fine(const char *url)
{
    static const char *const own[] = {"http://127.0.0.1", "http://[::1]", "http://localhost"};
    size_t authority;

    for (const char *p = url; *p; p++)
        if (*p <= ' ' || *p > '~' || *p == '"' || *p == '\\')
            return false;
    const char *host = strstr(url, "://");
    if (!host)
        return false;
    authority = strcspn(host + 3, "/?#");
    if (!authority || memchr(host + 3, '@', authority))
        return false;
    if (!strncmp(url, "https://", 8))
        return true;
    for (size_t i = 0; i < COUNT(own); i++) {
        size_t n = strlen(own[i]);

        if (!strncmp(url, own[i], n) && (!url[n] || strchr(":/?", url[n])))
            return true;
    }
    return false;
}

static size_t keep(char *from, size_t size, size_t n, void *with)
{
    struct buf *out = with;

    if (out->len + size * n > FETCH_MAX)
        return 0; /* too much: libcurl stops */
    buf_add(out, from, size * n);
    return size * n;
}

int fetch(const struct fetch *ask, struct buf *out)
{
    long status = 0;
    CURL *curl = curl_easy_init();

    if (!curl)
        die("libcurl does not start");
    buf_clear(out);
    curl_easy_setopt(curl, CURLOPT_URL, ask->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)SECONDS);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, out);
    if (ask->post)
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, ask->post);
    if (ask->user) {
        curl_easy_setopt(curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
        curl_easy_setopt(curl, CURLOPT_USERNAME, ask->user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, ask->secret);
    }
    if (!fetch_url_fine(ask->url) || curl_easy_perform(curl) != CURLE_OK)
        status = 0;
    else
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_cleanup(curl);
    return (int)status;
}
