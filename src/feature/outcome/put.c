/* put.c: members of objects and arrays in one call.
 * Not: the writer itself (base/json.h).
 * Start at put_object(). */
#include "feature/outcome/put.h"

static void name(struct json *j, const char *key)
{
    if (key)
        json_key(j, key);
}

void put_object(struct json *j, const char *key)
{
    name(j, key);
    json_object_open(j);
}

void put_array(struct json *j, const char *key)
{
    name(j, key);
    json_array_open(j);
}

void put_end(struct json *j)
{
    if (j->open[j->depth - 1] == '{')
        json_object_close(j);
    else
        json_array_close(j);
}

void put_null(struct json *j, const char *key)
{
    name(j, key);
    json_none(j);
}

void put_number(struct json *j, const char *key, double value)
{
    name(j, key);
    json_double(j, value);
}

void put_integer(struct json *j, const char *key, int64_t value)
{
    name(j, key);
    json_int(j, value);
}

void put_boolean(struct json *j, const char *key, bool value)
{
    name(j, key);
    json_bool(j, value);
}

void put_text(struct json *j, const char *key, const char *value)
{
    name(j, key);
    json_str(j, value);
}

void put_numbers(struct json *j, const char *key, const double *value, size_t n)
{
    put_array(j, key);
    for (size_t i = 0; i < n; i++)
        json_double(j, value[i]);
    json_array_close(j);
}

void put_integers(struct json *j, const char *key, const int64_t *value, size_t n)
{
    put_array(j, key);
    for (size_t i = 0; i < n; i++)
        json_int(j, value[i]);
    json_array_close(j);
}

void put_texts(struct json *j, const char *key, const char *const *value, size_t n)
{
    put_array(j, key);
    for (size_t i = 0; i < n; i++)
        json_str(j, value[i]);
    json_array_close(j);
}

void put_pair(struct json *j, const char *key, double low, double high)
{
    const double pair[] = {low, high};

    put_numbers(j, key, pair, 2);
}
