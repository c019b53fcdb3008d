// t_review.mjs: "who looked at this person, why, and was it right?" answered by a privacy officer on the
// demo, in Chromium, in under a minute. Not: the rules of the review (test/web/access.t).
// Start at answer().
import { axe_finds, desktop, finish, launch, must, overflow, part, phone, say } from "./support.mjs";
import { database, server, spil } from "../web/world.mjs";

/* After a click the answer is there, though perhaps not all of it yet: wait for that. */
const has = async (page, selector, words) => {
  await page.waitForLoadState();
  const found = (await page.locator(selector).first().innerText()).replace(/\s+/g, " ");
  must(found.includes(words), `${selector} says "${found.slice(0, 900)}" and not "${words}"`);
};

/* Practice data show the code, but a code that was just used is not shown again. */
async function login(page, address, name) {
  await page.goto(`${address}/inloggen`);
  await page.fill("#f-name", name);
  await page.fill("#f-passphrase", "welkom bij spil");
  await page.click("main form button");
  await page.waitForSelector("#f-code");
  const [, code] = /(\d{6})/.exec(await page.locator(".practice").innerText());
  await page.fill("#f-code", code);
  await page.click("main button.primary");
  await page.waitForURL((url) => !url.pathname.startsWith("/inloggen"));
}

/* The job looks at the log as soon as the server runs. */
async function wait_for_signals(page, address) {
  for (let i = 0; i < 60; i++) {
    await page.goto(`${address}/toezicht`);
    if ((await page.locator("#signalen li").count()) >= 4)
      return;
    await page.waitForTimeout(500);
  }
  throw new Error("the review found nothing");
}

async function signals(page) {
  for (const kind of ["Noodtoegang", "Geen band met deze deelnemer op die dag", "In de nacht gekeken", "Vaak geweigerd (4×)"])
    await has(page, "#signalen", kind);
}

/* From the name of the client to a judgement, by keyboard and links as a person would. */
async function answer(page, address, client, colleague) {
  const start = Date.now();
  await page.goto(`${address}/toezicht`);
  await page.fill("#f-q", client);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/toezicht\/zoek/);
  await page.locator("main .rows a[href$='/inzage']", { hasText: client }).first().click();
  await page.waitForURL(/\/deelnemers\/\d+\/inzage/);
  await has(page, "h1", `Wie keek bij ${client}?`);
  const row = page.locator("tbody tr", { hasText: "noodtoegang" }).first();
  const words = (await row.innerText()).replace(/\s+/g, " ");
  for (const part_of of [colleague, "bekeek", "het dossier", "De deelnemer belde in paniek", "18:21"])
    must(words.includes(part_of), `the line says "${words}" and not "${part_of}"`);
  await row.locator("a", { hasText: "Noodtoegang" }).click();
  await page.waitForURL(/\/toezicht\/signaal\//);
  await page.locator("fieldset label", { hasText: "Niet terecht" }).click();
  await page.fill("#f-remark", "De waarnemer was er wel. Besproken met de teamleider.");
  await page.click("form.fields .buttons button");
  await page.waitForSelector("#melding .flash");
  await has(page, "#melding", "Uw oordeel is vastgelegd.");
  const seconds = (Date.now() - start) / 1000;
  must(seconds < 60, `it took ${seconds} s`);
}

async function pages(page, address, where, name) {
  const finds = [];
  for (const path of where) {
    await page.goto(`${address}${path}`);
    for (const size of [desktop, phone]) {
      await page.setViewportSize(size);
      finds.push(...(await axe_finds(page)).map((f) => `${path}: ${f}`));
      if ((await overflow(page)) > 0)
        finds.push(`${path}: sticks out by ${await overflow(page)} at ${size.width}`);
    }
    await page.setViewportSize(desktop);
  }
  say(!finds.length, name, finds.join("\n"));
}

const db = await database("sqlite", { world: "" });
await spil(["demo", ...db.options, "--clients", "60", "--seed", "1"]);
const [[client_id, client, colleague]] = (await db.sql(`select c.id, c.given_name ||
  case when c.name_prefix = '' then '' else ' ' || c.name_prefix end || ' ' || c.family_name, s.name
  from access_grant g join client c on c.id = g.client_id join staff s on s.id = g.staff_id
  where g.kind = 'emergency'`)).map((line) => line.split("|"));
const s = await server(db, { now: null });
const address = `http://127.0.0.1:${s.port}`;
const browser = await launch();
const page = await (await browser.newContext({ viewport: desktop, locale: "nl-NL", reducedMotion: "reduce" })).newPage();

await part(page, "the privacy officer begins with what stands out", async () => {
  await login(page, address, "privacy1");
  await wait_for_signals(page, address);
  await signals(page);
});
await part(page, "who looked at this person, why, and was it right: in under a minute", async () =>
  answer(page, address, client, colleague));
await part(page, "the judgement stands with the line", async () => {
  await page.goto(`${address}/deelnemers/${client_id}/inzage`);
  await has(page, "tbody", "Noodtoegang: Niet terecht");
});
await part(page, "printing a page is told", async () => {
  const [told] = await Promise.all([page.waitForResponse(/\/afgedrukt$/),
    page.evaluate(() => { globalThis.dispatchEvent(new Event("beforeprint")); })]);
  must(told.status() === 204, `it was not accepted: ${told.status()}`);
  const [lines] = await db.sql(`select count(*) from access_log where action = 14 and client_id = ${client_id}`);
  must(lines === "1", `${lines} lines in the log say that it was printed`);
});
const [signal] = await db.sql("select min(id) from access_signal");
const [staff] = await db.sql("select staff_id from access_grant where kind = 'emergency'");
await pages(page, address, ["/toezicht", "/toezicht?beoordeeld=1", `/toezicht/signaal/${signal}`, "/toezicht/bewaren",
  `/deelnemers/${client_id}/inzage`, `/toezicht/medewerker/${staff}`, `/toezicht/zoek?q=${encodeURIComponent(client)}`,
  `/deelnemers/${client_id}/wie-keek`], "axe and phone: the pages of the review");
await browser.close();
const wrong = await s.stop();
say(!wrong, "the server stayed well", wrong);
await db.drop();
finish();
