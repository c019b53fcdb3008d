/* mail.c: composing a mail and handing it to a server, with libcurl.
 * Not: what is in it, nor when (feature/account).
 * Start at mail_send(). */
#include "core/mail.h"

#include <curl/curl.h>
#include <sodium.h>

#include "base/date.h"

enum { MESSAGE_MAX = 64 * 1024, LINE = 76, SECRET_MAX = 256, SECONDS = 30 };

bool mail_on(const struct config *c)
{
    return c->smtp != NULL;
}

bool mail_address_fine(const char *address)
{
    const char *at = strchr(address, '@');
    size_t n = strlen(address);

    if (!at || at == address || !at[1] || strchr(at + 1, '@') || n > 200)
        return false;
    for (const char *p = address; *p; p++)
        if (*p <= ' ' || *p > '~' || strchr("<>()[]\\,;:\"", *p))
            return false;
    return true;
}

static void put_base64(struct buf *o, const char *text)
{
    size_t n = strlen(text);
    size_t room = sodium_base64_ENCODED_LEN(n, sodium_base64_VARIANT_ORIGINAL);

    sodium_bin2base64(buf_space(o, room), room, (const unsigned char *)text, n,
                      sodium_base64_VARIANT_ORIGINAL);
    o->len += room - 1;
}

/* Encoded words and their lines are at most 75 characters (RFC 2047): 39 bytes of text, cut
 * between letters. */
static void put_subject(struct buf *o, const char *subject)
{
    char part[40];

    buf_str(o, "Subject:");
    while (*subject) {
        size_t n = MIN(strlen(subject), sizeof(part) - 1);

        while (n > 0 && (subject[n] & 0xc0) == 0x80)
            n--;
        n = n ? n : 1; /* no UTF-8 */
        memcpy(part, subject, n);
        part[n] = '\0';
        buf_str(o, " =?UTF-8?B?");
        put_base64(o, part);
        subject += n;
        buf_str(o, *subject ? "?=\r\n" : "?=");
    }
    buf_str(o, "\r\n");
}

static void put_body(struct buf *o, const char *body)
{
    struct buf crlf, coded;

    buf_init(&crlf, MESSAGE_MAX);
    buf_init(&coded, 2 * MESSAGE_MAX);
    for (; *body; body++) {
        if (*body == '\n')
            buf_ch(&crlf, '\r');
        buf_ch(&crlf, *body);
    }
    put_base64(&coded, crlf.at);
    for (size_t at = 0; at < coded.len; at += LINE) {
        buf_add(o, coded.at + at, MIN((size_t)LINE, coded.len - at));
        buf_str(o, "\r\n");
    }
    sodium_memzero(crlf.at, crlf.len);
    sodium_memzero(coded.at, coded.len);
    buf_free(&crlf);
    buf_free(&coded);
}

bool mail_compose(struct buf *o, const char *from, const struct mail *mail, int64_t now)
{
    static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int32_t day = (int32_t)(now / 86400000);
    int second = (int)(now / 1000 % 86400);
    unsigned char chance[16];
    char id[2 * sizeof(chance) + 1];

    if (!mail_address_fine(from) || !mail_address_fine(mail->to))
        return false;
    struct ymd d = day_ymd(day);
    randombytes_buf(chance, sizeof(chance));
    sodium_bin2hex(id, sizeof(id), chance, sizeof(chance));
    buf_fmt(o, "Date: %s, %02d %s %04d %02d:%02d:%02d +0000\r\n", weekdays[day_weekday(day) - 1],
            d.day, months[d.month - 1], d.year, second / 3600, second / 60 % 60, second % 60);
    buf_fmt(o, "From: Spil <%s>\r\nTo: <%s>\r\nMessage-ID: <%s%s>\r\n", from, mail->to, id,
            strchr(from, '@'));
    put_subject(o, mail->subject);
    buf_str(o, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
               "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
               "\r\n");
    put_body(o, mail->body);
    return true;
}

/* ---- sending --------------------------------------------------------------------------------- */

/* "smtp://127.0.0.1:25": only there a password may pass without TLS. */
static bool on_this_machine(const char *url)
{
    static const char *const hosts[] = {"127.0.0.1", "[::1]", "localhost"};
    const char *host = strstr(url, "://");

    for (size_t i = 0; host && i < COUNT(hosts); i++) {
        size_t n = strlen(hosts[i]);

        if (!strncmp(host + 3, hosts[i], n) && strchr(":/", host[3 + n])) /* or the end */
            return true;
    }
    return false;
}

struct reading {
    const char *at;
    size_t left;
};

static size_t give(char *to, size_t size, size_t n, void *with)
{
    struct reading *from = with;
    size_t part = MIN(size * n, from->left);

    memcpy(to, from->at, part);
    from->at += part;
    from->left -= part;
    return part;
}

/* The first line of the file. */
static bool secret_read(const char *path, char secret[SECRET_MAX])
{
    FILE *in = fopen(path, "re");
    bool there = in && fgets(secret, SECRET_MAX, in);

    if (in)
        fclose(in);
    if (there)
        secret[strcspn(secret, "\r\n")] = '\0';
    return there;
}

static const char *send_composed(CURL *curl, const struct config *c, const struct mail *mail,
                                 struct reading *message)
{
    char secret[SECRET_MAX] = "";
    struct curl_slist *to = curl_slist_append(NULL, mail->to);

    if (c->smtp_password_file && !secret_read(c->smtp_password_file, secret)) {
        curl_slist_free_all(to);
        return "the file smtp_password_file cannot be read";
    }
    curl_easy_setopt(curl, CURLOPT_URL, c->smtp);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_USE_SSL,
                     on_this_machine(c->smtp) ? (long)CURLUSESSL_TRY : (long)CURLUSESSL_ALL);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)SECONDS);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, c->mail_from);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
    if (c->smtp_user) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, c->smtp_user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, secret);
    }
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl, CURLOPT_READDATA, message);
    CURLcode code = curl_easy_perform(curl);
    sodium_memzero(secret, sizeof(secret));
    curl_slist_free_all(to);
    return code == CURLE_OK ? NULL : curl_easy_strerror(code);
}

const char *mail_send(const struct config *c, const struct mail *mail)
{
    const char *trouble = "an address is not fine";
    struct buf composed;

    buf_init(&composed, 4 * MESSAGE_MAX);
    if (mail_compose(&composed, c->mail_from, mail, now_ms())) {
        struct reading message = {composed.at, composed.len};
        CURL *curl = curl_easy_init();

        if (!curl)
            die("libcurl does not start");
        trouble = send_composed(curl, c, mail, &message);
        curl_easy_cleanup(curl);
    }
    sodium_memzero(composed.at, composed.len);
    buf_free(&composed);
    return trouble;
}
