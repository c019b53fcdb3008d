// life_epa.mjs: three years of Marloes Hendriks (EPA): a nursery garden that asked too much, then a library where she
// stays. Not: how a life is lived (lives.mjs). Start at the chapters at the end; the count by hand stands at counted.

/* Counted by hand, talk after talk as they are typed in below.
 *   first employer  first talk 9-12-2026, in the garden 8-1-2027: 22 days of December and 8 = 30
 *   first job       15-2-2027: 22 + 31 + 15 = 68
 *   months          February to September 2027: 8; January 2028 to December 2029: 24. Together 32, the longest 24
 *   one-to-one      2026-27 60 45 30 30 30 30 30 30 45 45 60 30 = 465; 2028 30 20 30 30 30 30 30 = 200; 2029 30 30 30 60 = 150
 *                   815 minutes in 12 + 7 + 4 = 23 talks; 15 with her brother, which the form takes for one-to-one:
 *                   830 minutes, 13,83 hours
 *   care            30 (meeting of FACT Oost) 45 (psychiatrist) = 75: 1,25, which is 1,3
 *   employers       60 45 (garden) 60 (library) = 165: 2,75
 *   team            15: 0,25
 *   external        45 (UWV, together): 0,75
 *   together        830 + 75 + 165 + 15 + 45 = 1130: 18,83
 *   network         2 with practitioners and 1 with her brother, beside 23 with her: 3 of 26 = 11,5 %
 *   signs           her brother's was followed up: none open
 */
const counted = {
  "Tot het eerste gesprek met een werkgever": "30 dagen",
  "Tot de eerste baan": "68 dagen",
  "Gewerkt": "32 maanden",
  "Langste baan": "24 maanden",
  "één op één": "13,8 uur",
  "integratie met zorg": "1,3 uur",
  "werkgeversnetwerk": "2,8 uur",
  "teamoverleg": "0,3 uur",
  "externe deskundigen": "0,8 uur",
  "Begeleiding in alle uren samen": "18,8 uur",
  "Contact met het netwerk": "3 van 26 contacten (12 %)",
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
  await life.attention(null); // the first talk follows from the contact
  await life.form("traject", null, { started_on: "9-12-2026", scheme: "EPA_UWV", financier: "uwv",
    funding: "applied" });
  await life.form("mensen", "Behandelaar toevoegen", { kind: "psychiatrist", name: "Anneke Bouma", from_on: "1-9-2025", treatment_ends_on: "31-12-2027" });
  await life.says(["FACT Oost", "eerste behandelaar"]); // as the referral said
  await life.form("mensen", "Behandelteam toevoegen", { from_on: "1-9-2025" });
  await life.says("FACT Oost");
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
  await life.visit("Kwekerij De Linde", "8-1-2027", 60, { travel_minutes: 25, note: "Rustig bedrijf, vier mensen." });
  await life.tab("zoeken");
  await life.says("30 dagen");
  await life.attention(null);
}

async function before_the_job(life) {
  await life.on("2027-02-02");
  // with her the last time on 6-1, as the visit of 8-1 was without her: 25 days of January and 2
  await life.attention("27 dagen geen contact");
  await life.visit("Kwekerij De Linde", "20-1-2027", 45, { client_there: true, note: "Met Marloes gekeken. Ze mag beginnen." });
  await life.attention("nu aan de beurt: samen langsgaan (Kwekerij De Linde"); // she was there: 13 days ago
  await life.meeting("FACT Oost", "27-1-2027", 30, "Bouma past de medicatie aan de werktijden aan.");
  await life.talk("1-2-2027", 30, { note: "Contract gelezen." });
  await life.tab("zoeken");
  await life.follow("Kwekerij De Linde");
  await life.fill({ stage: "offer", on: "1-2-2027" });
  await life.form("openheid", "Begin het werkblad", { what: "Dat ik soms een rustige plek nodig heb", keep: "Mijn opnames",
    pros: "Dan hoef ik niets te verzinnen", cons: "Praatjes", earlier: "Bij de supermarkt ging het rond", decision: "partly" });
  await life.begin_work("Kwekerij De Linde", "regulier betaald werk", { started_on: "15-2-2027", ends_on: "14-8-2027",
    hours_week: "12", contract_type: "employment", wage_month: "780", mentor: "Gerda Linde" });
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
  await life.talk_with("met=behandelaar", "2-6-2027", 45, { mode: "face_to_face", place: "office",
    note: "Met Bouma: werken doet haar goed, maar ze slaapt slecht." });
  await life.attention("70 dagen geen contact"); // since 10-5, as 2-6 was about her: 21 of May, 30 of June, 19
  await life.talk("19-7-2027", 45, { note: "Ze wil meer uren." });
  await life.attention("contract loopt over 26 dagen af");
  await life.form("werk", /^Contract verandert/, { from_on: "15-8-2027", hours_week: "20", ends_on: "14-8-2028",
    why: "verlengd, acht uur erbij" });
  await life.attention(null);
}

async function brother(life) {
  await life.form("mensen", "Naaste toevoegen", { kind: "sibling", name: "Wout Hendriks", part: "helps", how: "Eet elke zondag mee" });
  await life.notices("Wout Hendriks", "broer", { _sign_withdrawal: true, words: "Ze zegt de zondagen af" });
  await life.follow_up("Gebeld. Ze slaapt slecht, Bouma weet het.");
  await life.attention(null);
}

async function end_of_the_garden(life) {
  await life.on("2027-09-20");
  await life.talk_with("met=naaste", "22-7-2027", 15, { mode: "phone" });
  await life.talk("30-8-2027", 45, { note: "Twintig uur is te veel." });
  await life.stop("Kwekerij De Linde", { ended_on: "15-9-2027", end_reason: "own_choice", lesson: "Twaalf uur gaat, twintig niet" });
  await life.says(["Geleerd van eerder werk", "Twaalf uur gaat, twintig niet"]);
  await life.look("gestopt");
  await life.talk("20-9-2027", 60, { note: "Nieuwe start bedacht." });
  await life.attention("Kwekerij De Linde: werk stopte 5 dagen geleden, het profiel is nog niet bijgewerkt");
  await life.form("profiel/wensen", null, { work_type: "Werk met boeken", hours: "12 uur, niet meer" });
  await life.attention(null);
}

async function who_takes_over(life) {
  await life.on("2027-11-22");
  await life.attention("63 dagen geen contact"); // since 20-9: 10 of September, 31 of October, 22
  await life.talk("18-10-2027", 30);
  await life.lead({ _employer_id: "Bibliotheek De Brug", job_title: "medewerker uitleen", stage: "contacted", stage_on: "25-10-2027",
    source: "network", fits: "yes", disclosure: "partly" });
  await life.visit("Bibliotheek De Brug", "25-10-2027", 60);
  await life.tab("contact");
  await life.fill({ day: "8-11-2027", _minutes: 15, party: "colleague", activity: "team", note: "Besproken in het team." });
  await life.form("mensen", "Driegesprek vastleggen", { with_whom: "Theo Mulder (UWV)", client: true, day: "15-11-2027", _minutes: 45,
    words: "De Wajong loopt gewoon door." });
  // the three-way talk of 15-11 was with her too; without it the first would be 35 days since 18-10
  await life.attention("al 28 dagen geen stap verder: Bibliotheek De Brug");
  await life.tab("zoeken");
  await life.follow("Bibliotheek De Brug");
  await life.fill({ stage: "interview", on: "18-11-2027" });
  await life.attention("behandeling bij Anneke Bouma stopt over 39 dagen: wie neemt het over?");
  await life.look("vandaag");
  await life.form("mensen", /Anneke Bouma$/, { successor: "huisarts De Jong" });
  await life.says("Daarna: huisarts De Jong.");
  await life.attention(null);
}

async function library(life) {
  await life.on("2028-01-10");
  await life.talk("10-1-2028", 30);
  await life.tab("zoeken");
  await life.follow("Bibliotheek De Brug");
  await life.fill({ stage: "offer", on: "7-1-2028" });
  await life.begin_work("Bibliotheek De Brug", "regulier betaald werk", { started_on: "17-1-2028", ends_on: "16-1-2029",
    hours_week: "12", contract_type: "employment", wage_month: "820" });
  await life.attention("Bibliotheek De Brug: begint over 7 dagen, nog geen advies over inkomen");
  await life.form("inkomen", "Advies vastleggen", { adviser_kind: "specialist", summary: "Zelfde als de vorige keer." });
  await life.attention(null);
  await life.on("2028-02-15");
  for (const [day, minutes] of [["20-1-2028", 20], ["31-1-2028", 30], ["14-2-2028", 30]])
    await life.talk(day, minutes, { mode: "phone" });
  await life.form("werk", "Ritme afspreken", { days: "90", words: "Elk kwartaal bellen" });
  await life.tab("toestemming"); // her brother needs no link any more
  await life.leaves(() => life.page.locator("main a[href$='/intrekken']").first().click());
  await life.fill({}, /./);
  await life.attention(null);
}

async function for_good(life) {
  await life.on("2029-01-08");
  for (const day of ["15-5-2028", "14-8-2028", "13-11-2028"])
    await life.talk(day, 30, { mode: "phone" });
  await life.attention("contract loopt over 8 dagen af");
  await life.form("werk", /^Contract verandert/, { from_on: "8-1-2029", hours_week: "16", ends_on: "", permanent: true, why: "vast" });
  await life.attention(null);
}

async function three_years(life) {
  await life.on("2029-12-10");
  for (const [day, minutes] of [["12-3-2029", 30], ["11-6-2029", 30], ["10-9-2029", 30], ["10-12-2029", 60]])
    await life.talk(day, minutes);
  await life.attention("nog geen advies");
  await life.form("inkomen", "Advies vastleggen", { adviser_kind: "uwv", summary: "Met 16 uur stopt de Wajong bijna." });
  await life.form("dossier", "Traject afsluiten", { close_reason: "goal", destination: "Werkt vast bij de bibliotheek.",
    support: "practitioner", support_who: "huisarts De Jong", aftercare: "Belt als het wringt.", gain_confidence: true, gain_rhythm: true,
    gain_words: "Ik hoor er weer bij.", asked: "asked", satisfied_support: "9", satisfied_result: "8", recommend: "yes",
    without_ips: "no_work" });
  await life.says(["Het traject is afgesloten.", "Ik hoor er weer bij."]);
  await life.attention(null);
}

export default { title: "EPA", name: "Marloes Hendriks", counted, chapters: [
  ["referred by her psychiatrist, in her own words", referral],
  ["the first talk, her team and her wishes", first_talk],
  ["searching; a garden", search],
  ["openness and advice before the first day", before_the_job],
  ["agreements on one A4, approved by herself", agreements],
  ["the first weeks at work", first_weeks],
  ["half a year; a contract that changes", first_half_year],
  ["her brother notices something", brother],
  ["the garden is too much", end_of_the_garden],
  ["who takes over when treatment ends", who_takes_over],
  ["the library", library],
  ["for good", for_good],
  ["three years on: the end", three_years],
] };
