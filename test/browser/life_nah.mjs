// life_nah.mjs: a year of Hans Terpstra (NAH): a work-experience place first, then a job whose hours are built up.
// Not: how a life is lived (lives.mjs). Start at the chapters at the end; the count by hand stands at counted.

/* Counted by hand, talk after talk as they are typed in below.
 *   first employer  first talk 7-12-2026, the garden centre 12-1-2027: 24 and 12 = 36
 *   first job       1-5-2027 (the work-experience place is none): 24 + 31 + 28 + 31 + 30 + 1 = 145
 *   months          May to November 2027: 7, of one job
 *   one-to-one      60 45 45 | 90 | 60 60 20 30 | 60 | 30 30 30 30 | 30 45 = 665 minutes in 15 talks; 15 with his wife,
 *                   which the form takes for one-to-one: 680 minutes, 11,33 hours
 *   care            30 (doctor): 0,5
 *   employers       60 45 = 105: 1,75
 *   together        680 + 30 + 105 = 815: 13,58
 *   network         the doctor and his wife, beside 15 with him: 2 of 17 = 11,8 %
 *   signs           his wife's was followed up: none open
 */
const counted = {
  "Tot het eerste gesprek met een werkgever": "36 dagen",
  "Tot de eerste baan": "145 dagen",
  "Gewerkt": "7 maanden",
  "Langste baan": "7 maanden",
  "één op één": "11,3 uur",
  "integratie met zorg": "0,5 uur",
  "werkgeversnetwerk": "1,8 uur",
  "teamoverleg": "0,0 uur",
  "externe deskundigen": "0,0 uur",
  "Begeleiding in alle uren samen": "13,6 uur",
  "Contact met het netwerk": "2 van 17 contacten (12 %)",
  "Signalen die nog open staan": "0",
};

const job = "Tuincentrum Groenrijk";

/* The inclusion committee of the pilot: its criteria, and what it decided about him. */
async function committee(life) {
  await life.on("2026-12-07");
  await life.as("sanne");
  await life.go("/aanmeldingen/commissie");
  await life.fill({ criteria: "Wil betaald werk\nLanger dan zes maanden letsel" });
  await life.as("iris");
  await life.refer({ given_name: "Hans", family_name: "Terpstra", birth_on: "9-9-1978", phone: "06 55503456",
    referred_on: "30-11-2026", referred_by: "practitioner", referrer: "Joke Visser", care_team: "Revalidatie Noord",
    target_group: "NAH", own_words: "Ik wil weten wat ik nog kan.", work_goal: "Buiten werken, met planten." });
  await life.tab("commissie");
  for (const select of await life.page.locator("main [name^=_c][value=met]").all())
    await select.check();
  await life.fill({ members: "Joke Visser, revalidatiearts\nIris van Dam", decision: "included" });
  await life.says("kan meedoen");
}

async function first_talk(life) {
  await life.talk("7-12-2026", 60, { place: "home", note: "Thuis, zijn vrouw erbij." });
  await life.form("traject", null, { started_on: "7-12-2026", ends_on: "7-12-2027", scheme: "NAH_PILOT", financier: "other",
    funding: "granted" });
  await life.form("mensen", "Behandelaar toevoegen", { kind: "rehabilitation", from_on: "1-6-2026" }); // her name is there
  await life.says(["Joke Visser", "Revalidatie Noord"]);
  await life.form("mensen", "Naaste toevoegen", { kind: "partner", name: "Ria Terpstra", part: "worries", how: "Is bang dat hij terugvalt" });
  await life.form("profiel/gezondheid", null, { injury_cause: "accident", injury_on: "1-7-2025", injury_insight: "partly",
    cognitive: ["attention", "stimuli", "speed"], physical: ["fatigue"] });
  await life.form("profiel/steun", null, { helps: "Een taak tegelijk", capacity: "Twee uur, dan rust", stimuli: ["auditory"] });
  await life.form("profiel/wensen", null, { work_type: "Kwekerij of tuin", hours: "4 uur, later meer", days: ["tue", "thu"] });
  await life.look("profiel");
  await life.attention(null);
}

async function place(life) {
  await life.on("2027-01-18");
  await life.talk("14-12-2026", 45);
  await life.talk("11-1-2027", 45);
  await life.lead({ _employer_id: job, job_title: "medewerker plantenkas", stage: "offer", stage_on: "12-1-2027",
    source: "specialist", fits: "yes" });
  await life.visit(job, "12-1-2027", 60, { travel_minutes: 30 });
  await life.form("openheid", "Begin het werkblad", { what: "Dat lawaai mij leegtrekt", decision: "partly", review_on: "1-6-2027" });
  await life.begin_work(job, "werkervaringsplek", { started_on: "1-2-2027", ends_on: "30-4-2027", hours_week: "4",
    promise: "bij goed verloop: 16 uur, contract", promise_by: "Bert Groenrijk, eigenaar", disclosure: "partly", mentor: "Sietske",
    adjustments: "Geen radio in de kas" });
  for (const [from_on, planned] of [["1-2-2027", 4], ["1-3-2027", 8], ["1-4-2027", 12]])
    await life.form("werk", /^Uren opbouwen/, { from_on, planned });
  await life.tab("werk");
  await life.says("Daarna: bij goed verloop: 16 uur, contract. Beslist: Bert Groenrijk, eigenaar.");
}

async function agreements(life) {
  await life.account("hans");
  await life.form("werk", /^Maken/, { tasks: "Potten\nWater geven", notice_1: "ik kijk weg", then_1: "tien minuten naar buiten",
    coach: "Iris van Dam, 06 55501111" });
  await life.as("hans");
  await life.go("/mijn");
  await life.follow(/^Nakijken/);
  for (const yes of await life.page.locator("main input[type=radio][value=yes]").all())
    await yes.check();
  await life.leaves(() => life.page.locator("main form button").last().click());
  await life.says("Dank u.");
  await life.as("iris");
  await life.on("2027-02-05");
  await life.attention("4 dagen geleden begonnen met werk, nog niet gesproken");
  await life.form("werk", /^Coaching vastleggen/, { day: "5-2-2027", _minutes: 90 });
  await life.attention(null);
}

async function promise(life) {
  await life.on("2027-04-19");
  for (const [day, minutes] of [["19-2-2027", 60], ["5-3-2027", 60]])
    await life.talk_with("werkplek=1", day, minutes);
  for (const [day, minutes] of [["12-3-2027", 20], ["9-4-2027", 30]])
    await life.talk(day, minutes, { mode: "phone" });
  await life.attention("onbetaalde plaats stopt over 11 dagen: wat is er beloofd?");
  await life.visit(job, "19-4-2027", 45, { note: "Bert houdt zijn woord." });
  await life.stop(job, { ended_on: "1-5-2027", end_reason: "next_step", lesson: "Opbouwen in stappen van vier uur werkt" });
  await life.lead({ _employer_id: job, job_title: "medewerker plantenkas", stage: "offer", stage_on: "19-4-2027", source: "specialist",
    fits: "yes", disclosure: "partly" }, false);
  await life.begin_work(job, "regulier betaald werk", { started_on: "1-5-2027", ends_on: "30-4-2028", hours_week: "16",
    contract_type: "employment", wage_month: "1050", subsidy: "subsidy", wage_value: "70", no_risk: "yes", mentor: "Sietske" });
  await life.form("inkomen", "Advies vastleggen", { adviser_kind: "municipality", summary: "Er wordt verrekend, ik hou 15 % over." });
  await life.form("openheid/nieuw", null, { decision: "partly", review_on: "" });
  await life.attention(null);
}

async function build_up(life) {
  await life.on("2027-05-05");
  await life.tab("profiel");
  await life.leaves(() => life.page.locator("main form[action$='/klopt'] button").click());
  await life.attention("4 dagen geleden begonnen met werk, nog niet gesproken");
  await life.talk_with("werkplek=1", "5-5-2027", 60);
  for (const [from_on, planned] of [["1-5-2027", 16], ["1-7-2027", 20], ["1-9-2027", 24]])
    await life.form("werk", /^Uren opbouwen/, { from_on, planned });
  await life.attention(null);
}

async function too_much(life) {
  await life.on("2027-09-13");
  for (const [day, minutes] of [["2-6-2027", 30], ["1-7-2027", 30], ["9-8-2027", 30]])
    await life.talk(day, minutes, { mode: "phone" });
  await life.talk("13-9-2027", 30);
  await life.as("hans");
  await life.go("/mijn/balans");
  await life.fill({ score: "1", words: "Drie dagen achter elkaar is veel" }, /./);
  await life.as("iris");
  await life.notices("Ria Terpstra", "partner", { _sign_temper: true, words: "Hij is op na zijn werk" });
  await life.follow_up("Een rustdag ertussen; de eigenaar vindt het goed.");
  await life.form("werk", "Balans vastleggen", { score: "0", reporter: "client", words: "Zo gaat het" });
  await life.says("Het werk vraagt nu precies genoeg");
  await life.form("werk", /^Contract verandert/, { from_on: "13-9-2027", hours_week: "24", wage_month: "1575", why: "opbouw klaar" });
  await life.form("inkomen", "Geen advies: waarom", { reason: "Zelfde verrekening als in april" });
  await life.attention(null);
  await life.look("werk");
}

async function end(life) {
  await life.on("2027-11-15");
  await life.talk_with("met=naaste", "20-9-2027", 15, { mode: "phone" });
  await life.talk("13-10-2027", 30, { mode: "phone" });
  await life.talk_with("met=behandelaar", "10-11-2027", 30, { mode: "phone" });
  await life.talk("15-11-2027", 45);
  await life.attention("regeling loopt over 22 dagen af: wie neemt het over?");
  await life.form("dossier", "Traject afsluiten", { close_reason: "maximum", destination: "Werkt 24 uur in de plantenkas.",
    support: "job_coach", support_who: "Jobcoach van de gemeente", gain_distance: false, gain_rhythm: true, asked: "asked",
    satisfied_support: "8", satisfied_result: "9", recommend: "yes", without_ips: "no_insight" });
  await life.says("Het traject is afgesloten.");
  await life.attention(null);
}

export default { title: "NAH", name: "Hans Terpstra", looks: { dark: true }, counted, chapters: [
  ["the inclusion committee", committee],
  ["the first talk at home, and what the injury does", first_talk],
  ["a place to find out, with a promise", place],
  ["agreements he approved, and the first days", agreements],
  ["the promise counts down, and is kept", promise],
  ["the hours are built up", build_up],
  ["his wife sees that it is too much", too_much],
  ["the year of the pilot is over", end],
] };
