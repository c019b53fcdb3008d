// t_forged.mjs: every form and every address, sent as no page of ours would send it: without the
// token, with fields that are not in it, with other people's ids, with SQL, with headers in a value.
// Not: script (t_script.mjs); which role may what (test/perm).
// Start at the end.
import net from "node:net";
import { Client, bytes_of, urlencode } from "../web/client.mjs";
import { database, engines, server } from "../web/world.mjs";
import { all_forms, form_again, forms_of, patterns, walk } from "./crawl.mjs";
import { finish, say } from "./tap.mjs";

const { kind, routes } = await patterns();

/* ---- what is in the database --------------------------------------------------------------------- */

/* Every row of every table as a line; without what a refusal may write: the access log, when a
 * session was seen, tries to log in, and the ids that are kept ready. */
async function rows(db) {
  const tables = db.engine === "sqlite"
    ? await db.sql("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name")
    : await db.sql("select table_name from information_schema.tables where table_schema = 'public' order by 1");
  const lines = [];
  for (const table of tables)
    if (!/^(access_|session|login_|id_slot|job|draft|half_|schema_|migration|second_factor)/.test(table)) {
      const found = await db.sql(`select * from ${table}`);
      lines.push(...found.map((line) => `${table}|${line}`));
    }
  return lines.sort();
}

const same = (a, b) => a.length === b.length && a.every((line, i) => line === b[i]);
const difference = (a, b) => [...b.filter((line) => !a.includes(line)), ...a.filter((line) => !b.includes(line))
  .map((line) => `gone: ${line}`)].slice(0, 10).join("\n");

/* ---- without the token ---------------------------------------------------------------------------- */

/* What anybody may send; log-in pages have no session to protect yet. */
const open_to_all = /^\/inloggen/;
const own_ids = { client: 1007, employer: 4001, id: 6001 };

async function without_token(db, noor) {
  const before = await rows(db), wrong = [];
  const posts = routes.filter(({ method, path }) => method === "POST" && !open_to_all.test(path));
  for (const { path } of posts) {
    const at = path.replace(/:(client|employer|\w+)/g, (_, name) => own_ids[name] ?? own_ids.id);
    const tries = [[[["_csrf", ""]], {}], [[["_csrf", "A".repeat(43)]], {}], [[], { "sec-fetch-site": "cross-site" }],
      [[], { "sec-fetch-site": "same-site" }]];
    for (const [fields, headers] of tries) {
      const { status } = await noor.post(at, fields, headers);
      if (status !== 403)
        wrong.push(`${at} ${JSON.stringify([fields, headers])}: ${status}`);
    }
    const get = await noor.get(at);
    if (get.status < 400 && !routes.some((r) => r.method === "GET" && r.path === path))
      wrong.push(`GET ${at}: ${get.status}`);
  }
  const after = await rows(db);
  say(posts.length > 30 && !wrong.length, `${db.engine}: ${posts.length} addresses that write want the token`, wrong.join("\n"));
  say(same(before, after), `${db.engine}: and nothing was written`, difference(before, after));
}

/* ---- fields that are not in the form -------------------------------------------------------------- */

const magic = "987654321987";
const strange = ["id", "organisation_id", "programme_id", "team_id", "staff_id", "client_id", "trajectory_id", "created_at",
  "created_by", "active", "login", "password_hash", "role", "sort_key", "is_admin", "bsn", "until_at", "given_by"];

/* The form as it stands, with some fields changed or added: [[name, value]...]. */
function values(form, change = {}) {
  const fields = form.fields.filter((f) => f.sent && f.name !== "_csrf").map((f) => [f.name, change[f.name] ?? f.value]);
  const more = Object.entries(change).filter(([name]) => !form.fields.some((f) => f.name === name));
  return [...fields, ...more];
}

async function strange_fields(db, client, forms) {
  const wrong = [];
  for (const where of forms) {
    const form = await form_again(client, where);
    if (!form)
      continue;
    const change = Object.fromEntries(strange.filter((name) => !form.fields.some((f) => f.name === name))
      .map((name) => [name, magic]));
    const { status } = await client.post(form.action, values(form, change));
    client.cookies.delete("spil_flash");
    if (status >= 500)
      wrong.push(`${where.key}: ${status}`);
  }
  const kept = (await rows(db)).filter((line) => line.includes(magic));
  say(!wrong.length && !kept.length, `${db.engine}: ${forms.length} forms keep nothing that is not in them`,
    [...wrong, ...kept].join("\n"));
}

/* ---- other people's ids ---------------------------------------------------------------------------- */

/* For noor: a client of another programme with all that belongs to him, and the other organisation. */
const foreign = ["1005", "1008", "2005", "2008", "12", "13", "23", "24", "104", "108", "4003", "4103", "4203", "5008"];
/* Staff of the own organisation may be named (a hand-over), programmes and teams are in their rows. */
const not_hers = /^(client|trajectory\w*|contact\w*|placement\w*|employer\w*|establishment|assignment|time_entry|client_\w+)\|/;
const foreign_rows = (lines) => lines.filter((line) => not_hers.test(line) && line.split("|").some((cell) =>
  foreign.slice(0, 4).concat(foreign.slice(9)).includes(cell)));

async function other_ids(db, client, forms) {
  const before = foreign_rows(await rows(db)), wrong = [];
  let sent = 0;
  for (const where of forms) {
    const form = await form_again(client, where);
    const ids = form?.fields.filter((f) => /^\d{2,}$/.test(f.value) && !f.text && !/version|minutes/.test(f.name)) ?? [];
    for (const field of ids) {
      for (const other of foreign) {
        const { status } = await client.post(form.action, values(form, { [field.name]: other }));
        client.cookies.delete("spil_flash");
        sent++;
        if (status >= 500)
          wrong.push(`${where.key} ${field.name}=${other}: ${status}`);
      }
    }
    for (const other of foreign.slice(0, 2)) {
      const at = form?.action.replace(/^\/deelnemers\/\d+/, `/deelnemers/${other}`);
      if (form && at !== form.action && (await client.post(at, values(form))).status < 400)
        wrong.push(`${at} was taken`);
    }
  }
  const after = foreign_rows(await rows(db));
  say(sent > 20 && !wrong.length, `${db.engine}: ${sent} times another's id in a form`, `${sent}\n${wrong.join("\n")}`);
  say(before.length > 5 && same(before, after), `${db.engine}: and nothing of others changed`, difference(before, after));
}

/* ---- in every parameter ----------------------------------------------------------------------------- */

const attacks = ["' or '1'='1", "1' union select login, password_hash from staff--", "1; drop table client", "\"", "\\",
  "../../../../etc/passwd", "x\r\nX-Evil: 1\r\n\r\n<p>", "$(id)", "{{7*7}}", "%n%s", "9".repeat(400), "\u202e\ufeff", "-1",
  "NaN", "1e309", "0x10"];

function answer_trouble(answer) {
  if (answer.status >= 500)
    return `status ${answer.status}`;
  if (answer.headers["x-evil"])
    return "a header of the sender";
  if (/root:x:0|\$argon2|SQLITE|syntax error|sqlstate|psql/i.test(answer.body))
    return "what no page says";
  return /^(https?:)?\/\//.test(answer.location) || answer.location.includes("\\") ? `to ${answer.location}` : "";
}

async function every_parameter(db, client, pages, forms) {
  const wrong = [];
  let sent = 0;
  const check = (answer, what) => {
    const found = answer_trouble(answer);
    sent++;
    client.cookies.delete("spil_flash");
    if (found)
      wrong.push(`${what}: ${found}`);
  };
  const known = new Set(["naar", "terug", "q", "week", "voor", "soort", "wie", "programma", "kwartaal", "cijfer", "na", "team"]);
  pages.forEach((at) => new URL(at, "http://spil").searchParams.forEach((_, name) => known.add(name)));
  const one_of_a_kind = pages.filter((at, i) => pages.findIndex((o) => kind(o) === kind(at)) === i);
  for (const at of one_of_a_kind) {
    const url = new URL(at, "http://spil");
    for (const attack of attacks) {
      const query = [...known].map((name) => `${name}=${urlencode(attack)}`).join("&");
      check(await client.get(`${url.pathname}?${query}`), `${url.pathname} ${attack}`);
    }
    for (const name of url.searchParams.keys()) {
      const others = [...url.searchParams].filter(([other]) => other !== name).map((x) => x.map(urlencode).join("="));
      for (const attack of attacks.slice(0, 5))
        check(await client.get(`${url.pathname}?${[...others, `${name}=${urlencode(attack)}`].join("&")}`), `${at} ${name}=${attack}`);
    }
  }
  for (const where of forms) {
    const form = await form_again(client, where);
    for (const name of new Set(form?.fields.map((f) => f.name).filter((n) => n !== "_csrf")))
      for (const attack of [attacks[0], attacks[2], attacks[6], attacks[10]])
        check(await client.post(form.action, values(form, { [name]: attack })), `${where.key} ${name}=${attack}`);
  }
  say(sent > 500 && !wrong.length, `${db.engine}: ${sent} requests with SQL, paths and headers in a value`, wrong.slice(0, 30).join("\n"));
}

/* ---- bodies and cookies that grow ------------------------------------------------------------------ */

/* The status of the first answer to these bytes; "" when the connection just ends, as the HTTP library
 * does with more cookies than it has room for. */
function raw_status(port, bytes) {
  return new Promise((resolve) => {
    let text = "";
    const socket = net.connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.on("data", (part) => {
      text += part;
      socket.end();
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(/^HTTP\/1.1 (\d+)/.exec(text)?.[1] ?? ""));
  });
}

async function bombs(db, client) {
  const wrong = [];
  const send = async (what, type, body, wanted) => {
    const start = Date.now();
    const { status } = await client.ask("POST", "/contact", { headers: { "content-type": type }, body })
      .catch((e) => ({ status: e.message }));
    if (!wanted.includes(status) || Date.now() - start > 10000)
      wrong.push(`${what}: ${status} in ${Date.now() - start} ms`);
  };
  const part = (i) => `--B\r\ncontent-disposition: form-data; name="f${i}"\r\n\r\nx\r\n`;
  await send("deep JSON", "application/json", "[".repeat(500000), [400]);
  await send("many fields", "application/x-www-form-urlencoded", "a=1&".repeat(250000), [400]);
  await send("many parts", "multipart/form-data; boundary=B", Array.from({ length: 15000 }, (_, i) => part(i)).join("") + "--B--\r\n", [400]);
  await send("a part with many headers", "multipart/form-data; boundary=B", `--B\r\n${"x: y\r\n".repeat(100000)}\r\n--B--\r\n`, [400]);
  await send("almost boundaries", "multipart/form-data; boundary=B", `--B\r\ncontent-disposition: form-data; name=a\r\n\r\n${"\r\n--".repeat(200000)}`, [400]);
  await send("a boundary of spaces", "multipart/form-data; boundary=\"   \"", "x", [400]);
  await send("multipart in multipart", "multipart/form-data; boundary=B", "--B\r\ncontent-disposition: form-data; name=a\r\ncontent-type: multipart/mixed; boundary=C\r\ncontent-transfer-encoding: base64\r\n\r\nx\r\n--B--\r\n", [400]);
  await send("too large", "application/x-www-form-urlencoded", bytes_of("a".repeat(1100000)), [413]);
  const kept = new Map(client.cookies);
  client.cookies.clear();
  for (const [n, length, wanted] of [[50, 100, "303"], [400, 2, ""], [3000, 2, "431"], [1, 20000, "431"], [1, 60000, "431"]]) {
    const cookie = Array.from({ length: n }, (_, i) => `c${i}=${"x".repeat(length)}`).join("; ");
    const answer = await raw_status(client.port, `GET /vandaag HTTP/1.1\r\nHost: spil\r\nCookie: ${cookie}\r\n\r\n`);
    if (answer !== wanted)
      wrong.push(`${n} cookies of ${length}: ${answer}`);
  }
  for (const token of ["' or 1=1--", "A".repeat(43), "../../x", "%00", "A".repeat(5000)]) {
    const { status } = await client.ask("GET", "/vandaag", { headers: { cookie: `spil_session=${token}; spil_lang=<b>; spil_flash=1!//evil` } });
    if (status !== 303)
      wrong.push(`session ${token.slice(0, 20)}: ${status}`);
  }
  client.cookies = kept;
  if ((await client.get("/vandaag")).status !== 200)
    wrong.push("the session is gone");
  say(!wrong.length, `${db.engine}: bodies and cookies that grow are refused at once`, wrong.join("\n"));
}

async function on(engine) {
  const db = await database(engine);
  const s = await server(db);
  const noor = new Client(s.port);
  await noor.login("noor");
  const pages = await walk(noor, kind, () => {}, 2);
  const forms = (await forms_of(noor, pages, kind)).filter((f, i, all) => all.findIndex((o) => o.key === f.key) === i);
  say(forms.length >= 15 && all_forms(noor.last.body).length > 0, `${engine}: ${forms.length} kinds of forms`, forms.map((f) => f.key).join("\n"));
  await without_token(db, noor);
  await bombs(db, noor);
  await strange_fields(db, noor, forms);
  await other_ids(db, noor, forms);
  await every_parameter(db, noor, pages, forms);
  noor.close();
  const end = await s.stop();
  say(!end, `${engine}: the server stayed well`, end);
  await db.drop();
}

for (const engine of engines)
  await on(engine);
finish();
