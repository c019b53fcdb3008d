// lives.mjs: how the whole lives (life_*.mjs) are lived: a server that is started again at each day of the life,
// people who log in, forms filled in by the names of their fields, and pages that must say something and pass axe.
// Not: the lives themselves, nor what is true of every page (t_pages.mjs). Start at live().
import { axe_finds, finish, launch, login, must, part, phone, desktop, say } from "./support.mjs";
import { database, engines, server, settled } from "../web/world.mjs";

export { must };
const plain = (text) => text.replace(/\s+/g, " ").trim();

/* 901 guides everybody of these lives, and nobody else. */
const people = `insert into staff (id, organisation_id, login, name, sort_key, password_hash)
    select 901, 1, 'iris', 'Iris van Dam', 'dam  iris  van', password_hash from staff where id = 101;
  insert into staff_role (id, staff_id, role, programme_id, team_id, from_on)
    values (951, 901, 'specialist', 11, 21, '2020-01-01')`;

class Life {
  constructor(browser, engine, looks) {
    Object.assign(this, { browser, engine, looks, open: new Map(), wrong: [], read: new Set() });
  }

  async begin() {
    this.db = await database(this.engine);
    await this.db.sql(people);
  }

  /* Nine o'clock on this day; everybody is logged out, and Iris logs in. */
  async on(day) {
    await this.end_day();
    this.day = day;
    this.server = await server(this.db, { now: `${day}T09:00` });
    await settled(this.server);
    this.address = `http://127.0.0.1:${this.server.port}`;
    await this.as("iris");
  }

  async end_day() {
    for (const context of this.open.values())
      await context.close();
    this.open.clear();
    const wrong = await this.server?.stop();
    this.server = null;
    must(!wrong, wrong);
  }

  /* Go on as this person, in a browser of their own; "" is somebody without a log-in. */
  async as(who) {
    let context = this.open.get(who);
    if (!context) {
      context = await this.browser.newContext({ viewport: this.looks.phone ? phone : desktop, locale: "nl-NL",
        colorScheme: this.looks.dark ? "dark" : "light", reducedMotion: "reduce" });
      context.setDefaultTimeout(60000);
      context.on("weberror", (e) => this.wrong.push(e.error().message));
      this.open.set(who, context);
      this.page = await context.newPage();
      if (who)
        await login(this.page, this.address, who);
    }
    this.page = context.pages()[0];
  }

  async go(path) {
    const answer = await this.page.goto(`${this.address}${path}`);
    must(answer.status() < 400, `${path} answers ${answer.status()}`);
    await this.axe();
  }

  /* Each screen of the life passes axe, the first time that it is seen; on one engine, as the pages are the same. */
  async axe() {
    const screen = new URL(this.page.url()).pathname.replace(/\d+/g, ":id");
    if (this.engine !== engines[0] || this.read.has(screen))
      return;
    this.read.add(screen);
    await this.page.waitForLoadState(); // all of it, and its script
    const finds = await axe_finds(this.page);
    must(!finds.length, `axe, ${screen}: ${finds.join("\n")}`);
  }

  /* A tab of the client ("" is the overview), or a page below it. */
  tab(path) {
    return this.go(`/deelnemers/${this.client}${path ? `/${path}` : ""}`);
  }

  async follow(label) {
    await this.leaves(() => this.page.locator("main").getByRole("link", { name: label }).first().click());
  }

  /* Some forms are sent by script, which puts the answer in the place of main; others lead to a page. */
  async leaves(act) {
    await this.page.evaluate(() => document.querySelector("main").setAttribute("data-left", ""));
    await act();
    await this.page.waitForSelector("main:not([data-left])", { state: "attached" });
    await this.page.waitForLoadState("domcontentloaded");
    await this.axe();
  }

  async set(name, value) {
    for (const one of [value].flat()) {
      let field = this.page.locator(`main [name="${name}"]`);
      const type = await field.first().evaluate((e) => {
        const folded = e.closest("details:not([open])");
        if (folded)
          folded.querySelector("summary").click();
        return e.type;
      }, null, { timeout: 60000 });
      if (type === "radio" || (type === "checkbox" && typeof one === "string"))
        field = this.page.locator(`main [name="${name}"][value="${one}"]`);
      if (type === "radio" || type === "checkbox")
        await field.first().setChecked(one !== false);
      else if (type === "select-one")
        await field.selectOption(one);
      else
        await field.fill(String(one)).then(() => field.blur()); // who goes on leaves the box: no list opens over the next
    }
    return this.page.locator(`main form:has([name="${name}"])`).first();
  }

  /* Fills in the form in which these fields stand, and sends it with its button, or with this one. */
  async fill(fields, button = "Opslaan") {
    await this.send(fields, button);
    const errors = await this.page.locator("#fouten").allInnerTexts();
    must(!errors.length, `refused: ${plain(errors.join(" "))}`);
  }

  async send(fields, button) {
    let form;
    for (const [name, value] of Object.entries(fields))
      form = await this.set(name, value);
    form ??= this.page.locator("main");
    await this.leaves(() => form.getByRole("button", { name: button, exact: button === "Opslaan" }).first().click());
  }

  /* A job lead; an employer that is new is added with it. */
  async lead(fields, is_new = true) {
    await this.tab("zoeken");
    await this.follow("Baan of kans toevoegen");
    if (is_new) {
      await this.send(fields, "Opslaan");
      await this.says("staat er nog niet", "#fouten");
      await this.fill({ _add: true });
    } else {
      await this.fill(fields);
    }
    await this.says("De kans is toegevoegd.", "#melding");
  }

  /* A new client, referred. */
  async refer(fields) {
    await this.go("/deelnemers/nieuw");
    await this.fill(fields);
    this.client = /deelnemers\/(\d+)/.exec(this.page.url())[1];
  }

  /* The form behind a link of this tab; null: the page is the form. */
  async form(tab, link, fields, button) {
    await this.tab(tab);
    if (link)
      await this.follow(link);
    await this.fill(fields, button);
  }

  /* The quick log, from Vandaag: with the client, minutes and day; what is not usual by the names of its fields. */
  async talk(day, minutes, more = {}) {
    await this.go("/vandaag");
    await this.fill({ _who: this.name, _minutes: minutes, day, ...more });
    await this.says("Het contact is vastgelegd.", "#melding");
  }

  /* The same from the page that is open, with the thumb: the client is filled in. */
  async talk_by_thumb(day, minutes) {
    const link = this.page.locator(".bar .add a"), at = await link.boundingBox();
    must(at && at.height >= 44 && at.y + at.height <= phone.height, `the link lies at ${JSON.stringify(at)}`);
    await this.leaves(() => link.click());
    must((await this.page.inputValue("main [name=_who]")) === this.name, "the client is to be typed again");
    await this.fill({ _minutes: minutes, day });
    await this.says("Het contact is vastgelegd.", "#melding");
  }

  /* The form with all fields, as the tabs offer it: ?met=werkgever, behandelaar, naaste, deskundige or ?werkplek=1. */
  async talk_with(query, day, minutes, more = {}) {
    await this.tab(`contact?${query}`);
    await this.fill({ day, _minutes: minutes, ...more });
    await this.says("Het contact is vastgelegd.", "#melding");
  }

  /* An employer that was visited. */
  visit(employer, day, minutes, more = {}) {
    return this.talk_with("met=werkgever", day, minutes, { mode: "face_to_face", place: "work", _employer_id: employer, ...more });
  }

  /* An offer that becomes work: what the lead knows is there already. */
  async begin_work(employer, kind, fields) {
    await this.tab("zoeken");
    await this.follow(new RegExp(`^Begint met dit werk.*${employer}`));
    await this.follow(kind);
    must((await this.page.inputValue("[name=_employer_id]")) === employer, "the employer is to be typed again");
    await this.fill(fields);
    await this.says("Het werk is vastgelegd.", "#melding");
  }

  async stop(employer, fields) {
    await this.form("werk", new RegExp(`^Werk stopt.*${employer}`), fields);
    await this.says("Het werk is gestopt.", "#melding");
  }

  /* A relative, employer or client notices something by a link that works once, without a log-in. */
  async notices(who, role, signs) {
    await this.form("toestemming/nieuw?partij=relative", null, { party_name: who, party_role: role, _share_plan: true, how: "screen" },
      /^Toestemming vastleggen/);
    await this.tab("werk");
    await this.follow(new RegExp(`^Vraag ${who}`));
    await this.fill({}, /./);
    const [link] = /\/merken\?s=[\w-]+/.exec(await this.page.content()) ?? [];
    must(link, "there is no link");
    await this.as("");
    await this.go(link);
    await this.says_not(this.name);
    await this.look("merken");
    await this.fill(signs, /./);
    await this.says("Dank u");
    await this.as("iris");
    await this.attention("signaal:");
  }

  /* What was done about the sign that is open. */
  async follow_up(words) {
    await this.tab("werk");
    await this.leaves(() => this.page.locator("main a[href*='/signaal/']").first().click());
    await this.fill({ words });
    await this.says("Het signaal is opgevolgd.", "#melding");
  }

  /* A meeting of a treatment team, with what was agreed about this client. */
  async meeting(team, day, minutes, agreed) {
    await this.tab("mensen");
    await this.follow("Behandeloverleg vastleggen");
    if (!(await this.page.locator("main [name=team_id]").count()))
      await this.set("new_team", team);
    await this.fill({ day, _minutes: minutes, [`_c_${this.client}`]: true, [`_a_${this.client}`]: agreed });
    await this.says("Het overleg is vastgelegd", "#melding");
  }

  async text(selector = "main") {
    return plain((await this.page.locator(selector).allInnerTexts()).join(" "));
  }

  async says(words, selector) {
    const found = await this.text(selector);
    for (const one of [words].flat())
      must(found.includes(one), `${selector ?? "the page"} says "${found.slice(0, 2500)}" and not "${one}"`);
  }

  async says_not(words, selector) {
    const found = await this.text(selector);
    must(!found.includes(words), `${selector ?? "the page"} says "${words}": "${found.slice(0, 2500)}"`);
  }

  /* On Vandaag the one matter of this client says this; null: the client is not on the list. */
  async attention(words) {
    for (let again = 0; again < 100; again++) { // what the night brings is done by the job worker, a moment after the start
      await this.go("/vandaag");
      const found = await this.text("#aandacht");
      if (words === null ? !found.includes(this.name) : found.includes(words))
        return;
      await this.page.waitForTimeout(300);
    }
    await (words === null ? this.says_not(this.name, "#aandacht") : this.says(words, "#aandacht"));
  }

  /* The block of figures, line by line: what the life says it counted by hand. */
  async figures(expected) {
    await this.tab("uren");
    const lines = {};
    for (const row of await this.page.locator("#cijfers tr").all())
      lines[plain(await row.locator("th").innerText())] = plain(await row.locator("td").innerText());
    for (const [what, value] of Object.entries(expected))
      must(lines[what] === value, `${what}: "${lines[what]}" and not "${value}" in ${JSON.stringify(lines)}`);
    must(Object.keys(lines).length === Object.keys(expected).length, `lines nobody counted: ${JSON.stringify(lines)}`);
  }

  /* A log-in for the client, as a manager makes it. */
  async account(login_name) {
    await this.db.sql(`insert into staff (id, organisation_id, login, name, sort_key, password_hash)
        select 902, 1, '${login_name}', '${this.name}', '${login_name}', password_hash from staff where id = 101;
      insert into staff_role (id, staff_id, role, client_id, funder, from_on)
        values (952, 902, 'client', ${this.client}, '', '2020-01-01')`);
    this.client_login = login_name;
  }

  async look(name) {
    if (process.env.LIVES_LOOK)
      await this.page.screenshot({ path: `${process.env.LIVES_LOOK}-${this.life}-${name}.png`, fullPage: true });
  }
}

/* A life: {title, name, looks, counted, chapters: [[what, async (life) => ...]]}. */
async function live_on(browser, engine, { title, name, looks = {}, counted, chapters }) {
  const life = new Life(browser, engine, looks);
  Object.assign(life, { name, life: title.replace(/\W.*/, "") });
  await life.begin();
  for (const [what, chapter] of [...chapters, ["what it came to, as counted by hand", (l) => l.figures(counted)]])
    if (!(await part({ screenshot: (o) => life.page.screenshot(o), url: () => life.page?.url(),
      locator: (s) => life.page.locator(s) }, `${engine}, ${title}: ${what}`, () => chapter(life))))
      break;
  const wrong = await life.end_day().then(() => life.wrong.join("\n"), (e) => e.message);
  say(!wrong, `${engine}, ${title}: the server stayed well`, wrong);
  await life.db.drop();
}

export async function live(lives) {
  const browser = await launch();
  for (const one of lives)
    await Promise.all(engines.map((engine) => live_on(browser, engine, one)));
  await browser.close();
  finish();
}
