// t_main_job.mjs: a specialist's day, end to end, in Chromium: with script and without, on both engines.
// Not: how the pages look to everybody (t_pages.mjs).
// Start at main_job().
import { desktop, finish, launch, login, must, part, say } from "./support.mjs";
import { database, engines, server } from "../web/world.mjs";

/* After a click the answer is there, though perhaps not all of it yet, nor its script: wait for both. */
async function text(page, selector) {
  await page.waitForLoadState();
  return page.locator(selector).innerText();
}
async function has(page, selector, words) {
  const found = (await text(page, selector)).replace(/\s+/g, " ");
  must(found.includes(words), `${selector} says "${found.slice(0, 800)}" and not "${words}"`);
}

/* Chooses in the search box: by keyboard with script, by typing the whole name without. */
async function choose(page, script, box, typed, name, id) {
  await page.waitForLoadState(); // the script has wired the box
  await page.click(box);
  if (!script)
    return page.fill(box, name);
  // What is found for all that was typed, and not for half of it.
  const [found] = await Promise.all([page.waitForResponse((answer) => answer.url().endsWith(`=${typed}`)),
    page.keyboard.type(typed, { delay: 20 })]);
  await found.finished();
  await page.waitForSelector("[role=listbox]:not([hidden]) [role=option]");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const field = box.replace("#f-", "");
  const chosen = await page.locator(`input[type=hidden][name=${field}]`).inputValue();
  must(chosen === String(id), `${typed} chose ${chosen}`);
  must((await page.inputValue(box)) === name, `the box shows ${await page.inputValue(box)}`);
}

async function quick_log(page, script, address) {
  await page.goto(`${address}/vandaag`);
  await has(page, "#aandacht", "Lotte Smit");
  await choose(page, script, "#f-who", "lot", "Lotte Smit", 1006);
  await page.locator("fieldset label", { hasText: /^45$/ }).click();
  await page.fill("#f-note", "Kennisgemaakt & <b>koffie</b>");
  await page.fill("#f-next_step", "Bellen met de winkel");
  await page.fill("#f-next_step_on", "25-11-2026");
  await page.click("form.quick button:not([type=button])");
  await page.waitForSelector("#melding .flash");
  await has(page, "#melding", "Het contact is vastgelegd.");
  must(new URL(page.url()).pathname === "/vandaag", page.url());
}

async function where_it_shows(page, address) {
  await has(page, "#gepland", "Lotte Smit");
  await has(page, "#gepland", "Bellen met de winkel");
  await page.goto(`${address}/deelnemers/1006`);
  await has(page, "#tijdlijn", "23-11-2026 · 45 min · Noor de Wit");
  await has(page, "#tijdlijn", "Kennisgemaakt & <b>koffie</b>");
  await page.goto(`${address}/uren`);
  await has(page, "main", "Lotte Smit 0,8 uur");
}

/* Nobody types the day of the first talk: it is the day of the contact. */
async function first_talk(page, address) {
  await page.goto(`${address}/deelnemers/1006`);
  await has(page, "main .facts", "oriëntatie");
  await page.goto(`${address}/vandaag`);
  must(!(await text(page, "#aandacht")).includes("Lotte Smit"), "Lotte still needs attention");
}

async function record_work(page, script, address) {
  await page.goto(`${address}/deelnemers/1006`);
  must(!(await page.locator("main").innerHTML()).includes("Bakkerij Bos"), "she has no job yet");
  await page.click("a[href='/deelnemers/1006/werk/nieuw']");
  await page.click("a[href$='?soort=competitive']");
  await choose(page, script, "#f-employer_id", "bakk", "Bakkerij Bos", 4001);
  await page.fill("#f-started_on", "9-11-2026");
  await page.fill("#f-hours_week", "16");
  await page.locator("fieldset label", { hasText: "arbeidsovereenkomst" }).first().click();
  await page.click("form.fields > .buttons button");
  await page.waitForURL(/\/deelnemers\/1006\/werk$/);
  await page.goto(`${address}/deelnemers/1006`);
  await has(page, "main .facts", "werkt");
  await has(page, "#placement", "Bakkerij Bos");
  const bar = await page.locator("main svg").evaluateAll((all) => all.map((svg) => svg.innerHTML).join());
  must(bar.includes("Bakkerij Bos · 16"), `the strip of the job is not in the bar: ${bar}`);
  await page.goto(`${address}/deelnemers?fase=working`);
  await has(page, "#lijst", "Smit, Lotte");
}

async function mistakes(page, script, address) {
  await page.goto(`${address}/deelnemers/nieuw`);
  await page.fill("#f-family_name", "Jansen");
  await page.fill("#f-birth_on", "31-02-2000");
  await page.click("form.fields .buttons button");
  await page.waitForSelector("#fouten");
  await page.waitForLoadState(); // the script moves the focus
  if (script)
    must(await page.evaluate(() => document.activeElement.id === "fouten"), "the summary has the focus");
  must((await page.inputValue("#f-birth_on")) === "31-02-2000", "what was typed is gone");
  await page.click("#fouten a[href='#f-birth_on']");
  must(await page.evaluate(() => document.activeElement.id === "f-birth_on"), "the link leads to the field");
}

/* / searches, n logs, j and k walk, Enter opens, ? tells; and a draft survives the browser. */
async function keys(page, address) {
  await page.goto(`${address}/deelnemers?volgorde=naam`);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  const first = await page.evaluate(() => document.activeElement.textContent);
  must(first === "Berg, Milan van den", `j j k stands on ${first}`);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/deelnemers\/1001$/);
  await page.waitForLoadState(); // the script listens
  await page.keyboard.press("n"); // with this client
  await page.waitForURL(/\/contact\?wie=1001$/);
  await page.goto(`${address}/deelnemers`);
  await page.keyboard.press("/");
  await page.keyboard.type("yilm");
  await page.waitForFunction(() => document.querySelectorAll("#lijst [data-rows] > *").length === 1);
  await has(page, "#lijst", "Yilmaz, Aisha");
  await page.goto(`${address}/vandaag`);
  await page.keyboard.press("?");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" }); // it closes a moment after the key
  await page.keyboard.press("n");
  must(await page.evaluate(() => document.activeElement.id === "f-who"), "n goes to the quick log");
}

async function draft(page, address, context) {
  await page.goto(`${address}/vandaag`);
  await page.fill("#f-note", "half getypt");
  await page.waitForSelector(".draft-state:not(:empty)", { timeout: 60000 });
  await page.close();
  const again = await context.newPage();
  await again.goto(`${address}/vandaag`);
  must((await again.inputValue("#f-note")) === "half getypt", "the draft is gone");
  return again;
}

/* Any form with room for a text: what was typed when the session ended is offered after logging in
 * again, and is forgotten when it is saved or thrown away. */
async function typed_before(page, address, context) {
  await page.goto(`${address}/noodtoegang`);
  await page.fill("#f-name", "Fenna Jansen");
  // On a slow machine the name alone is kept first; it is the draft with both that counts.
  const [kept] = await Promise.all([page.waitForResponse((answer) => /\/concept$/.test(answer.url()) &&
    /overstuur/.test(answer.request().postData())), page.fill("#f-reason", "belde overstuur")]);
  must(kept.status() === 204, `keeping the draft answers ${kept.status()}`);
  await page.waitForSelector(".draft-state:not(:empty)");
  await context.clearCookies();
  page.on("dialog", (d) => d.accept());
  await login(page, address, "noor");
  await page.goto(`${address}/noodtoegang`);
  await page.click(".kept button:first-of-type");
  must((await page.inputValue("#f-reason")) === "belde overstuur", "the reason is back");
  must((await page.inputValue("#f-name")) === "Fenna Jansen", "the name is back");
  await page.goto(`${address}/noodtoegang`);
  const [dropped] = await Promise.all([page.waitForResponse(/\/concept$/), page.click(".kept button:last-of-type")]);
  must(dropped.status() === 204, `throwing away answers ${dropped.status()}`);
  const [asked] = await Promise.all([page.waitForResponse(/\/concept\?key=/), page.goto(`${address}/noodtoegang`)]);
  must(asked.status() === 204 && !(await page.$(".kept")), `what was thrown away is offered: ${asked.status()}`);
}

async function main_job(browser, engine, script) {
  const name = `${engine} ${script ? "with" : "without"} script`;
  const db = await database(engine);
  const s = await server(db, { workers: 2 });
  const address = `http://127.0.0.1:${s.port}`;
  const context = await browser.newContext({ javaScriptEnabled: script, viewport: desktop, locale: "nl-NL" });
  context.setDefaultTimeout(60000);
  let page = await context.newPage();
  const wrong = [];
  context.on("weberror", (e) => wrong.push(e.error().message));
  context.on("console", (m) => m.type() === "error" && !/status of 422/.test(m.text()) && wrong.push(m.text()));

  await part(page, `log in, ${name}`, () => login(page, address, "noor"));
  await part(page, `a contact in the quick log, ${name}`, () => quick_log(page, script, address));
  await part(page, `the contact in planned, timeline and hours, ${name}`, () => where_it_shows(page, address));
  await part(page, `the first talk takes her off the attention list, ${name}`, () => first_talk(page, address));
  await part(page, `work: the phase changes and the strip appears, ${name}`, () => record_work(page, script, address));
  await part(page, `a mistake is shown where it is, ${name}`, () => mistakes(page, script, address));
  if (script) {
    await part(page, `keys, ${name}`, () => keys(page, address));
    await part(page, `a draft survives a closed browser, ${name}`, async () => {
      page = await draft(page, address, context);
    });
    await part(page, `what was typed comes back after a log-out, ${name}`, () => typed_before(page, address, context));
  }
  say(!wrong.length, `nothing went wrong in the console, ${name}`, wrong.join("\n"));
  await context.close();
  const end = await s.stop();
  say(!end, `the server stayed well, ${name}`, end);
}

const browser = await launch();
for (const engine of engines)
  for (const script of [true, false])
    await main_job(browser, engine, script);
await browser.close();
finish();
