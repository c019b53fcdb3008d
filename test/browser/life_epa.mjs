// life_epa.mjs: three years of Marloes Hendriks (EPA): a nursery garden that asked too much, then a library where she
// stays. Not: how a life is lived (lives.mjs). Start at the chapters at the end; the count by hand stands at counted.

import { must } from "./lives.mjs";

/* Counted by hand. Talk after talk, as they are typed in below.
 *   first employer  first talk 9-12-2026, in the garden 8-1-2027: 22 days of December and 8 = 30
 *   first job       15-2-2027: 22 + 31 + 15 = 68
 *   months          February to September 2027: 8; January 2028 to December 2029: 24. Together 32, the longest 24
 *   one-to-one      60 45 30 30 | 30 30 30 30 | 45 45 | 60 30 | 30 20 30 30 | 30 30 60 = 695 minutes = 11,6 hours
 *   care            30 (meeting of FACT Oost) 45 (psychiatrist) 15 (her brother) = 90 = 1,5
 *   employer        60 (garden) 45 (garden, with her) 60 (library) = 165 = 2,75, written as 2,8
 *   team            15 = 0,25, written as 0,3
 *   external        45 (UWV, together) = 0,75, written as 0,8
 *   together        695 + 90 + 165 + 15 + 45 = 1010 = 16,8
 *   network         19 talks with her, 2 with practitioners, 1 with her brother: 3 of 22 = 14 %
 *   signs           her brother's was followed up: none open
 */
const counted = {
  "Tot het eerste gesprek met een werkgever": "30 dagen",
  "Tot de eerste baan": "68 dagen",
  "Gewerkt": "32 maanden",
  "Langste baan": "24 maanden",
  "een-op-een": "11,6 uur",
  "samenwerking met de zorg": "1,5 uur",
  "werkgevers en netwerk": "2,8 uur",
  "teamoverleg": "0,3 uur",
  "externe deskundigen": "0,8 uur",
  "Begeleiding in alle uren samen": "16,8 uur",
  "Contact met het netwerk": "3 van 22 contacten (14 %)",
  "Signalen die nog open staan": "0",
};

async function referral(life) {
  await life.on("2026-12-01");
  await life.refer({ given_name: "Marloes", family_name: "Hendriks", birth_on: "14-6-1989", phone: "06 55501234",
    referred_on: "30-11-2026", referred_by: "practitioner", referrer: "Anneke Bouma, psychiater", care_team: "FACT Oost",
    target_group: "EPA", own_words: "Ik wil weer ergens bij horen.", work_goal: "Iets met planten, niet te druk." });
  await life.says(["De aanmelding is opgeslagen.", "aangemeld"]);
  await life.attention(null); // a week is given
}

async function first_talk(life) {
  await life.on("2026-12-09");
  await life.attention("9 dagen geleden aangemeld, nog geen eerste gesprek");
  await life.talk("9-12-2026", 60, { note: "Thee in het FACT-huis. Ze komt graag in de tuin.", next_step: "profiel samen invullen",
    next_step_on: "16-12-2026" });
  await life.form("traject", null, { first_talk_on: "9-12-2026", started_on: "9-12-2026", scheme: "EPA_UWV", financier: "uwv",
    funding: "applied" });
  await life.form("mensen", "Behandelaar toevoegen", { kind: "psychiatrist", name: "Anneke Bouma", works_at: "FACT Oost",
    is_primary: true, from_on: "1-9-2025", treatment_ends_on: "31-12-2027" });
  await life.form("profiel", "Vul in", { work_type: "Werk met planten of boeken", hours: "16 uur, later meer", days: ["mon", "wed", "thu"],
    travel: "fiets, een half uur", surroundings: "rustig, weinig mensen tegelijk", skills: "Stekken\nOrde houden" });
  await life.says("Het profiel is opgeslagen.", "#melding");
}

async function search(life) {
  await life.on("2027-01-13");
  await life.attention("volgende stap was 28 dagen geleden gepland"); // of all that waits, this comes first
  await life.talk("16-12-2026", 45);
  await life.talk("6-1-2027", 30, { mode: "phone" });
  await life.attention("nog geen werkgever gesproken, 35 dagen na het eerste gesprek");
  await life.lead({ _employer_id: "Kwekerij De Linde", job_title: "medewerker kwekerij", stage: "contacted", stage_on: "8-1-2027",
    source: "specialist", fits: "yes", disclosure: "partly", next_step: "samen langsgaan", next_on: "20-1-2027" });
  await life.contact("8-1-2027", 60, "employer", { activity: "employer", mode: "face_to_face", place: "work",
    _employer_id: "Kwekerij De Linde", travel_minutes: 25, note: "Rustig bedrijf, vier mensen." });
  await life.tab("zoeken");
  await life.says("30 dagen");
  await life.attention(null);
}

async function before_the_job(life) {
  await life.on("2027-02-02");
  await life.attention("nu aan de beurt: samen langsgaan (Kwekerij De Linde");
  await life.contact("20-1-2027", 45, "employer", { activity: "employer", mode: "face_to_face", place: "work",
    _employer_id: "Kwekerij De Linde", note: "Met Marloes gekeken. Ze mag beginnen." });
  await life.meeting("FACT Oost", "27-1-2027", 30, "Bouma past de medicatie aan de werktijden aan.");
  await life.talk("1-2-2027", 30, { note: "Contract gelezen." });
  await life.tab("zoeken");
  await life.follow("Kwekerij De Linde");
  await life.fill({ stage: "offer", on: "1-2-2027" });
  await life.form("openheid", "Begin het werkblad", { what: "Dat ik soms een rustige plek nodig heb", keep: "Mijn opnames",
    pros: "Dan hoef ik niets te verzinnen", cons: "Praatjes", earlier: "Bij de supermarkt ging het rond", decision: "partly" });
  await life.tab("zoeken");
  await life.follow("Begint met dit werk");
  await life.follow("regulier betaald werk");
  must((await life.page.inputValue("[name=job_title]")) === "medewerker kwekerij", "what the lead knows is typed again");
  await life.fill({ started_on: "15-2-2027", ends_on: "14-8-2027", hours_week: "12", contract_type: "employment",
    wage_month: "780", mentor: "Gerda Linde" });
  await life.says("Het werk is vastgelegd.", "#melding");
  // nobody may begin without advice; that comes before the talk of the week before
  await life.attention("Kwekerij De Linde: begint over 13 dagen, nog geen advies over inkomen");
  await life.form("inkomen", "Advies vastleggen", { adviser_kind: "uwv", adviser: "Theo Mulder",
    summary: "Ik hou er 200 euro aan over. De Wajong vult aan." });
  await life.says("Advies op 02-02-2027, op tijd.");
}

async function agreements(life) {
  await life.account("marloes");
  await life.form("werk", /^Maken/, { tasks: "Stekken\nPotten etiketteren", hours: "12 uur per week, ma wo do",
    adjustments: "Pauze in de kas achter", notice_1: "ik word stil", then_1: "even naar buiten", coach: "Iris van Dam, 06 55501111" });
  await life.says("0 van 7 regels goedgekeurd");
  await life.as("marloes");
  await life.go("/mijn");
  await life.follow(/^Lezen|^Nakijken/);
  for (const one of await life.page.locator("main input[type=radio][value=yes]").all())
    await one.check();
  await life.leaves(() => life.page.locator("main form button").last().click());
  await life.says("7 van 7 regels goedgekeurd");
  await life.look("mijn-werkafspraken");
  await life.as("iris");
}

async function first_weeks(life) {
  await life.on("2027-02-19");
  await life.attention("4 dagen geleden begonnen met werk, nog niet gesproken");
  await life.talk("19-2-2027", 30, { mode: "phone", note: "Goed. De eerste dag was lang." });
  await life.attention(null);
}

async function first_half_year(life) {
  await life.on("2027-07-19");
  for (const [day, minutes] of [["1-3-2027", 30], ["15-3-2027", 30], ["10-5-2027", 30]])
    await life.talk(day, minutes, { mode: "phone" });
  await life.contact("2-6-2027", 45, "practitioner", { activity: "care", mode: "face_to_face", place: "office",
    note: "Met Bouma: werken doet haar goed, maar ze slaapt slecht." });
  await life.attention("47 dagen geen contact");
  await life.talk("19-7-2027", 45, { note: "Ze wil meer uren." });
  await life.attention("contract loopt over 26 dagen af");
  await life.form("werk", /^Contract verandert/, { from_on: "15-8-2027", hours_week: "20", ends_on: "14-8-2028",
    why: "verlengd, acht uur erbij" });
  await life.attention(null);
}

async function brother(life) {
  await life.form("mensen", "Naaste toevoegen", { kind: "sibling", name: "Wout Hendriks", part: "helps", how: "Eet elke zondag mee" });
  await life.tab("toestemming");
  await life.follow("Toestemming vastleggen");
  console.log(await life.text()); console.log(await life.page.locator("main a").evaluateAll((l) => l.map((a) => a.href)));
}

export default { title: "EPA", name: "Marloes Hendriks", chapters: [
  ["referred by her psychiatrist, in her own words", referral],
  ["the first talk, her team and her wishes", first_talk],
  ["searching; a garden", search],
  ["openness and advice before the first day", before_the_job],
  ["agreements on one A4, approved by herself", agreements],
  ["the first weeks at work", first_weeks],
  ["half a year; a contract that changes", first_half_year],
  ["her brother notices", brother],
], counted };
