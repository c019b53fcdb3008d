// life_cmd.mjs: half a year of Daan Postma (CMD): at work in the second month, and the job lost in a crisis.
// Not: how a life is lived (lives.mjs). Start at the chapters at the end; the count by hand stands at counted.

/* Counted by hand, talk after talk as they are typed in below.
 *   first employer  first talk 3-12-2026; he went there himself on 11-12: 8
 *   first job       11-1-2027: 28 and 11 = 39
 *   months          January to April 2027 (the last day was 11 April): 4, of one job
 *   one-to-one      60 45 30 | 30 | 30 | 20 20 20 45 30 | 60 | 30 45 = 465 minutes in 13 talks: 7,75 hours
 *   care            30 (practice nurse): 0,5
 *   employers       45: 0,75
 *   together        465 + 30 + 45 = 540: 9
 *   network         1 with the practice nurse, beside 13 with him: 1 of 14 = 7,1 %
 *   signs           the first was followed up, the one of the crisis is open
 */
const counted = {
  "Tot het eerste gesprek met een werkgever": "8 dagen",
  "Tot de eerste baan": "39 dagen",
  "Gewerkt": "4 maanden",
  "Langste baan": "4 maanden",
  "één op één": "7,8 uur",
  "integratie met zorg": "0,5 uur",
  "werkgeversnetwerk": "0,8 uur",
  "teamoverleg": "0,0 uur",
  "externe deskundigen": "0,0 uur",
  "Begeleiding in alle uren samen": "9,0 uur",
  "Contact met het netwerk": "1 van 14 contacten (7 %)",
  "Signalen die nog open staan": "1",
};

async function referral(life) {
  await life.on("2026-12-03");
  await life.refer({ given_name: "Daan", family_name: "Postma", birth_on: "22-2-1991", phone: "06 55502345",
    referred_on: "30-11-2026", referred_by: "self", target_group: "CMD", own_words: "Thuiszitten maakt me somberder.",
    work_goal: "Weer monteur zijn." });
  await life.talk("3-12-2026", 60, { note: "Wil snel beginnen." });
  await life.form("traject", null, { started_on: "3-12-2026", scheme: "CMD_UWV", financier: "uwv", funding: "granted" });
  await life.form("mensen", "Behandelaar toevoegen", { kind: "psychologist", name: "Femke Smid", works_at: "Praktijk Zuid",
    is_primary: true, from_on: "1-10-2026", treatment_ends_on: "15-1-2027" });
  await life.form("profiel/wensen", null, { work_type: "Elektra en installatie", hours: "32 uur", travel: "auto" });
  await life.attention(null);
}

async function search(life) {
  await life.on("2026-12-21");
  await life.attention("behandeling bij Femke Smid stopt over 25 dagen: wie neemt het over?");
  await life.form("mensen", /Femke Smid$/, { successor: "de praktijkondersteuner van de huisarts" });
  await life.attention("18 dagen geen contact");
  await life.talk("10-12-2026", 45);
  await life.talk("14-12-2026", 30, { mode: "phone" });
  await life.lead({ _employer_id: "Installatiebedrijf Volt", job_title: "monteur", stage: "applied", stage_on: "14-12-2026",
    source: "client", fits: "yes", disclosure: "none", next_step: "gesprek voorbereiden", next_on: "4-1-2027" });
  await life.form("zoeken", "Deelnemer sprak zelf een werkgever", { _employer_id: "Installatiebedrijf Volt", day: "11-12-2026",
    note: "Liep zelf binnen." });
  await life.says("8 dagen");
  await life.attention(null);
}

async function job(life) {
  await life.on("2027-01-04");
  await life.attention("21 dagen geen contact");
  await life.talk("4-1-2027", 30);
  await life.attention("nu aan de beurt: gesprek voorbereiden (Installatiebedrijf Volt");
  await life.tab("zoeken");
  await life.follow("Installatiebedrijf Volt");
  await life.fill({ stage: "offer", on: "4-1-2027" });
  await life.form("openheid", "Begin het werkblad", { what: "Niets", why: "Ik wil als monteur beginnen, niet als patiënt", decision: "none" });
  await life.begin_work("Installatiebedrijf Volt", "regulier betaald werk", { started_on: "11-1-2027", ends_on: "10-7-2027",
    hours_week: "32", contract_type: "employment", wage_month: "2400" });
  await life.form("inkomen", "Advies vastleggen", { adviser_kind: "uwv", summary: "Mijn uitkering stopt in februari." });
  await life.form("inkomen", /^Maak een kaart/, { pay_when: "25 januari", set_aside: "De uitkering van januari" });
  await life.says(["25 januari", "Dit weten we nog niet"]);
  await life.account("daan");
  await life.on("2027-01-15");
  await life.attention("4 dagen geleden begonnen met werk, nog niet gesproken");
  await life.talk("15-1-2027", 30, { mode: "phone" });
  await life.attention(null);
}

/* What he sees coming himself: a new boss, and sleeping badly. */
async function he_notices(life) {
  await life.on("2027-03-15");
  for (const [day, minutes] of [["22-1-2027", 20], ["29-1-2027", 20], ["5-2-2027", 20], ["5-3-2027", 45]])
    await life.talk(day, minutes, { mode: "phone" });
  await life.attention(null);
  await life.as("daan");
  await life.go("/mijn");
  await life.look("mijn");
  await life.follow("Er gaat iets veranderen");
  await life.fill({ what: "nieuwe leidinggevende", on_day: "22-3-2027" }, /./);
  await life.follow("Ik merk iets");
  await life.fill({ _sign_fatigue: true, words: "Ik slaap slecht" }, /./);
  await life.says("Dank u.");
  await life.as("iris");
  await life.attention("signaal:");
  await life.talk("15-3-2027", 30, { mode: "phone" });
  await life.follow_up("Gebeld: vroeger naar bed, en maandag weer bellen.");
  await life.attention("verandering over 7 dagen: nieuwe leidinggevende");
  await life.tab("werk");
  await life.leaves(() => life.page.locator("main a[href*='/verandering/']").first().click());
  await life.fill({ words: "Hij gaat er zelf kennismaken." });
  await life.attention(null);
}

async function crisis(life) {
  await life.on("2027-04-12");
  await life.attention("na de verandering (nieuwe leidinggevende)");
  await life.tab("werk");
  await life.leaves(() => life.page.locator("main a[href*='/verandering/']").first().click());
  await life.fill({ words: "Het liep mis: ruzie, en daarna ziek gemeld." });
  await life.talk("6-4-2027", 60, { place: "home", note: "Crisis. Samen de huisarts gebeld." });
  await life.talk_with("met=behandelaar", "8-4-2027", 30, { mode: "phone", note: "POH: elke dag bellen." });
  await life.visit("Installatiebedrijf Volt", "9-4-2027", 45, { note: "Ze verlengen niet, en wachten niet." });
  await life.form("werk", "Signaal vastleggen", { _sign_mood: true, _sign_absence: true, noticed_on: "6-4-2027", reporter: "employer",
    reporter_name: "chef Volt", words: "Komt niet meer" });
  await life.stop("Installatiebedrijf Volt", { ended_on: "12-4-2027", end_reason: "health",
    lesson: "Zonder iemand die het weet, valt het om" });
  await life.attention("signaal:");
  await life.look("vandaag");
}

async function on_again(life) {
  await life.on("2027-05-17");
  await life.tab("zoeken");
  await life.talk_by_thumb("26-4-2027", 30);
  await life.talk("17-5-2027", 45, { note: "Hij wil weer kijken, rustiger." });
  await life.form("profiel/wensen", null, { surroundings: "Een vaste chef die het weet" });
  await life.lead({ _employer_id: "Fietsenmaker Kroon", job_title: "monteur", stage: "contacted", stage_on: "17-5-2027",
    source: "specialist", fits: "yes", disclosure: "partly" });
  await life.tab("zoeken");
  await life.says("Zonder iemand die het weet, valt het om");
  await life.look("zoeken");
  await life.attention("signaal:"); // until somebody writes what was done
}

export default { title: "CMD", name: "Daan Postma", looks: { phone: true }, counted, chapters: [
  ["he refers himself", referral],
  ["his treatment ends; he walks in at an employer", search],
  ["at work in the second month", job],
  ["he notices something, and sees something coming", he_notices],
  ["a crisis, and the job is lost", crisis],
  ["searching again", on_again],
] };
