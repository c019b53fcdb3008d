// t_script.mjs: script and formulas typed into every field for text that the program shows to anybody:
// on no page, drawing, table or workbook they are more than text, and no browser runs them.
// Not: forms that nobody is shown (t_forged.mjs).
// Start at the end.
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { launch } from "../browser/support.mjs";
import { Client } from "../web/client.mjs";
import { database, engines, folder, server } from "../web/world.mjs";
import { fill, forms_of, patterns, walk } from "./crawl.mjs";
import { finish, say } from "./tap.mjs";

const people = ["noor", "sanne", "mira", "ad", "olga", "pim", "milan", "uwe", "rita", "ruben", "petra"];
const { kind } = await patterns();

/* ---- what is typed ------------------------------------------------------------------------------ */

let typed = 0;
/* Begins as a formula, breaks out of an attribute, and runs. Shorter where the field is short. */
const evil = (field) => {
  const long = `=<img src=x onerror=alert(${++typed})>"'`;
  return Number(field.maxlength ?? 99) < long.length ? `=<b x=${typed}>` : long;
};
const raw = /<img src=x|<b x=\d|onerror=alert\(\d+\)>/;

/* ---- what may come back -------------------------------------------------------------------------- */

function cells_of(csv) {
  const cells = [];
  let cell = "", quoted = false;
  for (const c of csv.replace(/^\ufeff/, "")) {
    if (c === '"')
      quoted = !quoted;
    else if (!quoted && (c === ";" || c === "," || c === "\n" || c === "\r"))
      cells.push(cell), cell = "";
    else
      cell += c;
  }
  return [...cells, cell];
}

function book_trouble(answer) {
  const file = path.join(folder, "book.xlsx");
  fs.writeFileSync(file, answer.bytes);
  const inside = execFileSync("unzip", ["-p", file, "*.xml"],
    { encoding: "utf8", maxBuffer: 1 << 26 });
  return /<f[ >]/.test(inside) ? "a formula" : raw.test(inside) ? "markup" : "";
}

/* A document that does something, or goes somewhere, when it is opened. */
function document_trouble(answer) {
  const file = path.join(folder, "document.pdf");
  fs.writeFileSync(file, answer.bytes);
  execFileSync("pdftotext", [file, "-"], { encoding: "utf8" }); // can be read at all
  return /\/(JavaScript|JS|OpenAction|AA|Launch|URI|EmbeddedFile)\b/.exec(answer.bytes.toString("latin1"))?.[0] ?? "";
}

/* What is wrong with this answer; "" for nothing. */
function trouble(answer) {
  const type = answer.headers["content-type"] ?? "";
  const names = JSON.stringify(answer.headers);
  if (answer.status >= 500)
    return `status ${answer.status}`;
  if (answer.headers["x-content-type-options"] !== "nosniff")
    return "a browser may guess what it is";
  if (/onerror/.test(names))
    return `a header has it: ${names}`;
  if (/^text\/html|svg|xml/.test(type) && !/officedocument/.test(type))
    return raw.exec(answer.body)?.[0] ?? "";
  if (/csv/.test(type))
    return cells_of(answer.body).find((cell) => /^[=+@\t]|^-(?!\d+([.,]\d+)?$)/.test(cell)) ?? "";
  if (/officedocument/.test(type))
    return book_trouble(answer);
  if (/pdf/.test(type))
    return document_trouble(answer);
  return !type && answer.bytes.length ? "no type" : "";
}

/* ---- typing and looking ------------------------------------------------------------------------- */

async function type_everywhere(s, clients, engine) {
  const wrong = [], fields = [], done = new Set();
  const seen = (answer) => {
    const found = trouble(answer);
    if (found)
      wrong.push(`${answer.method} ${answer.path}: ${found}`);
  };
  for (const client of clients.values()) {
    const pages = await walk(client, kind, seen);
    for (const where of (await forms_of(client, pages, kind)).filter(({ key }) => !done.has(key) && done.add(key)))
      fields.push(...(await fill(client, where, evil, seen)).map((f) => ({ ...f, key: where.key })));
    await client.post("/concept", [["key", "quick"], ["text", `note=${evil({})}`]]);
  }
  // These two are refused as a whole, for what else is in the record: on() plants their texts.
  const planted = /^\/deelnemers\/:client\/(uitkomst|koppelen) /;
  const neither = fields.filter((f) => !f.taken && !f.refused && !planted.test(f.key));
  const taken = fields.filter((f) => f.taken).length;
  say(taken >= 40, `${engine}: typed into ${fields.length} fields, ${taken} took it`, taken);
  say(!neither.length, `${engine}: every other field said what is wrong`,
    neither.map((f) => `${f.name} of ${f.key}`).join("\n"));
  say(!wrong.length, `${engine}: nothing typed comes back as markup in a form`, wrong.slice(0, 30).join("\n"));
}

async function look_everywhere(clients, engine) {
  const wrong = [], kinds = new Map();
  let shown = 0;
  const seen = (answer) => {
    const found = trouble(answer), type = (answer.headers["content-type"] ?? "").replace(/;.*/, "");
    if (found)
      wrong.push(`${answer.path}: ${found}`);
    kinds.set(type, (kinds.get(type) ?? 0) + 1);
    shown += answer.body.split("&lt;img src=x onerror=alert(").length - 1;
  };
  const pages = new Map();
  for (const [name, client] of clients)
    pages.set(name, await walk(client, kind, seen, 4));
  say(shown >= 100, `${engine}: what was typed is shown ${shown} times, as text`, shown);
  say(["html", "csv", "officedocument", "pdf"].every((part) => [...kinds.keys()].some((type) => type.includes(part))),
    `${engine}: pages, tables, workbooks and documents were looked at`, JSON.stringify([...kinds]));
  say(!wrong.length, `${engine}: nowhere it is markup or a formula`, wrong.slice(0, 30).join("\n"));
  return pages;
}

/* ---- a real browser ------------------------------------------------------------------------------- */

async function browse(s, clients, pages) {
  const browser = await launch();
  const wrong = [];
  let visited = 0;
  for (const [name, client] of clients) {
    const context = await browser.newContext({ locale: "nl-NL" });
    await context.addCookies([...client.cookies].map(([cookie, value]) => ({ name: cookie, value,
      url: `http://127.0.0.1:${s.port}` })));
    const page = await context.newPage();
    const note = (what) => wrong.push(`${name} ${page.url()}: ${what}`);
    page.on("dialog", (dialog) => note(`a dialog: ${dialog.message()}`) ?? dialog.dismiss());
    page.on("pageerror", (e) => note(`error: ${e.message}`));
    page.on("console", (m) => /Content.Security.Policy|alert/i.test(m.text()) && note(m.text()));
    for (const at of pages.get(name).filter((to, i, all) => all.findIndex((o) => kind(o) === kind(to)) === i)) {
      await page.goto(`http://127.0.0.1:${s.port}${at}`).catch((e) => /download|ERR_ABORTED/i.test(e.message) || note(e.message));
      visited++;
      const grown = await page.evaluate(() => document.querySelectorAll('img[src="x"], b[x], [onerror], script:not([src])').length);
      if (grown)
        note(`${grown} elements that were typed`);
    }
    if (name === "noor") { // what script puts into the page: results of a search
      await page.goto(`http://127.0.0.1:${s.port}/vandaag`);
      await page.click("#f-who");
      await page.keyboard.type("img");
      await page.waitForSelector("[role=listbox]:not([hidden]) [role=option]");
      await page.waitForTimeout(200);
    }
    await context.close();
  }
  await browser.close();
  say(visited > 40 && !wrong.length, `a browser visited ${visited} pages and ran nothing`, wrong.slice(0, 30).join("\n"));
}

async function on(engine) {
  const db = await database(engine);
  // Three reviewers: two for a review, one to replace either.
  await db.sql("insert into staff_role (id, staff_id, role, programme_id, from_on) values (990, 112, 'reviewer', 11, '2020-01-01'), (991, 120, 'reviewer', 11, '2020-01-01')");
  const s = await server(db);
  const clients = new Map();
  for (const name of engine === "sqlite" ? people : people.slice(0, 4)) {
    const client = new Client(s.port);
    await client.login(name);
    clients.set(name, client);
  }
  await type_everywhere(s, clients, engine).catch(async (e) => {
    await s.stop();
    throw new Error(`${e.message}\n${s.err.split("\n").filter((line) => !/ status=[234]/.test(line)).join("\n")}`);
  });
  const text = evil({ name: "planted" }).replaceAll("'", "''");
  await db.sql(`delete from client_link;
    insert into client_link (id, client_id, other_id, reason, linked_by, linked_at) values (992, 1001, 1009, '${text}', 101, 1);
    delete from referral_outcome where trajectory_id = 2001;
    insert into referral_outcome (id, trajectory_id, outcome, reason, explanation, instead, decided_on, recorded_by, recorded_at)
      values (993, 2001, 'refused', 'other', '${text}', '${text}', '2026-06-02', 101, 1)`);
  const pages = await look_everywhere(clients, engine);
  if (engine === "sqlite")
    await browse(s, clients, pages);
  clients.forEach((client) => client.close());
  const end = await s.stop();
  say(!end, `${engine}: the server stayed well`, end);
  await db.drop();
}

for (const engine of engines)
  await on(engine);
finish();
