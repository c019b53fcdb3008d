// t_fidelity.mjs: a whole fidelity review by people in Chromium, each in a session of their own: planned, scored by two
// under seal, agreed, reported, followed by an action; and from a low live item to what is behind it. On both engines.
// Not: every rule of a review (test/web/review.t). Start at whole_review().
import { desktop, finish, launch, login, must, part, say } from "./support.mjs";
import { database, engines, monday, server, spil } from "../web/world.mjs";

const items = ["B1", "B2", "B3", "O1", "O2", "O3", "O4", "O5", "O6", "O7", "O8",
  ...Array.from({ length: 15 }, (_, i) => `G${i + 1}`)];
/* The test vector of two reviewers: 103 and 99, the same on 16 of 26. */
const scores = { rita: "45543443543455354454242444", tess: "45533453444454353454143433" };
const agreed = "45543443543455353454242444";

/* After a click the answer is there, though perhaps not all of it yet: wait for that. */
async function words(page, selector = "main") {
  await page.waitForLoadState();
  return (await page.locator(selector).first().innerText()).replace(/\s+/g, " ");
}
async function has(page, what, selector = "main") {
  const found = await words(page, selector);
  must(found.includes(what), `${selector} says "${found.slice(0, 1200)}" and not "${what}"`);
}
const click = (page, label) => page.locator("main").getByRole("link", { name: label, exact: true }).first().click();
const press = (page, label) => page.locator("main").getByRole("button", { name: label, exact: true }).first().click();

async function open_review(page, address) {
  await page.goto(`${address}/modeltrouw`);
  await page.locator("main .rows a[href^='/modeltrouw/meting/']").first().click();
  await page.waitForURL(/\/modeltrouw\/meting\/\d+$/);
}

async function plan(page, address) {
  await page.goto(`${address}/modeltrouw`);
  await click(page, "Meting plannen");
  await page.fill("#f-bezoek", "23-11-2026");
  await page.locator("input[name=toetser1][value='118']").check();
  await page.locator("input[name=toetser2][value='901']").check();
  await press(page, "Meting plannen");
  await page.waitForURL(/\/modeltrouw\/meting\/\d+$/);
  await page.fill("#f-begint", "9:30");
  await page.fill("#f-wat", "Twee deelnemers");
  await press(page, "Onderdeel toevoegen");
  await has(page, "09:30");
  await has(page, "Rita Toets · nog niet ingeleverd");
}

async function seal(page, address, who) {
  await open_review(page, address);
  await click(page, "Mijn scoreformulier");
  for (const [i, item] of items.entries())
    await page.selectOption(`[name="_s_${item}"]`, scores[who][i]);
  await press(page, "Verzegelen");
  await page.waitForURL(/\/modeltrouw\/meting\/\d+$/);
  await has(page, "Uw formulier is verzegeld.", "#melding");
}

/* What the one wrote, the other does not see before both have sealed; the programme never does. */
async function kept_apart(tess, sanne, address) {
  await open_review(tess, address);
  const review = tess.url();
  must((await tess.goto(`${review}/overleg`)).status() === 404, "the consensus opened before both had sealed");
  await tess.goto(`${review}/formulier`);
  must((await tess.locator("[name=_s_B1]").inputValue()) === "", "the sheet of another is filled in");
  must((await sanne.goto(`${review}/formulier`)).status() === 403, "the programme opened a sheet");
}

async function agree(page, other, address) {
  await open_review(page, address);
  await click(page, "Overleg");
  await has(page, "Verschillend gescoord: 10");
  for (const [i, item] of items.entries()) {
    await page.selectOption(`[name="_s_${item}"]`, agreed[i]);
    if (scores.rita[i] !== scores.tess[i])
      await page.fill(`[name="_r_${item}"]`, "Zo stond het in de dossiers");
  }
  await press(page, "Overleg opslaan");
  await has(page, "Opgeslagen. Beide toetsers tekenen hieronder.", "#melding");
  for (const one of [page, other]) {
    await open_review(one, address);
    await click(one, "Overleg");
    await press(one, "Akkoord geven");
    await one.waitForURL(/\/modeltrouw\/meting\/\d+$/);
  }
  await has(other, "De meting is vastgesteld.", "#melding");
}

async function report(page, address) {
  await open_review(page, address);
  const sum = [...agreed].reduce((a, b) => a + Number(b), 0);
  await has(page, `${sum} van 130`);
  await has(page, "Op 16 van 26 punten gaven beiden dezelfde score (62%)");
  const pdf = await page.request.get(`${page.url()}/pdf`);
  must((await pdf.body()).subarray(0, 5).toString() === "%PDF-", "the report is no PDF");
}

async function follow_up(page, address) {
  await open_review(page, address);
  await click(page, "Verbeterplan");
  await page.selectOption("#f-punt", "G10");
  await page.fill("#f-doel", "Vaste banen vragen");
  await page.waitForLoadState();
  const who = page.locator("select[name=wie]");
  if (await who.count())
    await who.selectOption("101");
  else
    await page.locator("input[name=wie][value='101']").check();
  await page.fill("#f-klaar_op", "1-3-2027");
  await press(page, "Verbeterpunt toevoegen");
  await has(page, "Vaste banen vragen");
  await page.goto(`${address}/team`);
  await has(page, "Vaste banen vragen", "#verbeterplan");
  await page.goto(`${address}/modeltrouw/verbeterplan`);
  await page.locator("main summary", { hasText: "Hoe staat het ervoor?" }).first().click();
  await page.locator("main label", { hasText: "Klaar" }).locator("input[type=checkbox]").first().check();
  await press(page, "Opslaan");
  await has(page, "klaar sinds 23-11-2026");
  await page.goto(`${address}/team`);
  must(!(await words(page, "#verbeterplan")).includes("Vaste banen vragen"), "what is done is still on the page of the team");
}

/* From the low item on the list: one click to its evidence, a second to the contact or the client. */
async function two_clicks(page, address) {
  await page.goto(`${address}/modeltrouw/stand`);
  const row = page.locator("tbody tr", { hasText: "G6" });
  must(/\b1$/.test((await row.locator("td").nth(1).innerText()).trim()), `G6 is not low: ${await row.innerText()}`);
  await row.locator("th a").click();
  await page.waitForURL(/\/stand\/punt\?/);
  await page.locator("tbody tr", { hasText: "Noor de Wit" }).locator("a[href*='contacten']").first().click();
  await page.waitForURL(/\/stand\/contacten\?/);
  await has(page, "18-11-2026 werkgever Bakkerij Bos");
  await page.goto(`${address}/modeltrouw/stand`);
  await page.locator("tbody tr", { hasText: "G10" }).locator("th a").click();
  await page.locator("section", { hasText: "Het bewijs" }).locator("a[href^='/deelnemers/']").first().click();
  await page.waitForURL(/\/deelnemers\/1007$/);
  await has(page, "Milou Bergman");
  await page.goto(`${address}/modeltrouw/stand`);
  await page.locator("tbody tr", { hasText: "O4" }).locator("th a").click();
  await page.locator("section", { hasText: "Het bewijs" }).locator("a[href='/teamoverleg/741']").click();
  await has(page, "Milan van den Berg");
}

async function whole_review(browser, engine) {
  const db = await database(engine);
  await db.sql(`insert into staff (id, organisation_id, login, name, sort_key, password_hash)
    select 901, 1, 'tess', 'Tess Toets', 'toets tess', password_hash from staff where id = 101;
    insert into staff_role (id, staff_id, role, programme_id, from_on) values (951, 901, 'reviewer', 11, '2020-01-01')`);
  await db.sql(`insert into team_meeting (id, programme_id, team_id, day, begun_by, begun_at, minutes, closed_at, closed_by)
    values (741, 11, 21, '2026-11-17', 105, 1, 60, 2, 105);
    insert into team_meeting_person (meeting_id, staff_id) values (741, 101), (741, 102);
    insert into team_meeting_item (id, meeting_id, trajectory_id, place, discussed) values (751, 741, 2001, 1, 1)`);
  await spil(["fidelity", ...db.options, "--now", monday]);
  const s = await server(db, { workers: 2 });
  const address = `http://127.0.0.1:${s.port}`;
  const open = async (who) => {
    const context = await browser.newContext({ viewport: desktop, locale: "nl-NL" });
    context.setDefaultTimeout(60000);
    const page = await context.newPage();
    await login(page, address, who);
    return page;
  };
  const sanne = await open("sanne"), rita = await open("rita"), tess = await open("tess");
  await part(sanne, `${engine}: planned, with an agenda`, () => plan(sanne, address)) &&
    await part(rita, `${engine}: the first sheet sealed`, () => seal(rita, address, "rita")) &&
    await part(tess, `${engine}: nobody sees it`, () => kept_apart(tess, sanne, address)) &&
    await part(tess, `${engine}: the second sheet sealed`, () => seal(tess, address, "tess")) &&
    await part(tess, `${engine}: agreed and signed by both`, () => agree(tess, rita, address)) &&
    await part(sanne, `${engine}: the report`, () => report(sanne, address)) &&
    await part(sanne, `${engine}: an action, on the page of the team until it is done`, () => follow_up(sanne, address));
  await part(sanne, `${engine}: from a low live item to contact and client in two clicks`, () => two_clicks(sanne, address));
  const wrong = await s.stop();
  say(!wrong, `${engine}: the server stayed well`, wrong);
  await db.drop();
}

const browser = await launch();
for (const engine of engines)
  await whole_review(browser, engine);
await browser.close();
finish();
