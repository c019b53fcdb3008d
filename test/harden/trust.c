/* trust.c: loaded before libcurl by t_tls.mjs: the authority that the test made is trusted.
 * Not: part of the program, which trusts what the machine trusts.
 * Start at curl_easy_perform(). */
#include "base/base.h"

#include <curl/curl.h>
#include <dlfcn.h>

CURLcode curl_easy_perform(CURL *curl)
{
    CURLcode (*perform)(CURL *) = (CURLcode(*)(CURL *))dlsym(RTLD_NEXT, "curl_easy_perform");

    curl_easy_setopt(curl, CURLOPT_CAINFO, getenv("SPIL_TEST_AUTHORITY"));
    return perform(curl);
}
