// client.mjs: what a browser without script does: ask pages, keep cookies, fill in forms.
// Not: a real browser (test/browser), nor what a story says (story.mjs).
// Start at Client.ask().
import { createHash, createHmac } from "node:crypto";
import http from "node:http";
import { on_port } from "./world.mjs";

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

/* ---- codes of a phone ---------------------------------------------------------------------------- */

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/* RFC 6238: six digits of the secret in base32, at an instant in ms. Written here once more, so that
 * the program is not its own witness. */
export function totp(secret, at) {
  const bits = [...secret.replace(/\s/g, "")].map((c) => letters.indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
  const mac = createHmac("sha1", key).update(step).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1000000).padStart(6, "0");
}

/* The secret of someone in world.sql: SHA-1 of "spil test NAME", in base32. */
export function secret_of(name) {
  const bits = [...createHash("sha1").update(`spil test ${name}`).digest()].map((byte) =>
    byte.toString(2).padStart(8, "0")).join("");
  return bits.match(/.{5}/g).map((five) => letters[parseInt(five, 2)]).join("");
}

/* The code to type now for this person of the server on this port: one that was not used before,
 * as no code works twice. More than three log-ins in half a minute make the database forget. */
export async function code_of(port, name, secret) {
  const { db, clock } = on_port(port);
  const now = Math.floor(clock() / 30000);
  const used = db.codes.get(name) ?? -1;
  const step = [now, now + 1, now - 1].find((s) => s > used) ?? now;
  if (step <= used)
    await db.sql(`update second_factor set last_step = 0
      where staff_id = (select id from staff where login = '${name}')`);
  db.codes.set(name, step);
  return totp(secret ?? db.secrets.get(name) ?? secret_of(name), step * 30000);
}

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

  /* The second step of logging in, on the page where the first one led: the code; or, for who has
   * none yet, setting it up. The answer of the first step stays the last one when it was refused. */
  async code(name) {
    if (!/^\/inloggen\/(code|instellen)/.test(this.last.location))
      return this.last;
    const page = await this.get(this.last.location);
    const [, key] = /[?&]secret=([A-Z2-7]{32})/.exec(decode(page.body)) ?? [];
    if (key)
      on_port(this.port).db.secrets.set(name, key);
    const fields = forms(page.body).find((f) => /^\/inloggen\//.test(f.action)).values
      .filter(([field]) => field !== "code");
    const answer = await this.post(page.path.replace(/\?.*/, ""),
      [...fields, ["code", await code_of(this.port, name, key)]]);
    return answer;
  }

  /* Both steps; what the last of them answered: 303, or 200 with recovery codes the first time. */
  async login(name, passphrase = "welkom bij spil") {
    await this.post("/inloggen", [["_csrf", ""], ["name", name], ["passphrase", passphrase]]);
    const answer = await this.code(name);
    if (this.cookies.has("spil_session")) {
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
