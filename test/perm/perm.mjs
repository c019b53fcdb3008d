// perm.mjs: every route as every role on everybody's record, against matrix.txt; and which part of whose
// record is read where, against values.txt. People wrote both files.
// Not: how the pages look (test/web).
// Start at the end. A route, search, download or command without a line, and a line without one, fail.
import * as fs from "node:fs";
import * as path from "node:path";
import { inflateRawSync } from "node:zlib";
import { Client } from "../web/client.mjs";
import { database, root, server, spil } from "../web/world.mjs";

/* Who asks; the names are those of test/web/world.sql. */
const people = { anonymous: "", specialist: "noor", supervisor: "sanne", manager: "mira", administrator: "ad",
  office: "olga", practitioner: "pim", client: "milan", funder: "uwe", reviewer: "rita", researcher: "ruben",
  privacy: "petra", none: "nina" };
const roles = Object.keys(people);
const everyone = roles.slice(1);

/* Whose record, with its letter in values.txt. people.sql gives each a contact and a job. */
const client = (letter, id, more = {}) =>
  ({ letter, client: id, contact: 5100 + id % 100, work: 6100 + id % 100, consent: 9700 + id % 100,
    grant: 9800 + id % 100, link: 9900 + id % 100, ...more });
const clients = { own: client("o", 1001, { contact_own: 5001, staff: 102, time: 7001, look: 9831, review: 9901, planned: 8801, moved: 9951,
    handover: 9931, meeting: 9941, decision: 9951 }),
  team: client("t", 1003), "other-team": client("z", 1004), "other-programme": client("p", 1005),
  stranger: client("s", 1008, { contact_own: 5008, staff: 108, time: 7002, look: 9838, review: 9902, planned: 8808, moved: 9952,
    handover: 9938, meeting: 9948, decision: 9958 }), withdrawn: client("w", 1002),
  agreed: client("a", 1007), covered: client("c", 1021), discussed: client("d", 1022),
  emergency: client("e", 1023) };
const employers = { "our-employer": { employer: 4001, establishment: 4101, person: 4201 },
  stranger: { employer: 4003, establishment: 4103, person: 4203 } };
const several = { ours: Object.keys(clients).filter((name) => name !== "stranger"),
  programme: Object.keys(clients).filter((name) => !["stranger", "other-programme"].includes(name)) };

/* The records a route is asked for; [""] when it is about none. */
const records_of = (route) => route.includes(":client") ? Object.keys(clients)
  : route.includes(":employer") ? Object.keys(employers) : route.includes(":id") ? ["own", "stranger"] : [""];

/* people.sql numbers these after the client. */
const numbers = { document: 90000, ervaring: 140000, opleiding: 150000, openheid: 160000, advies: 170000, kaart: 180000 };
const numbered = (route) => numbers[/\/([a-z]+)\/:id/.exec(route)?.[1]];

const number_of = (route, record) => route.includes("/koppelen/:id") ? record.client + 60000 : /^\/(overzetten|loongegevens)\//.test(route) ? record.moved : route.includes("/document/:id") ? record.client + 90000 : route.startsWith("/agenda/") ? record.planned
  : route.startsWith("/overdragen/") ? record.handover : route.startsWith("/teamoverleg/besluit/") ? record.decision
  : route.startsWith("/teamoverleg/") ? record.meeting : numbered(route) ? record.client + numbered(route) : route.startsWith("/modeltrouw/") ? record.review : route.includes("/verzoek/:id") ? record.client + 70000
  : route.includes("/bijlagen/:id") ? record.client + 80000 : /\/werk\/:id\/(contract|stop)/.test(route) ? record.work + 100 : route.endsWith("/werk/:id/weer") ? record.client + 64000 : route.includes("/werk/:id") ? record.work
  : route.includes("/werkafspraken/:id") ? record.work : route.endsWith("signaal/:id/open") ? record.client + 61000
  : route.endsWith("signaal/:id/weg") ? record.client + 62000 : /:client\/(eigen-)?signaal\/:id|\/mijn\/eigen-signaal\/:id|\/verandering\/:id/.test(route) ? record.client + 60000
  : route.includes("/koppelen/:id") ? record.client + 60000
  : route.includes("/kansen/:id") ? record.client + 60000 : route.includes("/gesproken/:id") ? record.client + 50000
  : route.includes("/toestemming/:id") ? record.consent : route.startsWith("/meekijken/:id") ? record.look
    : route.includes("/meekijken/:id") ? record.grant : route.includes("/link/:id") ? record.link
  : route.includes("/mensen/afspraak/:id") ? record.client + 110000 : route.includes("/mensen/team/:id") ? record.client + 100000
  : route.includes("/mensen/:id") ? record.client + 90000 : route.includes("/dossiertekst/:id") ? record.client + 120000
  : route.includes("/behandeloverleg/:id") ? record.client + 130000
  : route.startsWith("/contact/:id") ? record.contact_own : route.includes("/contact/:id") ? record.contact
    : route.includes("/uren/:id") ? record.time : route.includes("/vestigingen/:id") ? record.establishment
      : route.includes("/personen/:id") ? record.person : record.staff;

function address(route, whose) {
  const record = (route.includes(":employer") ? employers : clients)[whose] ?? {};
  return route.replace(":client", record.client).replace(":employer", record.employer)
    .replace(":id", number_of(route, record)) + (queries[route] ?? "")
    + (/\/later(\/einde)?$/.test(route) ? "?regel=first_talk" : "");
}

/* What a page is about that has it in its query. */
const queries = { "/overzetten/voorbeeld": "?soort=clients", "/modeltrouw/stand/punt": "?punt=B1", "/modeltrouw/stand/contacten": "?punt=G6&wie=101",
  "/werkgevers/:employer/samenvoegen": "?met=4002",
  "/kwaliteitskader/criterium": "?criterium=1", "/onderzoek/cohort": "?cohort=9981", "/onderzoek/download": "?uitgave=9983",
  "/onderzoek/bestand": "?uitgave=9983&soort=csv", "/onderzoek/vergelijk/bestand": "?een=9981&twee=9982" };

/* The fields that let a form say what it is about; nothing else is sent, so that little is written. */
const fields = { "/beheer/medewerker/:id/rol/einde": [["_role", "202"]],
  "/deelnemers/:client/later": [["_rule", "first_talk"]],
  "/modeltrouw/meting/:id/notitie": [["_deel", "9911"]], "/modeltrouw/voortgang": [["_actie", "9921"]],
  "/kwaliteitskader/criterium": [["_criterium", "1"]], "/kwaliteitskader/feit/weg": [["_feit", "9931"]],
  "/onderzoek/opnieuw": [["_cohort", "9981"]], "/onderzoek/uitgave": [["_cohort", "9981"]] };

/* What an answer means. A form that is refused for what is in it (400, 422), or an empty search, got
 * past the door. */
function meaning(answer, route) {
  if (answer.status === 403 && route !== "/inloggen")
    return "denied";
  if (answer.status === 404)
    return "notfound";
  if (answer.status === 401)
    return "login";
  if (answer.status === 303 && answer.location.startsWith("/inloggen") && route !== "/uitloggen")
    return "login";
  return answer.status < 500 ? "ok" : `error ${answer.status}`;
}

let number = 0, bad = 0;
function say(good, name, why) {
  console.log(`${good ? "ok" : "not ok"} ${++number} - ${name}`);
  if (!good)
    bad++, console.log(why.replace(/^/gm, "# "));
}

/* ---- the files people wrote ---------------------------------------------------------------------- */

const lines_of = (name) => fs.readFileSync(path.join(root, "test/perm", name), "utf8").split("\n")
  .map((line, i) => ({ at: `${name}:${i + 1}`, indented: /^\s/.test(line), words: line.replace(/#.*/, "").trim() }))
  .filter(({ words }) => words).map((line) => ({ ...line, words: line.words.split(/\s+/) }));

/* [{name, method, route, may: Set, opens: [{whose, who: Set}]}] */
function matrix() {
  const sets = { everyone, anybody: roles };
  const list = [];
  const who = (words, at) => new Set(words.flatMap((word) => {
    if (!sets[word] && !roles.includes(word))
      throw new Error(`${at}: there is no role ${word}`);
    return sets[word] ?? [word];
  }));
  for (const { at, indented, words } of lines_of("matrix.txt")) {
    if (words[1] === "=") {
      sets[words[0]] = [...who(words.slice(2), at)];
    } else if (!indented) {
      const [method, route, ...may] = words;
      list.push({ name: `${method} ${route}`, method, route, may: who(may, at), opens: [] });
    } else {
      const is_record = (word) => several[word] || clients[word] || employers[word];
      const end = words.findIndex((word) => !is_record(word));
      const whose = words.slice(0, end).flatMap((word) => several[word] ?? [word]);
      if (end < 1)
        throw new Error(`${at}: records, then roles`);
      list.at(-1).opens.push({ whose, who: who(words.slice(end), at) });
    }
  }
  return list;
}

function wanted(line, role, whose) {
  if (role === "anonymous" && !line.may.has(role))
    return "login";
  if (!line.may.has(role))
    return "denied";
  return !whose || line.opens.some((o) => o.whose.includes(whose) && o.who.has(role)) ? "ok" : "notfound";
}

/* {columns, rows: {value: {role: letters}}, search, download, command: {what: rest}, ask: [...]} */
function values() {
  const file = { rows: {}, search: {}, download: {}, command: {}, ask: [] };
  for (const { words } of lines_of("values.txt")) {
    if (words[0] === "value")
      file.columns = words.slice(1);
    else if (words[0] === "ask")
      file.ask.push(words[1]);
    else if (file[words[0]] && words[0] !== "rows")
      file[words[0]][words[1]] = words.slice(2).join(" ");
    else
      file.rows[words[0]] = Object.fromEntries(file.columns.map((role, i) => [role, letters(words[i + 1])]));
  }
  return file;
}
const letters = (text) => text === "-" ? "" : [...text].sort().join("");

/* ---- reading answers ------------------------------------------------------------------------------ */

/* The texts in a ZIP (a spreadsheet), by its central directory. */
function unzip(bytes) {
  let text = "", at = bytes.readUInt32LE(bytes.lastIndexOf("PK\x05\x06") + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const size = bytes.readUInt32LE(at + 20), from = bytes.readUInt32LE(at + 42);
    const data = from + 30 + bytes.readUInt16LE(from + 26) + bytes.readUInt16LE(from + 28);
    const part = bytes.subarray(data, data + size);
    text += (bytes.readUInt16LE(at + 10) ? inflateRawSync(part) : part).toString("utf8");
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return text;
}

const is_page = (answer) => /^text\/html/.test(answer.headers["content-type"] ?? "") &&
  !answer.headers["content-disposition"];

/* What can be read in it: a choice that is offered to everyone is nobody's value. */
const shown = (answer) => (answer.bytes.subarray(0, 2).toString() === "PK" ? unzip(answer.bytes) : answer.body)
  .replace(/<option\b(?![^>]*\bselected)[^>]*>[^<]*<\/option>/g, "");

const chapters = Object.fromEntries(fs.readFileSync(path.join(root, "rules/diagnosis_dsm5_chapters.csv"), "utf8")
  .split("\n").slice(1).filter(Boolean).map((line) => [line.slice(0, 2), /^\d+,("[^"]*"|[^,]*)/.exec(line)[1].replace(/"/g, "")]));
const two = (n) => String(n).padStart(2, "0");
const kinds = { name: (id) => `Qname${id}`, phone: (id) => `1000${id}`, mail: (id) => `qmail${id}@`,
  diagnosis: (id) => chapters[two(id < 1020 ? id - 992 : id - 1002)], note: (id) => `Qnote${id}`, next: (id) => `Qnext${id}`,
  plan: (id) => `Qplan${id}`, help: (id) => `Qhelp${id}`, sheet: (id) => `Qsheet${id}`, income: (id) => `Qincome${id}`,
  goal: (id) => `Qgoal${id}`, job: (id) => `Qjob${id}`, lead: (id) => `Qlead${id}`,
  title: (id) => `Qtitle${id}`,
  wage: (id) => new RegExp(`7\\.?010,${two(id % 100)}`), minutes: (id) => `${600 + id % 100} min`,
  // A client reads it in words.
  scheme: (id) => new RegExp(`\\b0?${id % 29 + 1}(-05-| mei )2031`) };

/* found[value][role] = {letter: first address where it was read} */
const found = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, Object.fromEntries(roles.map((r) => [r, {}]))]));
const downloads = {};

function look(role, where, answer) {
  if (answer.status >= 400)
    return;
  const text = shown(answer);
  for (const [kind, of] of Object.entries(kinds))
    for (const { letter, client: id } of Object.values(clients)) {
      const value = of(id);
      if (value instanceof RegExp ? value.test(text) : text.includes(value))
        found[kind][role][letter] ??= where;
    }
  if (answer.status === 200 && !is_page(answer))
    downloads[where.replace(/\?.*/, "")] = true;
}

/* ---- asking --------------------------------------------------------------------------------------- */

const db = await database("sqlite");
await db.sql(fs.readFileSync(path.join(root, "test/perm/people.sql"), "utf8"));
const s = await server(db, { workers: 2 });
const asks = {};

async function log_in(role) {
  asks[role] = new Client(s.port);
  if (!people[role])
    return;
  const answer = await asks[role].login(people[role]);
  if (!asks[role].cookies.has("spil_session")) // or every line that follows would be blamed
    throw new Error(`${role} does not get in: ${answer.status} ${answer.path}`);
}

/* Everybody at once; one address after another. */
const all = (ask) => Promise.all(roles.map(ask));

const lines = matrix(), file = values();
const listed = (await spil(["routes"])).out.split("\n").filter(Boolean)
  .map((line) => line.split(/\s+/).slice(0, 2).join(" "));
for (const name of listed)
  if (!lines.some((line) => line.name === name))
    say(false, name, "who may? Decide, and add it to test/perm/matrix.txt");
for (const line of lines)
  if (!listed.includes(line.name))
    say(false, line.name, "matrix.txt has a line for it, and there is no such route");

for (const role of roles) // one by one: a code works once, and hashing takes turns
  await log_in(role);
// Reading before writing: what a form changes, changes what is read.
for (const method of ["GET", "POST"]) {
  for (const line of lines.filter((l) => l.method === method && listed.includes(l.name))) {
    const wrong = [];
    for (const whose of records_of(line.route)) {
      const where = address(line.route, whose);
      await all(async (role) => {
        const answer = method === "GET" ? await asks[role].get(where)
          : await asks[role].post(where, fields[line.route] ?? []);
        const is = meaning(answer, line.route), should = wanted(line, role, whose);
        if (method === "GET")
          look(role, where, answer);
        if (is !== should)
          wrong.push(`${role}${whose && ` of ${whose}`}: ${should} expected, ${is} found (${answer.status})`);
      });
    }
    if (line.name === "POST /uitloggen" || line.name === "POST /inloggen")
      for (const role of everyone)
        await log_in(role);
    say(!wrong.length, line.name, wrong.join("\n"));
  }
  if (method === "GET") {
    await look_further();
    await mixed();
  }
}

/* The number of what belongs to one client, under the address of another: on the own record the page
 * of somebody else's contact, job, consent. Never found, nothing of theirs in the answer, nothing
 * written anywhere. */
async function rows_now() {
  const tables = await db.sql("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'" +
    " and name not like 'access_%' and name not in ('session', 'once', 'job', 'draft', 'id_slot')");
  return db.sql(tables.map((table) => `select '${table}', * from ${table}`).join(";\n"));
}

async function mixed() {
  const wrong = [], before = await rows_now();
  let sent = 0;
  for (const { method, route } of lines.filter((l) => /:(client|employer)\/.*:id|^\/mijn\/.*:id/.test(l.route) && listed.includes(l.name))) {
    const people_of = route.includes(":employer") ? employers : clients;
    const [mine, role] = route.includes(":employer") ? ["our-employer", "specialist"] : ["own", route.startsWith("/mijn") ? "client" : "specialist"];
    for (const whose of Object.keys(people_of).filter((name) => name !== mine)) {
      const id = number_of(route, people_of[whose]);
      if (!id || id === number_of(route, people_of[mine]))
        continue;
      const where = route.replace(":client", clients.own.client).replace(":employer", employers["our-employer"].employer)
        .replace(":id", id);
      const answer = method === "GET" ? await asks[role].get(where) : await asks[role].post(where, fields[route] ?? []);
      const { client: theirs } = people_of[whose];
      sent++;
      if (method === "GET" && answer.status !== 404)
        wrong.push(`${method} ${where}: ${answer.status}`);
      if (theirs && Object.values(kinds).some((of) => new RegExp(of(theirs).source ?? `${of(theirs)}`).test(shown(answer))))
        wrong.push(`${method} ${where}: ${answer.status} shows ${whose}`);
    }
  }
  // What follows from the own record may be counted anew.
  const of_others = (row) => !/^(trajectory_fact|due)\|2001\|/.test(row);
  const after = await rows_now(), known = new Set(before), kept = new Set(after);
  wrong.push(...[...after.filter((row) => !known.has(row)), ...before.filter((row) => !kept.has(row))].filter(of_others));
  say(sent > 200 && !wrong.length, `${sent} times a number of another under one's own client: nothing`, wrong.slice(0, 40).join("\n"));
}

/* Lists in all their views, and every page that answers otherwise to another ?q=. */
async function look_further() {
  for (const where of file.ask)
    await all(async (role) => look(role, where, await asks[role].get(where)));
  // A time of day is no answer to a search: "last seen" goes on while we ask.
  const plain = (answer, word) => answer.body.replaceAll(word, "").replace(/value="[\w-]{20,}"/g, "")
    .replace(/data-csrf="[^"]*"/g, "").replace(/\b\d\d:\d\d\b/g, "");
  for (const { route } of lines.filter((l) => l.method === "GET" && !/:|uitloggen|taal/.test(l.route))) {
    let is_search = false;
    const finds = {};
    await all(async (role) => {
      const other = plain(await asks[role].get(`${route}?q=xyzzy9999`), "xyzzy9999");
      for (const { letter, client: id } of Object.values(clients)) {
        const answer = await asks[role].get(`${route}?q=qname${id}`);
        is_search ||= plain(answer, `qname${id}`) !== other;
        look(role, `${route}?q=qname${id}`, answer);
        if (answer.status === 200 && answer.body.includes(`Qname${id}`) && !other.includes(`Qname${id}`))
          finds[role] = (finds[role] ?? "") + letter;
      }
    });
    if (!is_search && !(route in file.search))
      continue;
    const should = Object.fromEntries((file.search[route] ?? "").split(/,\s*/).filter((part) => part && part !== "-")
      .map((part) => part.split(" ")));
    const wrong = roles.filter((role) => letters(finds[role] ?? "-") !== letters(should[role] ?? "-"))
      .map((role) => `${role} finds ${finds[role] ?? "-"}, ${should[role] ?? "-"} expected`);
    if (!(route in file.search))
      wrong.push(`it searches: say in values.txt who finds whom: search ${route}`);
    say(!wrong.length, `search ${route}`, wrong.join("\n"));
  }
}

/* ---- what was read -------------------------------------------------------------------------------- */

for (const [kind, row] of Object.entries(file.rows)) {
  const wrong = [];
  for (const role of roles) {
    const is = letters(Object.keys(found[kind]?.[role] ?? {}).join("") || "-"), should = row[role] ?? "";
    if (is !== should)
      wrong.push(`${role}: ${should || "-"} expected, ${is || "-"} found; ` +
        [...is].filter((l) => !should.includes(l)).map((l) => `${l} at ${found[kind][role][l]}`).join(", "));
  }
  say(!wrong.length, `${kind}: read by whom it is for`, wrong.join("\n"));
}
for (const kind of Object.keys(kinds))
  if (!file.rows[kind])
    say(false, kind, "values.txt has no row for it");
for (const where of new Set([...Object.keys(downloads), ...Object.keys(file.download)]))
  say(where in downloads && where in file.download, `download ${where}`,
    where in downloads ? "say in values.txt what of a person is in it" : "nobody could download it");

const commands = (await spil(["help"])).out.split("\n").filter((line) => line.startsWith("  "))
  .map((line) => line.trim().split(/\s+/)[0]);
for (const name of new Set([...commands, ...Object.keys(file.command)])) {
  const [says, ...args] = (file.command[name] ?? "").match(/"[^"]*"|\S+/g) ?? [];
  let why = commands.includes(name) ? "" : "there is no such command";
  if (!says)
    why = "say in values.txt whether it prints persons";
  else if (args.length && !why) {
    const done = await spil([name, ...db.options, ...args.map((a) => a.replace(/"/g, ""))]);
    const persons = Object.values(kinds).some((of) => Object.values(clients).some(({ client: id }) =>
      new RegExp(of(id).source ?? of(id)).test(done.out)));
    if (done.code || persons !== (says === "persons"))
      why = `${done.code ? `exit ${done.code}: ${done.err}` : ""} ${persons ? "prints" : "does not print"} persons`;
  }
  say(!why, `command ${name}`, why);
}

for (const asker of Object.values(asks))
  asker.close();
const wrong = await s.stop();
say(!wrong, "the server stayed well", wrong);
console.log(`1..${number}`);
process.exit(bad ? 1 : 0);
