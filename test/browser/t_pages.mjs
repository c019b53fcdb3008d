// t_pages.mjs: every page with axe, light and dark, phone and desktop: filled, empty, with mistakes,
// and with the longest names; nothing sticks out of a phone; no page is heavy; no page of the program is forgotten.
// Not: what the pages do (t_main_job.mjs).
// Start at the end.
import * as fs from "node:fs";
import { gzipSync } from "node:zlib";
import { axe_finds, desktop, finish, launch, login, must, overflow, part, phone, say } from "./support.mjs";
import { code_of } from "../web/client.mjs";
import { database, server, spil } from "../web/world.mjs";

const list = fs.readFileSync(new URL("pages.txt", import.meta.url), "utf8").split("\n")
  .filter((line) => line && !line.startsWith("#")).map((line) => line.split(" "));
const wrong = list.filter(([who]) => who === "wrong").map(([, page, action]) => [page, action]);
const lines_of = (word) => list.filter(([first]) => first === word).map(([, ...rest]) => rest);
const of = (login) => [login === "-" ? "" : login, lines_of(login).map(([page]) => page)];
const people = [...new Set(list.map(([who]) => who))].filter((who) => !["wrong", "records", "none"].includes(who)).map(of);
const with_records = [...new Set(lines_of("records").map(([who]) => who))]
  .map((who) => [who, lines_of("records").filter(([one]) => one === who).map(([, page]) => page)]);
const seen = new Set();

/* Of who showed a passphrase and no code yet; nina has none and sets it up. */
const half_way = [["noor", "/inloggen/code"], ["nina", "/inloggen/instellen"]];

/* As long as the forms allow, without a place to break. */
const longest = `
  update client set given_name = '${"Wilhelmina".repeat(10)}', name_prefix = 'van den van den van den',
    family_name = '${"Schimmelpenninck".repeat(9)}', phone = '+31 6 12345678', email = '${"lang".repeat(40)}@voorbeeld.nl'
    where organisation_id = 1;
  update staff set name = '${"Bartholomeus".repeat(12)}' where id in (101, 102);
  update employer set name = '${"Bouwbedrijf".repeat(18)}', place = '${"Gasselternijveen".repeat(6)}', open_need = '${"zoekt".repeat(60)}';
  update contact set note = '${"Hottentottententententoonstelling".repeat(30)}', next_step = '${"stap".repeat(70)}';
  update trajectory_fact set given_name = '${"Wilhelmina".repeat(10)}', family_name = '${"Schimmelpenninck".repeat(9)}',
    employer = '${"Bouwbedrijf".repeat(18)}' where employer <> '' or trajectory_id <> 2009;
  update trajectory_fact set next_step = '${"stap".repeat(70)}', next_step_on = '2026-11-25';
  update trajectory set work_goal = '${"wens".repeat(400)}';
  update placement set job_title = '${"verkoopmedewerker".repeat(8)}', promise = '${"x".repeat(900)}';
  update employer_person set name = '${"Contactpersoon".repeat(10)}', job_title = '${"functie".repeat(20)}', email = '${"e".repeat(200)}@voorbeeld.nl';
  update establishment set name = '${"vestiging".repeat(20)}', street = '${"straat".repeat(30)}';
  update consent set party_name = '${"Behandelaar".repeat(13)}', party_role = '${"begeleider".repeat(10)}', purpose = '${"waarvoor".repeat(25)}';
  update access_grant set reason = '${"reden".repeat(60)}';
  update team set name = '${"Team".repeat(35)}'; update programme set name = '${"Programma".repeat(16)}';
  update time_entry set note = '${"notitie".repeat(40)}'`;

const colours = ["color-contrast", "link-in-text-block"];

/* The page as it is open, in four ways. */
async function look(page, name) {
  await part(page, name, async () => {
    await page.waitForLoadState(); // all of it, and its script: who waited for a word may have half a page
    const finds = [];
    for (const [size, wide] of [[desktop, "desktop"], [phone, "phone"]]) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      finds.push(...(await axe_finds(page)).map((f) => `${wide} light: ${f}`));
      const out = await overflow(page);
      if (out > 0)
        finds.push(`${wide}: ${out} pixels stick out to the right`);
      await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      finds.push(...(await axe_finds(page, colours)).map((f) => `${wide} dark: ${f}`));
    }
    must(!finds.length, finds.join("\n"));
  });
}

async function visit(page, address, path, state) {
  const answer = await page.goto(address + path);
  seen.add(path.replace(/\?.*/, ""));
  await look(page, `${state} ${path}`);
  if (state === "records" && (answer.status() !== 200 || new URL(page.url()).pathname !== path.replace(/\?.*/, "")))
    say(false, `${path} opens`, `${answer.status()} ${page.url()}`);
  const weight = (await answer.body()).length;
  // The published figures and those of a cohort are long tables that are read, not worked in.
  const limit = path === "/cijfers/gepubliceerd" || path.startsWith("/onderzoek/cohort") ? 100 : 60;
  if (weight > limit * 1024)
    say(false, `${state} ${path} is lighter than ${limit} kB`, `${weight} bytes`);
}

async function visit_all(browser, s, state, people) {
  const address = `http://127.0.0.1:${s.port}`;
  for (const [name, pages] of people) {
    const context = await browser.newContext({ locale: "nl-NL" });
    context.setDefaultTimeout(60000);
    const page = await context.newPage();
    if (name)
      await login(page, address, name);
    for (const path of pages)
      await visit(page, address, path, state);
    await context.close();
  }
}

async function with_mistakes(browser, s) {
  const address = `http://127.0.0.1:${s.port}`;
  const context = await browser.newContext({ locale: "nl-NL", javaScriptEnabled: true });
  const page = await context.newPage();
  await login(page, address, "noor");
  for (const [path, action] of wrong) {
    await page.goto(address + path);
    // Every box that can be typed in gets something that is wrong almost everywhere.
    const there = await page.evaluate((to) => {
      const form = [...document.querySelectorAll("form")].find((f) => f.getAttribute("action") === to);
      if (!form)
        return false;
      for (const field of form.querySelectorAll("input[type=text], textarea"))
        field.value = "??";
      form.noValidate = true;
      HTMLFormElement.prototype.submit.call(form);
      return true;
    }, action);
    if (!there) {
      say(false, `${path} has a form to ${action}`);
      continue;
    }
    if (await part(page, `${path} shows mistakes`, () => page.waitForSelector("#fouten", { timeout: 60000 })))
      await look(page, `mistakes in ${path}`);
  }
  await context.close();
}

async function log_in_pages(browser, s) {
  const address = `http://127.0.0.1:${s.port}`;
  await s.db.sql("delete from second_factor where staff_id = 112");
  for (const [name, path] of half_way) {
    const context = await browser.newContext({ locale: "nl-NL" });
    const page = await context.newPage();
    await page.goto(`${address}/inloggen`);
    await page.fill("#f-name", name);
    await page.fill("#f-passphrase", "welkom bij spil");
    await page.click("main button.primary");
    if (await part(page, `${name} comes to ${path}`, () => page.waitForURL((url) => url.pathname === path)))
      await look(page, path);
    seen.add(path);
    await page.fill("#f-code", "000000");
    await page.click("main button.primary");
    if (await part(page, `${path} with a wrong code`, () => page.waitForSelector("#fouten")))
      await look(page, `mistakes in ${path}`);
    if (path === "/inloggen/instellen") {
      const [, key] = /secret=([A-Z2-7]{32})/.exec(await page.content());
      await page.fill("#f-code", await code_of(s.port, name, key));
      await page.click("main button.primary");
      if (await part(page, "recovery codes", () => page.waitForSelector("ul.codes")))
        await look(page, "recovery codes");
    }
    await context.close();
  }
}

/* What was handed in can be read once a quarter was signed. */
async function signed_return(browser, s) {
  const address = `http://127.0.0.1:${s.port}`;
  const context = await browser.newContext({ locale: "nl-NL" });
  context.setDefaultTimeout(60000);
  const page = await context.newPage();
  await login(page, address, "sanne");
  await page.goto(`${address}/monitor?programma=11&kwartaal=2026Q3`);
  if (await part(page, "a quarter is signed", async () => {
    await page.locator("main form[action='/monitor/indienen'] button").click();
    await page.getByText("De kwartaalopgave is ingediend.").waitFor();
  }))
    await visit(page, address, "/monitor/ingediend?programma=11&kwartaal=2026Q3", "records");
  await context.close();
}

async function weights(s) {
  const ask = (path) => fetch(`http://127.0.0.1:${s.port}${path}`);
  const page = await (await ask("/inloggen")).text();
  let total = 0;
  for (const [, path] of page.matchAll(/(?:href|src)="(\/assets\/[^"]*\.(?:css|js))"/g))
    total += Buffer.from(await (await ask(path)).arrayBuffer()).length;
  say(total > 0 && total < 100 * 1024, `css and script together: ${total} bytes, under 100 kB`, `${total} bytes`);
  say(gzipSync(page).length < 60 * 1024, "the log-in page is light");
}

async function on(world, state, people, also = []) {
  const s = await server(world, { workers: 2 });
  await visit_all(browser, s, state, people);
  for (const more of also)
    await more(browser, s);
  const end = await s.stop();
  say(!end, `the server stayed well, ${state}`, end);
}

/* Two cohorts of thirty people, computed: with curves, bars and regressions. */
async function cohorts() {
  const db = await database("sqlite");
  await db.sql(`insert into client (id, organisation_id, given_name, family_name, sort_key, birth_on, sex, created_at)
      with recursive n (i) as (select 1 union all select i + 1 from n where i < 60)
      select 7000 + i, 1, 'P', 'P', 'p', '1990-01-01', case when i % 2 = 0 then 'male' else 'female' end, 1 from n;
    insert into trajectory (id, organisation_id, programme_id, team_id, client_id, target_group, referred_on, referred_by, started_on)
      select id + 1000, 1, 11, 21, id, case when id <= 7030 then 'EPA' else 'CMD' end, '2025-06-02', 'self', '2025-06-15'
      from client where id > 7000;
    insert into placement (id, organisation_id, trajectory_id, kind, started_on, end_reason, hours_week, wage_month, sector, created_at)
      select id + 2000, 1, id + 1000, 'competitive', case when id % 3 = 0 then '2025-09-01' else '2026-06-01' end, '', 2000,
      100000, 'G', 1 from client where id > 7000 and id <= 7042 and (id <= 7024 or id > 7030);
    insert into study (id, staff_id, name, programmes, target_group, definition, months, created_at)
      values (1, 106, 'EPA', '11', 'EPA', 'published_2022', 25, 1), (2, 106, 'CMD', '11', 'CMD', 'published_2022', 25, 1)`);
  const s = await server(db);
  for (let i = 0; i < 240 && `${await db.sql("select count(computed_at) from study")}` !== "2"; i++)
    await new Promise((resolve) => setTimeout(resolve, 250));
  await s.stop();
  return db;
}

/* Every address that the program answers with a page was looked at, or stands in pages.txt as none, with the reason. */
async function nothing_forgotten() {
  const none = lines_of("none"), routes = (await spil(["routes"])).out.split("\n")
    .filter((line) => line.startsWith("GET ")).map((line) => line.split(/\s+/)[1]);
  const wrong = none.filter(([route, ...why]) => !routes.includes(route) || !why.length).map(([route]) => `${route}: no such route, or no reason`);
  for (const route of routes.filter((one) => !none.some(([other]) => other === one))) {
    const is = new RegExp(`^${route.replaceAll(".", "\\.").replace(/:(client|employer|id)/g, "\\d+")}$`);
    if (![...seen].some((path) => is.test(path)))
      wrong.push(`${route}: no line in pages.txt opens it`);
  }
  say(routes.length > 200 && !wrong.length, `each of ${routes.length} addresses was looked at, or is no page`, wrong.join("\n"));
}

const browser = await launch();
const world = await database("sqlite");
const long = await database("sqlite");
await long.sql(longest);
// Somebody who begins: nothing anywhere.
const fresh = await database("sqlite");
await fresh.sql(`update assignment set staff_id = 102; update trajectory_fact set staff_id = 102;
  delete from time_entry; update employer set organisation_id = 2; update contact set staff_id = 102`);

// Something in every record, for the addresses with a number; and an import whose columns are not chosen yet.
const records = await database("sqlite");
await records.sql(fs.readFileSync(new URL("../perm/people.sql", import.meta.url), "utf8"));
await records.sql("update import set state = 'open', done_at = null where id = 9951");

// Two at a time: there are two cores.
await Promise.all([
  on(world, "filled", people.filter(([who]) => who !== "ad"), [(_, s) => weights(s), log_in_pages]),
  (async () => {
    await on(await database("sqlite"), "administration", [of("ad"), ["mira", ["/cijfers/gepubliceerd"]]],
      [with_mistakes]);
    await on(long, "longest", [["noor", ["/vandaag", "/deelnemers", "/deelnemers?team=21", "/deelnemers/1001",
      "/deelnemers/1003", "/deelnemers/1007", "/deelnemers/1001/gegevens", "/contact?wie=1001", "/uren", "/werkgevers",
      "/werkgevers/4001", "/deelnemers/1007/werk/6001"]], of("ad")]);
    await on(await cohorts(), "cohorts", [["mira", ["/onderzoek", "/onderzoek/cohort?cohort=1", "/onderzoek/vergelijk?een=1&twee=2"]]]);
    await on(records, "records", with_records, [signed_return]);
    await on(fresh, "empty", [["noor", ["/vandaag", "/deelnemers", "/uren", "/werkgevers"]]]);
  })()]);
await nothing_forgotten();
await browser.close();
finish();
