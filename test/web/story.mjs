// story.mjs: reads a story (a text file of commands) and plays it against a server.
// Not: databases and servers (world.mjs), nor which stories there are (main.mjs).
// Start at play(). The commands stand in README.md.
import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Client, bytes_of, code_of, decode, readable, forms, totp } from "./client.mjs";
import { catcher } from "./catcher.mjs";
import { signed, small_provider } from "./provider.mjs";
import { monday, on_port, server, settled, spil } from "./world.mjs";

/* ---- reading -------------------------------------------------------------------------------- */

/* Lines that begin with a space belong to the line before. */
export function commands_of(text) {
  const list = [];
  text.split("\n").forEach((line, i) => {
    if (/^\s*(#|$)/.test(line))
      return;
    if (/^\s/.test(line) && list.length)
      list[list.length - 1].text += ` ${line.trim()}`;
    else
      list.push({ line: i + 1, text: line.trimEnd() });
  });
  return list;
}

/* Words; "..." keeps spaces and knows \n \t \r \\ \" \xff; $name and {x*500} are filled in.
 * A word with a byte that is no text becomes a Buffer. */
export function words_of(text, values) {
  const words = [];
  let parts = null, quoted = false;
  const put = (part) => (parts ??= []).push(part);
  const flush = () => {
    if (parts) {
      const raw = parts.some(Buffer.isBuffer);
      words.push(raw ? Buffer.concat(parts.map((p) => Buffer.from(p))) : parts.join(""));
    }
    parts = null;
  };
  const token = /\\x([0-9a-f]{2})|\\([ntr0"\\$])|\$(\w+)|\{([^{}*]+)\*(\d+)\}|(")|(\s+)|([^\s"\\$]|\\|\$)/gsuy;
  for (const m of text.matchAll(token)) {
    const [, byte, escape, name, many, times, quote, space, other] = m;
    if (byte !== undefined)
      put(parseInt(byte, 16) < 128 ? String.fromCharCode(parseInt(byte, 16)) : Buffer.from(byte, "hex"));
    else if (escape !== undefined)
      put({ n: "\n", t: "\t", r: "\r", 0: "\0" }[escape] ?? escape);
    else if (name !== undefined && !values.has(name))
      throw new Error(`nothing is called $${name}`);
    else if (name !== undefined)
      put(values.get(name));
    else if (many !== undefined)
      put(many.repeat(Number(times)));
    else if (quote)
      quoted = !quoted, put("");
    else if (space && !quoted)
      flush();
    else
      put(space ?? other);
  }
  if (quoted)
    throw new Error("a quote is not closed");
  flush();
  return words;
}

/* name=value; the name may not hold "=". */
function field_of(word) {
  const text = Buffer.isBuffer(word) ? word.toString("latin1") : word;
  const at = text.indexOf("=");
  if (at < 1)
    throw new Error(`not name=value: ${text}`);
  return Buffer.isBuffer(word) ? [text.slice(0, at), word.subarray(at + 1)]
    : [text.slice(0, at), text.slice(at + 1)];
}

/* ---- what holds for every answer ---------------------------------------------------------------- */

const counted = ["rights_request", "organisation", "programme", "team", "staff", "client", "trajectory", "employer",
  "establishment", "employer_person", "contact", "placement", "time_entry"];
const plain = ["staff_role", "client_benefit", "assignment", "search_token", "attention_later",
  "contact_client", "placement_hours", "draft", "once", "trajectory_fact", "second_factor",
  "recovery_code", "client_bsn", "client_statement", "client_flag", "destruction", "certificate",
  "attachment", "attachment_chunk"];
/* Counts and versions of all that people can write: the same before and after a refusal. */
const fingerprint = [...counted.map((table) =>
  `select '${table}', count(*), coalesce(sum(version), 0) from ${table}`),
...plain.map((table) => `select '${table}', count(*), 0 from ${table}`),
"select 'facts', count(last_contact_on), count(placement_id) from trajectory_fact",
"select 'rights', count(to_on), count(*) from staff_role"].join(" union all ") + " order by 1";

const always = {
  "content-security-policy": /default-src 'self'.*object-src 'none'.*frame-ancestors 'none'/,
  "x-content-type-options": /^nosniff$/, "referrer-policy": /^same-origin$/,
  "cache-control": /no-store/ };

function check_answer(answer) {
  if (answer.status >= 500)
    throw new Error(`${answer.method} ${answer.path} answered ${answer.status}`);
  if (!/^text\/html/.test(answer.headers["content-type"] ?? ""))
    return;
  // What the HTTP layer refuses before it knows a page holds nothing at all, not even a link.
  if (answer.headers["content-security-policy"] === "default-src 'none'")
    return;
  for (const [name, wanted] of Object.entries(always))
    if (!wanted.test(answer.headers[name] ?? ""))
      throw new Error(`${answer.path}: header ${name} is ${answer.headers[name]}`);
  if (/<script(?![^>]*\bsrc=)|\son\w+\s*=\s*"|\sstyle="|javascript:/i.test(answer.body))
    throw new Error(`${answer.path}: the page has script or style of its own`);
}

/* ---- playing ------------------------------------------------------------------------------------ */

class Play {
  constructor(db, options) {
    Object.assign(this, { db, options, values: new Map(), people: new Map(), pages: new Map(), settings: [] });
  }

  async start(now = monday) {
    this.now = now;
    this.server = await server(this.db, { seen: this.options.seen, now, options: this.settings });
    await settled(this.server);
    this.people.clear();
    this.client = this.person("");
    this.values.set("port", String(this.server.port));
  }

  person(name) {
    if (!this.people.has(name))
      this.people.set(name, new Client(this.server.port));
    return this.people.get(name);
  }

  async stop() {
    this.people.forEach((client) => client.close());
    const wrong = this.server ? await this.server.stop() : "";
    this.server = null;
    if (wrong)
      throw new Error(wrong);
  }

  get last() {
    if (!this.client.last)
      throw new Error("nothing was asked yet");
    return this.client.last;
  }

  /* A refused write changes nothing. Failed log-ins are counted elsewhere. */
  async write(send) {
    const before = (await this.db.sql(fingerprint)).join("\n");
    await send();
    if (this.last.status >= 400) {
      const after = (await this.db.sql(fingerprint)).join("\n");
      if (before !== after)
        throw new Error(`a refusal (${this.last.status}) changed the data:\n${before}\n-->\n${after}`);
    }
    this.seen_page();
  }

  seen_page() {
    check_answer(this.last);
    if (!/^text\/html/.test(this.last.headers["content-type"] ?? "") || !/<html/.test(this.last.body))
      return;
    const steady = this.last.body.replace(/(_csrf" value="|data-csrf=")[^"]*/g, "$1");
    this.pages.set(createHash("sha1").update(steady).digest("hex"),
      { path: `${this.last.method} ${this.last.path}`, body: this.last.body });
  }

  /* ---- commands: one method each, given the words after its name ---- */

  async world() {
    // main.mjs chose the world before the story began
  }

  async login([name, passphrase]) {
    const known = this.people.has(name);
    this.client = this.person(name);
    if (known && this.client.csrf)
      return;
    const answer = await this.client.login(name, passphrase);
    if (!this.client.cookies.has("spil_session"))
      throw new Error(`${name} cannot log in: ${answer.status}`);
  }

  /* What follows the passphrase: the code of this person. */
  async code([name]) {
    await this.write(() => this.client.code(name));
  }

  async browser([name]) {
    this.client = this.person(name);
  }

  /* stay: everybody keeps the cookies. */
  async restart(words) {
    const stay = words.at(-1) === "stay" && words.pop();
    const cookies = [...this.people].map(([name, client]) => [name, client.cookies, client.csrf]);
    await this.stop();
    await this.start(words.length ? field_of(words[0])[1] : undefined);
    for (const [name, kept, csrf] of stay ? cookies : [])
      Object.assign(this.person(name), { cookies: kept, csrf });
  }

  headers_of(words) {
    const headers = {};
    const rest = [];
    for (const word of words) {
      const at = /^([a-z-]+):(.*)$/is.exec(word); // name=value:with:colons is a field
      if (at)
        headers[at[1].toLowerCase()] = at[2];
      else
        rest.push(word);
    }
    return [headers, rest];
  }

  async get([path, ...words]) {
    await this.client.get(path, this.headers_of(words)[0]);
    this.seen_page();
  }

  async post([path, ...words]) {
    const [headers, fields] = this.headers_of(words);
    await this.write(() => this.client.post(path, fields.map(field_of), headers));
  }

  /* What someone does who opened the page: its form, with some fields changed. name! takes a
   * field away. */
  async submit([action, ...words]) {
    const form = this.client.form(action);
    if (!form)
      throw new Error(`the page has no form to ${action}, only ${forms(this.last.body).map((f) =>
        f.action)}`);
    let fields = form.values;
    for (const word of words) {
      const gone = typeof word === "string" && /^([^=]+)!$/.exec(word);
      const [name, value] = gone ? [gone[1], null] : field_of(word);
      fields = fields.filter(([other]) => other !== name);
      if (!gone)
        fields.push([name, value]);
    }
    await this.write(() => this.client.post(action, fields));
  }

  /* upload PATH FILENAME CONTENT name=value ...: the form of the page before, with a file. */
  async upload([action, name, content, ...words]) {
    const form = this.client.form(action);
    if (!form)
      throw new Error(`the page has no form to ${action}`);
    const set = new Map(words.map(field_of));
    const boundary = "------------------------story";
    const part = (head, body) => [Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
      bytes_of(body), Buffer.from("\r\n")];
    const values = [...form.values.filter(([field]) => field !== "_file" && !set.has(field)), ...set];
    const body = Buffer.concat([...values.flatMap(([field, value]) => part(`name="${field}"`, value)),
    ...part(`name="_file"; filename="${name.replaceAll('"', '\\"')}"\r\ncontent-type: application/octet-stream`, content),
    Buffer.from(`--${boundary}--\r\n`)]);
    await this.write(() => this.client.ask("POST", action, { body, headers: {
      "content-type": `multipart/form-data; boundary=${boundary}` } }));
  }

  /* request METHOD path [header:value ...] [body]: as it stands, without a token. */
  async request([method, path, ...words]) {
    const [headers, rest] = this.headers_of(words);
    await this.write(() => this.client.ask(method, path, { headers, body: rest[0] ?? null }));
  }

  async follow() {
    if (!this.last.location)
      throw new Error(`there is nothing to follow: ${this.last.status}`);
    await this.get([this.last.location]);
  }

  /* The regexp is taken as it stands, with its quotes. */
  async let(words, text) {
    if (words[1] === "totp") {
      this.values.set(words[0], totp(words[2], on_port(this.server.port).clock() + 1000 * Number(words[3] ?? 0)));
      return;
    }
    const plain = /^let (\w+) = \/(.*)\/$/.exec(text);
    if (!plain) {
      this.values.set(words[0], (await this.db.sql(words[2]))[0]);
      return;
    }
    const found = new RegExp(plain[2]).exec(`${this.last.location}\n${this.last.body}`);
    if (!found)
      throw new Error(`/${plain[2]}/ is not in the answer`);
    this.values.set(plain[1], decode(found[1] ?? found[0]));
  }

  async sql([text, expect, ...rows]) {
    const found = await this.db.sql(text);
    if (expect === "expect" && found.join("\n") !== rows.join("\n"))
      throw new Error(`expected ${JSON.stringify(rows)}, found ${JSON.stringify(found)}`);
  }

  /* Work that another process does: asked again until it is so, at most a minute. */
  async until(words) {
    for (let i = 0; ; i++) {
      try {
        return await this.sql(words);
      } catch (e) {
        if (i === 600)
          throw e;
        await pause(100);
      }
    }
  }

  /* The server again, now with a mail server. */
  async catcher() {
    this.caught = await catcher();
    await this.stop();
    this.settings = ["--url", "http://127.0.0.1", "--smtp", `smtp://127.0.0.1:${this.caught.port}`,
      "--mail_from", "spil@example.org"];
    await this.start();
  }

  /* The server again, now with a log-in provider. */
  async provider() {
    this.idp = await small_provider();
    await this.stop();
    this.settings = ["--url", "http://127.0.0.1", "--provider", this.idp.issuer, "--provider_name", "de proef",
      "--provider_client", "spil"];
    await this.start();
  }

  /* What the provider that the last answer led to does: back, with these claims. */
  async back(words) {
    const params = new URL(this.last.location).searchParams;
    const now = Math.floor(on_port(this.server.port).clock() / 1000);
    const said = Object.fromEntries(words.map(field_of));
    this.idp.token = () => signed({ alg: "RS256", kid: "1" }, { iss: this.idp.issuer, aud: "spil", iat: now,
      exp: now + 300, nonce: params.get("nonce"), email_verified: true, ...said,
      ...(said.amr ? { amr: said.amr.split(",") } : {}) });
    await this.get([`/inloggen/terug?code=x&state=${params.get("state")}`]);
  }

  /* Waits for the next mail, and shows it as if it was a page: its text, its subject as title. */
  async mail([to]) {
    for (let i = 0; !this.caught.mails.length; i++) {
      if (i === 450)
        throw new Error("no mail came");
      await pause(100);
    }
    const mail = this.caught.mails.shift();
    if (mail.to.join() !== to)
      throw new Error(`a mail to ${mail.to}`);
    this.client.last = { status: 250, headers: {}, location: "", method: "SMTP", path: "mail",
      body: `<title>${mail.subject}</title><main><pre>${mail.head.replace(/</g, "&lt;")}</pre> ${mail.text}` };
  }

  async refuse([many]) {
    this.caught.refuse = Number(many);
  }

  async spil(words) {
    const args = words.flatMap((word) => (word === "@db" ? [...this.db.options, "--now", this.now] : [word]));
    this.command = await spil(args, { seen: this.options.seen });
  }

  async expect(words) {
    const list = [...words];
    const want = (name, good, found) => {
      if (!good)
        throw new Error(`expected ${name}, found ${String(found).slice(0, 3000)}`);
    };
    while (list.length) {
      const no = list[0] === "no" && list.shift() === "no";
      const what = list.shift();
      if (/^\d{3}$/.test(what)) {
        want(what, String(this.last.status) === what, `${this.last.status}: ${readable(this.last.body.replace(/^[\s\S]*<main/, "<main"))}`);
        if (list[0]?.startsWith("/"))
          this.expect_location(list.shift(), want);
      } else if (what === "exit") {
        const code = list.shift();
        want(`exit ${code}`, String(this.command.code) === code, `${this.command.code}: ${this.command.err}`);
      } else if (what === "output") {
        const text = list.shift();
        want(`${no ? "no " : ""}output "${text}"`, (this.command.out + this.command.err).includes(text) !==
          no, this.command.out + this.command.err);
      } else {
        this.expect_page(no, what, list, want);
      }
    }
  }

  expect_location(wanted, want) {
    const pattern = wanted.split("*").map((s) => s.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join("[^/?#]+");
    want(wanted, new RegExp(`^${pattern}$`).test(this.last.location), this.last.location);
  }

  expect_page(no, what, list, want) {
    const body = this.last.body;
    const first = list.shift();
    const main = body.replace(/^[\s\S]*<main/, "<main");
    if (what === "text") {
      want(`${no ? "no " : ""}text "${first}"`, readable(body).includes(first) !== no, readable(main));
    } else if (what === "html") {
      want(`${no ? "no " : ""}html ${first}`, body.includes(first) !== no, body.slice(-3000));
    } else if (what === "match") {
      want(`${no ? "no " : ""}match ${first}`, new RegExp(first).test(readable(body)) !== no, readable(main));
    } else if (what === "title") {
      const title = /<title>([^<]*)/.exec(body)?.[1];
      want(`title ${first}`, decode(title ?? "").includes(first) !== no, title);
    } else if (what === "header") {
      const value = list.shift();
      want(`${no ? "no " : ""}header ${first}: ${value}`, (String(this.last.headers[first] ?? "")
        .includes(value)) !== no, this.last.headers[first]);
    } else if (what === "field") { // what was typed is still there
      const value = list.shift();
      const found = forms(body).flatMap((f) => f.values).filter(([name]) => name === first);
      want(`field ${first} with "${value}"`, found.some(([, v]) => v === value) !== no,
        JSON.stringify(found));
    } else if (what === "error") { // at the field and in the summary
      const value = list.shift();
      const at = new RegExp(`id="f-${first}-error">([^<]*)<`).exec(body)?.[1] ?? "nothing at the field";
      const summary = /<div class="errors"[\s\S]*?<\/div>/.exec(body)?.[0] ?? "";
      want(`error at ${first}: ${value}`, readable(at).includes(value), readable(at));
      want(`error of ${first} in the summary`, summary.includes(`href="#f-${first}"`), readable(summary));
      want("the title says how many", /<title>[^<]*(fout|error)/i.test(body), body.slice(0, 600));
    } else if (what === "summary") {
      const summary = readable(/<div class="errors"[\s\S]*?<\/div>/.exec(body)?.[0] ?? "");
      want(`"${first}" in the summary`, summary.includes(first), summary);
    } else {
      throw new Error(`expect does not know "${what}"`);
    }
  }
}

const verbs = ["world", "login", "code", "catcher", "mail", "refuse", "provider", "back", "browser", "restart", "get",
  "post", "submit", "upload", "request", "follow", "let", "sql",
  "until", "spil", "expect"];

/* Plays the story; throws an error with the line. Gives the pages that were seen. */
export async function play(file, text, db, options) {
  const p = new Play(db, options);
  let at = 0;
  try {
    await p.start();
    for (const command of commands_of(text)) {
      at = command.line;
      const bare = / = \//.test(command.text) && command.text.startsWith("let ");
      const [verb, ...words] = bare ? ["let"] : words_of(command.text, p.values);
      if (!verbs.includes(verb))
        throw new Error(`there is no command "${verb}"`);
      await p[verb](words, command.text);
    }
    await p.stop();
  } catch (e) {
    const said = p.server?.err.split("\n").filter((l) => !/event=http|^\s*$/.test(l)).slice(-30)
      .join("\n") ?? "";
    await p.stop().catch((other) => (e.message += `\n${other.message}`));
    throw new Error(`${file}:${at}: ${e.message}${said ? `\nthe server said:\n${said}` : ""}`);
  }
  return p.pages;
}

