#!/usr/bin/env node
// t_research.mjs: the demo as a delivery for research: computed from those files it says what the
// database says, number by number, and what the page of a cohort says; the log tells that it left.
// Not: what the tables hold (test/unit/t_outcome_data.c), nor the formulas (t_outcome_reference.c).
// Start at the end.
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client, readable } from "../web/client.mjs";
import { database, engines, folder, server, spil } from "../web/world.mjs";

const CLIENTS = "60", EXPORT = 15, PATIENCE = 60;
let number = 0, bad = 0;
function say(good, name, why = "") {
  console.log(`${good ? "ok" : "not ok"} ${++number} - ${name}`);
  if (!good)
    bad++, console.log(String(why).replace(/^/gm, "# "));
}

/* ---- two reports, key by key ------------------------------------------------------------------- */

/* People stand in another order under their pseudonyms, so sums may differ in the last digits. */
const near = (x, y) => Math.abs(x - y) <= 1e-9 * Math.abs(x) + 1e-12;

/* Counts what is equal; adds a line per difference. */
function compare(x, y, at, wrong) {
  if (typeof x === "number" && typeof y === "number") {
    if (Number.isInteger(x) ? x !== y && !near(x, y) : !near(x, y))
      wrong.push(`${at}: ${x} and ${y}`);
    return 1;
  }
  if (x === null || y === null || typeof x !== "object" || typeof y !== "object") {
    if (x !== y)
      wrong.push(`${at}: ${x} and ${y}`);
    return 0;
  }
  const keys = new Set([...Object.keys(x), ...Object.keys(y)]);
  let n = 0;
  for (const key of keys) {
    if (key in x && key in y)
      n += compare(x[key], y[key], `${at}.${key}`, wrong);
    else
      wrong.push(`${at}.${key}: only ${key in x ? "from the database" : "from the files"}`);
  }
  return n;
}

async function report(...args) {
  const done = await spil(["outcomes", ...args, "--format", "json", "--profile"]);
  return done.code <= 1 && done.out ? JSON.parse(done.out) : { failed: `${done.code} ${done.err}` };
}

/* ---- a page and a report ----------------------------------------------------------------------- */

/* [heading, [cells of a row]...] of every card. */
function cards(body) {
  return body.split('<section class="card"').slice(1).map((card) => [
    readable(/<h2>([\s\S]*?)<\/h2>/.exec(card)?.[1] ?? ""),
    ...[...card.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row]) =>
      [...row.matchAll(/<t[hd]\b[^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell]) => readable(cell)))]);
}

/* All numbers in a cell, each with the half of its last digit. */
const numbers = (cell) => [...cell.matchAll(/-?\d+(?:,(\d+))?/g)].map(([text, decimals]) =>
  ({ value: Number(text.replace(",", ".")), half: 0.5 * 10 ** -(decimals?.length ?? 0) }));

/* Is a cell these numbers, as far as it writes them out? A p that is too small is written < 0,0001. */
function is(cell, wanted) {
  const found = numbers(cell);
  if (cell.startsWith("< "))
    return wanted[0] < found[0].value;
  if (wanted.every((x) => x === null || x === undefined))
    return cell === "–";
  return found.length === wanted.length && found.every(({ value, half }, i) =>
    Math.abs(value - wanted[i]) <= half * (1 + 1e-9) + 1e-12);
}

const per_cent = (...shares) => shares.map((x) => x === null ? null : 100 * x);
const share = (s) => [[s.k, s.n], per_cent(s.p), per_cent(...s.wilson)];
const mean = (s, n) => [[s.n], [n - s.n], [s.mean], null, [s.sd], [s.median], [s.q25, s.q75]];
const one = (x) => [null, null, [x], null, null, null, null];

/* Holm (1979): the smallest times n, the next times n - 1 and no less than the one before. */
function holm(p) {
  let least = 0;
  const order = p.map((_, i) => i).sort((a, b) => p[a] - p[b]), corrected = [];
  order.forEach((i, rank) => corrected[i] = least = Math.max(least, Math.min(1, (p.length - rank) * p[i])));
  return corrected;
}

/* What the rows of the page should say, from the report of the files: [card, row, cells]; null is a
 * cell that the report does not have. */
function wanted_rows(r) {
  const rows = [], people = r.counts.n, workers = r.counts.workers;
  const add = (card, row, cells) => rows.push([card, row, cells]);
  r.curve.ever_km.forEach((ever, i) => add("betaald gewerkt", `${i + 1}`, [null, [r.curve.first_jobs[i]], null, null,
    [r.curve.n_observed[i]], r.curve.n_observed[i] ? [r.curve.working[i], 100 * r.curve.point_prevalence[i]] : null]));
  add("Wie meetellen", "Deelnemers in dit cohort", [[people]]);
  add("tabel B2", "Ooit betaald werk", [null, ...share(r.ever)]);
  for (const [scheme, s] of Object.entries(r.ever_by_scheme))
    add("tabel B2", `Ooit betaald werk, ${scheme}`, [null, ...share(s)]);
  add("tabel B2", "Aan het werk in de laatste maand", [null, ...share(r.status_end.working_of_all)]);
  add("tabel B2", "Proefplaatsing", [null, ...share(r.trial_placement)]);
  add("Hoeveel werk", "Maanden gewerkt", mean(r.months_worked, workers));
  add("Hoeveel werk", "Langste baan (maanden)", mean(r.longest_job, workers));
  add("Hoeveel werk", "Banen per persoon", mean(r.jobs_per_worker, workers));
  add("Hoeveel werk", "Uren per maand", mean(r.hours_month, workers));
  add("Hoeveel werk", "Loon per maand (euro)", mean(r.wage_month, workers));
  add("Hoeveel werk", "Gewerkt van contracturen, per maand (%)", mean(r.worked_contract_ratio_mean_of_months, workers));
  add("Hoeveel werk", "Gewerkt van contracturen, als geheel (%)", mean(r.worked_contract_ratio_of_sums, workers));
  add("Hoeveel werk", "Duur van een baan (maanden)", mean(r.spells.len, r.spells.job_spells));
  add("Hoeveel werk", "Duur van een periode met werk (maanden)", mean(r.spells.employment_len, r.spells.employment_spells));
  add("Hoeveel werk", "Loon per uur (euro), alle loon door alle uren", one(r.hourly_wage_ratio_of_sums));
  add("Hoeveel werk", "Uren per week", one(r.hours_week));
  r.time_to_job_classes.label.forEach((label, i) => add("binnen 60 dagen", label, [null,
    [r.time_to_job_classes.n[i], 100 * r.time_to_job_classes.share_of_workers[i]], [100 * r.time_to_job_classes.n[i] / people], null]));
  const status = r.status_quarter;
  status.month.forEach((month, i) => status.n[i] && add("nog de eerste baan", `${month}`, [null,
    ...["same", "other", "stopped"].map((what) => [status[what][i], 100 * status[what][i] / status.n[i]])]));
  add("nog de eerste baan", "laatste maand", [null, ...["same", "other", "stopped"].map((what) =>
    [r.status_end[what].k, 100 * r.status_end[what].p])]);
  for (const [letter, s] of Object.entries(r.sector))
    add("De meeste banen", `${letter} `, [null, ...share(s)]);
  const contracts = { 1: "Arbeidsovereenkomst", 2: "Uitzendwerk", 3: "Anders" };
  for (const [code, s] of Object.entries(r.contract))
    add("een vast contract", contracts[code], [null, ...share(s)]);
  add("een vast contract", "Vast contract", [null, ...share(r.permanent)]);
  const tested = { sex: "Geslacht", married: "Getrouwd", age_class: "Leeftijd", young: "Jonger dan 26", education: "Opleiding",
    diagnosis: "Diagnose", benefit: "Uitkering", experience: "Werkervaring (jaren)", trial: "Proefplaatsing", ever: "Ooit betaald werk" };
  const tests = Object.entries(r.tests ?? {}).filter(([, t]) => t).map(([name, t]) =>
    ({ name, says: !t.small || t.fisher_p !== null, p: t.small && t.fisher_p !== null ? t.fisher_p : t.p }));
  const corrected = holm(tests.map((t) => t.p));
  tests.forEach((t, i) => t.says && add("Groepen vergeleken", tested[t.name], [null, null, [t.p], [corrected[i]]]));
  const activities = { act1: "Eén op één", act2: "Samen met de zorg", act3: "Werkgevers", act4: "Teamoverleg", act5: "Externe deskundigen" };
  for (const [key, name] of Object.entries(activities))
    add("tabel B4", name, mean(r.time[key].person_mean, people));
  add("tabel B4", "Totaal", mean(r.time.total.person_mean, people));
  ["maand 1–6", "maand 7–12", "maand 13–18"].forEach((words, i) =>
    add("tabel B4", `Totaal, ${words}`, mean(r.time.total.person_phase[i + 1], people)));
  return rows;
}

/* The regression: the intercept is not on the page, the terms stand there in their own order. */
function wanted_models(r) {
  const rows = [];
  r.logistic?.terms.forEach((term, i) => i && rows.push(["met werk vinden", i - 1, [null, [r.logistic.or[i]],
    [r.logistic.profile_exact_low[i], r.logistic.profile_exact_high[i]], [r.logistic.p[i]]]]));
  r.cox?.terms.forEach((term, i) => rows.push(["snel", i, [null, [r.cox.hr[i]], [r.cox.low[i], r.cox.high[i]]]]));
  return rows;
}

const fits = (label, row) => row.endsWith(" ") ? label.startsWith(row) : label === row;

/* What of a report the page does not say, or says otherwise; a part that is refused has no card. */
function missing_on(page, r) {
  const all = cards(page), wrong = [], rows = [...wanted_rows(r), ...wanted_models(r)];
  const card_of = (words) => all.find(([heading]) => heading.includes(words)) ?? [words];
  for (const [card, row, cells] of rows) {
    const there = card_of(card).slice(1).filter((found) => found.length > 1);
    const found = typeof row === "number" ? there[row + 1] : there.find(([label]) => fits(label, row));
    if (!found || cells.some((cell, i) => cell && !is(found[i + 1] ?? "", cell)))
      wrong.push(`${card}, ${row}: ${found ?? "no such row"}; not ${JSON.stringify(cells)}`);
  }
  if (rows.length < 80)
    wrong.push(`only ${rows.length} rows`);
  return wrong;
}

/* ---- the codebook ------------------------------------------------------------------------------ */

/* Every column of every table stands in the codebook in its place, and every value is one that the
 * codebook allows: among its codes where it lists them, of its form where it does not. */
function unlike_codebook(delivery) {
  const read = (name) => fs.readFileSync(path.join(delivery, name), "utf8").trimEnd().split(/\r?\n/).map((line) => line.split(","));
  const forms = { text: /./, integer: /^-?\d+$/, decimal: /^-?\d+\.\d+$/, date: /^\d{4}-\d\d-\d\d$/ };
  const book = read("codebook.csv").slice(1), wrong = [];
  const listed = (codes) => codes.includes("; ") ? codes.split("; ").map((code) => code.split(" ")[0]) :
    /^(\d+( \d+)+|\w+( \w+){3,})$/.test(codes) && !codes.includes(" of ") ? codes.split(" ") : null;
  for (const table of ["participants.csv", "jobs_monthly.csv", "time.csv", "fidelity.csv", "questionnaire.csv"]) {
    const [header, ...rows] = read(table), columns = book.filter(([file]) => file === table);
    if (header.join() !== columns.map(([, column]) => column).join())
      wrong.push(`${table}: ${header}`);
    columns.forEach(([, column, type, codes, missing], i) => {
      const allowed = listed(codes);
      const odd = rows.map((row) => row[i]).find((value) => value ? !forms[type].test(value) || (allowed && !allowed.includes(value)) : missing !== "empty");
      if (odd !== undefined)
        wrong.push(`${table}, ${column}: "${odd}" is not ${type}, ${codes}`);
    });
  }
  return wrong;
}

/* ---- the demo ---------------------------------------------------------------------------------- */

/* As everything is invented, the page shows the code. */
async function log_in(client, name) {
  const first = await client.post("/inloggen", [["_csrf", ""], ["name", name], ["passphrase", "welkom bij spil"]]);
  const page = await client.get(first.location);
  const [, code] = /<p class="practice">[^<]*?(\d{6})/.exec(page.body) ?? [];
  await client.post("/inloggen/code", [["code", code ?? ""]]);
}

/* The page of a cohort of the demo, computed now. */
async function cohort_page(client, id) {
  const address = `/onderzoek/cohort?cohort=${id}`;
  await client.get(address);
  const asked = await client.post("/onderzoek/opnieuw", [["_cohort", String(id)]]);
  for (let i = 0; asked.status === 303 && i < 4 * PATIENCE; i++) {
    const { body } = await client.get(address);
    if (body.includes("Berekend op") && !body.includes("Kijk of het klaar is"))
      return body;
    await pause(250);
  }
  return `the page was not computed: ${client.last.status}`;
}

/* The same delivery with only these participants. */
function part_of(from, to, keep) {
  fs.mkdirSync(to);
  const read = (name) => fs.readFileSync(path.join(from, name), "utf8").trimEnd().split("\r\n").map((line) => line.split(","));
  const participants = read("participants.csv");
  const chosen = new Set(participants.slice(1).filter(keep).map(([pid]) => pid));
  for (const name of ["participants.csv", "jobs_monthly.csv", "time.csv", "questionnaire.csv", "fidelity.csv"]) {
    const rows = read(name).filter(([first], i) => !i || chosen.has(first) || name === "fidelity.csv");
    fs.writeFileSync(path.join(to, name), rows.map((row) => `${row.join(",")}\r\n`).join(""));
  }
  return chosen.size;
}

async function pages(db, delivery) {
  const s = await server(db, { now: null });
  const client = new Client(s.port);
  await log_in(client, "manager1");
  const whole = missing_on(await cohort_page(client, 1001), await report(delivery));
  say(!whole.length, `${db.engine}: the page of all trajectories says what the files say`, whole.join("\n"));
  const some = path.join(folder, `${db.name}-epa`);
  const people = part_of(delivery, some, ([, , cohort]) => cohort === "epa");
  const part = missing_on(await cohort_page(client, 1002), await report(some));
  say(people > 50 && !part.length, `${db.engine}: and that of EPA, what the files of those people say`, `${people}\n${part.join("\n")}`);
  client.close();
  const end = await s.stop();
  say(!end, `${db.engine}: the server ends well`, end);
}

async function there_and_back(db) {
  const delivery = path.join(folder, `${db.name}-delivery`);
  const lines = () => db.sql(`select count(*) from access_line where client_id is null and what % 64 = ${EXPORT}`);
  const before = await lines();
  const done = await spil(["export", "research", delivery, ...db.options]);
  const files = done.code === 0 ? fs.readdirSync(delivery).sort().join() : "";
  say(files === "codebook.csv,fidelity.csv,jobs_monthly.csv,participants.csv,questionnaire.csv,read.R,read.do,read.sps,time.csv",
    `${db.engine}: five tables with a codebook and syntax for three packages`, `${done.out}${done.err}${files}`);
  say(`${before}` === "0" && `${await lines()}` === "1", `${db.engine}: that it left is one line of the log`, `${before} ${await lines()}`);
  const odd = unlike_codebook(delivery);
  say(!odd.length, `${db.engine}: the codebook knows every column and every value`, odd.join("\n"));
  const own = await report(...db.options), back = await report(delivery);
  const wrong = [], equal = compare(own, back, "report", wrong);
  say(!wrong.length && equal > 2000, `${db.engine}: the files give the results of the database`, `${equal} equal\n${wrong.join("\n")}`);
  const known = new Set(await db.sql("select id from trajectory"));
  const names = fs.readFileSync(path.join(delivery, "participants.csv"), "utf8").trimEnd().split("\r\n").slice(1).map((line) => line.split(",")[0]);
  say(names.length === own.counts?.n && names.every((name) => /^[0-9a-f]{16}$/.test(name) && !known.has(name)),
    `${db.engine}: under other names`, names.slice(0, 3));
  return delivery;
}

for (const engine of engines) {
  const db = await database(engine, { world: "" });
  const made = await spil(["demo", ...db.options, "--clients", CLIENTS, "--seed", "3"]);
  say(made.code === 0, `${engine}: a demo`, made.err);
  // The manager sees all programmes, as the delivery holds all of them.
  const programmes = (await db.sql("select id from programme order by id")).join(" ");
  await db.sql(`update study set programmes = '${programmes}';
    insert into staff_role (id, staff_id, role, programme_id, from_on) select 900 + row_number() over (order by p.id), s.id, 'manager', p.id, '2020-01-01'
    from staff s, programme p where s.login = 'manager1' and not exists (select 1 from staff_role r where r.staff_id = s.id and r.programme_id = p.id)`);
  await pages(db, await there_and_back(db));
  await db.drop();
}
console.log(`1..${number}`);
process.exit(bad ? 1 : 0);
