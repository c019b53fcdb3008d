/* account_qr.c: a QR code as SVG inside the page, so that a phone reads what else must be typed.
 * Not: what is in it (account_code.c).
 * Start at account_show_qr(). */
#include "feature/account/account_pages.h"

#include <qrencode.h>

enum { QUIET = 4 }; /* modules of white around it: ISO/IEC 18004 */

/* Neighbours in a row are one rectangle. White lies under it, also in dark mode: not every phone
 * reads a code with light and dark exchanged. */
void account_show_qr(struct req *r, const char *content)
{
    QRcode *code = QRcode_encodeString8bit(content, 0, QR_ECLEVEL_M);

    if (!code)
        die("no QR code could be made: %s", strerror(errno));
    int n = code->width;
    html(r->out,
         "<svg class=\"qr\" viewBox=\"0 0 %d %d\" width=\"220\" height=\"220\" role=\"img\""
         " aria-label=\"%s\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/>"
         "<path fill=\"#000\" d=\"",
         n + 2 * QUIET, n + 2 * QUIET, T(account_factor_qr), n + 2 * QUIET, n + 2 * QUIET);
    for (int y = 0; y < n; y++)
        for (int x = 0; x < n; x++) {
            int from = x;

            while (x < n && code->data[y * n + x] & 1)
                x++;
            if (x > from)
                html(r->out, "M%d %dh%dv1h-%dz", from + QUIET, y + QUIET, x - from, x - from);
        }
    html(r->out, "\"/></svg>");
    QRcode_free(code);
}
