// client.mjs: what a browser without script does: ask pages, keep cookies, fill in forms.
// Not: a real browser (test/browser), nor what a story says (story.mjs).
// Start at Client.ask().
import http from "node:http";

const entities = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'", nbsp: " " };
export const decode = (text) => text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (all, name) =>
  entities[name.toLowerCase()] ?? (name[0] === "#" ? String.fromCodePoint(name[1].toLowerCase() ===
    "x" ? parseInt(name.slice(2), 16) : Number(name.slice(1))) : all));

/* What someone reads: no tags, no hidden words, spaces as one. */
export const readable = (page) => decode(page
  .replace(/<(script|style|title|head)\b[^>]*>[\s\S]*?<\/\1>/gi, " ")
  .replace(/<\/(p|li|td|th|dt|dd|h\d|div|label|option|legend|tr|a|button|time)>/gi, " $&")
  .replace(/<br>/gi, " ").replace(/<[^>]*>/g, "")).replace(/\s+/g, " ").trim();

function attributes(tag) {
  const found = {};
  for (const [, name, , value] of tag.matchAll(/([\w-]+)(="([^"]*)")?/g))
    found[name] ??= value === undefined ? "" : decode(value);
  return found;
}

/* The values of one form, as a browser would send them: [[name, value]...]. */
function form_values(inside) {
  const values = [];
  const parts = /<input\b([^>]*)>|<select\b([^>]*)>([\s\S]*?)<\/select>|<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g;
  for (const [, input, select, options, area, text] of inside.matchAll(parts)) {
    const a = attributes(input ?? select ?? area);
    if (!a.name)
      continue;
    if (area !== undefined) {
      values.push([a.name, decode(text.replace(/^\n/, ""))]);
    } else if (select !== undefined) {
      const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, o]) => attributes(o));
      values.push([a.name, (all.find((o) => "selected" in o) ?? all[0])?.value ?? ""]);
    } else if (a.type === "radio" || a.type === "checkbox") {
      if ("checked" in a)
        values.push([a.name, a.value ?? "on"]);
    } else {
      values.push([a.name, a.value ?? ""]);
    }
  }
  return values;
}

export function forms(page) {
  return [...page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, tag, inside]) => ({
    ...attributes(tag), values: form_values(inside) }));
}

/* Bytes stand for themselves: a text is latin1 here, so that \xff can be sent as one byte. */
const hex = (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
export const bytes_of = (value) => Buffer.isBuffer(value) ? value : Buffer.from(value, "utf8");
export const urlencode = (value) => [...bytes_of(value)].map((b) =>
  /[A-Za-z0-9_.~-]/.test(String.fromCharCode(b)) ? String.fromCharCode(b) : hex(b)).join("");
export const form_body = (fields) =>
  fields.map(([name, value]) => `${urlencode(name)}=${urlencode(value)}`).join("&");

export class Client {
  constructor(port) {
    this.port = port;
    this.cookies = new Map();
    this.csrf = "";
    this.last = null; // {status, headers, body, path, method}
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  }

  /* One request; path may hold any byte that HTTP allows. */
  ask(method, path, { headers = {}, body = null, timeout = 20000 } = {}) {
    const all = { host: `127.0.0.1:${this.port}`, ...headers };
    if (this.cookies.size)
      all.cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    if (body !== null)
      all["content-length"] = Buffer.byteLength(body);
    return new Promise((resolve, reject) => {
      const request = http.request({ host: "127.0.0.1", port: this.port, method, path, headers: all,
        agent: this.agent, timeout }, (answer) => {
        const parts = [];
        answer.on("data", (part) => parts.push(part));
        answer.on("error", reject);
        answer.on("end", () => resolve(this.keep(method, path, answer, Buffer.concat(parts))));
      });
      request.on("timeout", () => request.destroy(new Error(`no answer in ${timeout} ms`)));
      request.on("error", reject);
      request.end(body ?? undefined);
    });
  }

  keep(method, path, answer, bytes) {
    for (const cookie of answer.headers["set-cookie"] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      if (/max-age=0/i.test(cookie))
        this.cookies.delete(name);
      else
        this.cookies.set(name, value);
    }
    const body = bytes.toString("utf8");
    this.last = { status: answer.statusCode, headers: answer.headers, body, bytes, path, method,
      location: answer.headers.location ?? "" };
    const token = /name="_csrf" value="([^"]*)"/.exec(body);
    if (token)
      this.csrf = token[1];
    return this.last;
  }

  get(path, headers = {}) {
    return this.ask("GET", path, { headers });
  }

  /* Fields as [[name, value]...]; a value may be a Buffer. The token of the session goes along
   * unless the fields hold one. */
  post(path, fields, headers = {}) {
    const token = fields.some(([name]) => name === "_csrf") ? [] : [["_csrf", this.csrf]];
    return this.ask("POST", path, { headers: {
      "content-type": "application/x-www-form-urlencoded", ...headers },
    body: form_body([...token, ...fields]) });
  }

  async login(name, passphrase = "welkom bij spil") {
    const answer = await this.post("/inloggen", [["_csrf", ""], ["name", name],
      ["passphrase", passphrase]]);
    if (answer.status === 303) {
      // A page with the token: whatever this role begins with, or the page of an error.
      await this.get("/");
      for (let i = 0; i < 3 && this.last.status === 303; i++)
        await this.get(this.last.location);
    }
    return answer;
  }

  /* The form of the last page that goes to this address. */
  form(action) {
    return forms(this.last.body).find((f) => f.action === action);
  }

  close() {
    this.agent.destroy();
  }
}
