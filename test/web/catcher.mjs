// catcher.mjs: a mail server on loopback that keeps what it gets, for stories about mail.
// Not: sending (src/core/mail.c).
// Start at catcher().
import net from "node:net";

/* The body of a message as a person reads it: we only send one part, in base64. */
function readable(message) {
  const [head, body] = message.split(/\r\n\r\n([\s\S]*)/);
  const subject = head.replace(/\r\n /g, "").match(/^Subject: (.*)$/m)[1]
    .replace(/=\?UTF-8\?B\?([^?]*)\?= ?/g, (_, coded) => Buffer.from(coded, "base64").toString());
  return { head, subject, text: Buffer.from(body, "base64").toString() };
}

/* {port, mails, refuse}: mails as {from, to, head, subject, text}; refuse: so many are put off with
 * 451 first. */
export function catcher() {
  const c = { mails: [], refuse: 0 };
  c.server = net.createServer((socket) => {
    let mail = {}, data = null, left = "";
    const say = (line) => socket.write(`${line}\r\n`);
    const line = (text) => {
      if (data !== null) {
        if (text !== ".") {
          data += `${text.replace(/^\./, "")}\r\n`;
          return;
        }
        c.mails.push({ ...mail, ...readable(data) });
        data = null;
        say("250 kept");
      } else if (/^(EHLO|HELO)/i.test(text)) {
        say("250 catcher");
      } else if (/^MAIL FROM:/i.test(text)) {
        mail = { from: /<([^>]*)>/.exec(text)[1], to: [] };
        say(c.refuse-- > 0 ? "451 come back later" : "250 ok");
      } else if (/^RCPT TO:/i.test(text)) {
        mail.to.push(/<([^>]*)>/.exec(text)[1]);
        say("250 ok");
      } else if (/^DATA/i.test(text)) {
        data = "";
        say("354 go on");
      } else if (/^QUIT/i.test(text)) {
        say("221 bye");
        socket.end();
      } else {
        say("502 no");
      }
    };
    say("220 catcher");
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      const lines = (left + bytes).split("\r\n");
      left = lines.pop();
      lines.forEach(line);
    });
  });
  c.server.unref();
  return new Promise((resolve) => c.server.listen(0, "127.0.0.1", () => {
    c.port = c.server.address().port;
    resolve(c);
  }));
}
