// life_lvb.mjs: eighteen months of Jayden Bakker (LVB): the fifth job fits. His mother and his housing counsellor help.
// Not: how a life is lived (lives.mjs). Start at the chapters at the end; the count by hand stands at counted.

/* Counted by hand, talk after talk as they are typed in below.
 *   first employer  first talk 7-12-2026, the supermarket 16-12: 9
 *   first job       4-1-2027: 24 and 4 = 28
 *   months          January 2027: 1; February to April: 3; May to July: 3; September to November: 3; January to June 2028: 6.
 *                   Together 16, the longest 6
 *   one-to-one      60 | 30 | 30 45 | 60 30 45 | 60 45 30 | 60 30 45 | 90 30 30 30 30 = 780 minutes in 18 talks;
 *                   his mother, whom the form takes for one-to-one, 30 20 30 20 30 20 = 150 in 6: 930, 15,5 hours
 *   care            the housing counsellor 30 30 30 20 = 110 in 4 talks: 1,83
 *   employers       60 30 60 60 = 210 in 4 visits: 3,5
 *   together        930 + 110 + 210 = 1250: 20,83
 *   network         mother 6 and counsellor 4 of 28 talks = 35,7 %
 *   signs           his mother's was followed up: none open
 */
const counted = {
  "Tot het eerste gesprek met een werkgever": "9 dagen",
  "Tot de eerste baan": "28 dagen",
  "Gewerkt": "16 maanden",
  "Langste baan": "6 maanden",
  "één op één": "15,5 uur",
  "integratie met zorg": "1,8 uur",
  "werkgeversnetwerk": "3,5 uur",
  "teamoverleg": "0,0 uur",
  "externe deskundigen": "0,0 uur",
  "Begeleiding in alle uren samen": "20,8 uur",
  "Contact met het netwerk": "10 van 28 contacten (36 %)",
  "Signalen die nog open staan": "0",
};

const mother = (life, day, minutes) => life.talk_with("met=naaste", day, minutes, { mode: "phone" });
const counsellor = (life, day, minutes) => life.talk_with("met=behandelaar", day, minutes);

/* A job found, and why there is no advice for each: the first one held. */
async function job(life, employer, title, offered, work) {
  await life.lead({ _employer_id: employer, job_title: title, stage: "offer", stage_on: offered, source: "specialist", fits: "partly",
    disclosure: "full" });
  await life.begin_work(employer, "regulier betaald werk", { contract_type: "employment", ...work });
}
const no_advice = (life) => life.form("inkomen", "Geen advies: waarom", { reason: "Zelfde uren als in december besproken" });

async function referral(life) {
  await life.on("2026-12-07");
  await life.refer({ given_name: "Jayden", family_name: "Bakker", birth_on: "5-5-2003", phone: "06 55504567",
    referred_on: "30-11-2026", referred_by: "municipality", referrer: "Mevrouw Boer", target_group: "LVB",
    own_words: "Ik wil gewoon een baan met geld.", work_goal: "Iets met mijn handen." });
  await life.talk("7-12-2026", 60);
  await life.form("traject", null, { started_on: "7-12-2026", scheme: "LVB_PROJECT", financier: "municipality", funding: "granted" });
  await life.form("mensen", "Behandelaar toevoegen", { kind: "housing_counsellor", name: "Sem Kuipers", works_at: "De Woonplek",
    is_primary: true });
  await life.form("mensen", "Naaste toevoegen", { kind: "parent", name: "Chantal Bakker", part: "helps", how: "Belt hem wakker" });
  await life.form("mensen", "Naaste toevoegen", { kind: "friend", name: "Rico", part: "hinders", how: "Wil dat hij meegaat blowen" });
  await life.form("profiel/steun", null, { network_helps: "Mijn moeder en Sem", network_hinders: "Rico", explain: "Voordoen, niet praten",
    reach: "Appen" });
  await life.form("profiel/wensen", null, { work_type: "Inpakken, auto's, buiten", boss: "Een baas die niet schreeuwt" });
  await life.attention(null);
}

async function first_job(life) {
  await life.on("2026-12-22");
  await life.talk("14-12-2026", 30);
  await mother(life, "15-12-2026", 30);
  await life.lead({ _employer_id: "Supermarkt De Hoek", job_title: "vakkenvuller", stage: "contacted", stage_on: "16-12-2026",
    source: "specialist", fits: "partly", disclosure: "full" });
  await life.visit("Supermarkt De Hoek", "16-12-2026", 60);
  await life.tab("zoeken");
  await life.follow("Supermarkt De Hoek");
  await life.fill({ stage: "offer", on: "21-12-2026" });
  await life.begin_work("Supermarkt De Hoek", "regulier betaald werk", { started_on: "4-1-2027", ends_on: "3-7-2027", hours_week: "20",
    contract_type: "employment", wage_month: "1100" });
  await life.form("inkomen", "Advies vastleggen", { adviser_kind: "municipality", adviser: "Mevrouw Boer", summary: "Ik hou alles tot 200 euro." });
  await life.attention(null);
}

async function second_job(life) {
  await life.on("2027-02-08");
  await life.talk_with("werkplek=1", "7-1-2027", 30);
  await mother(life, "20-1-2027", 20);
  await life.visit("Supermarkt De Hoek", "29-1-2027", 30);
  await life.talk("1-2-2027", 45);
  await life.stop("Supermarkt De Hoek", { ended_on: "1-2-2027", end_reason: "trial_period", lesson: "Een collega die het overneemt, helpt niet" });
  await life.attention("Supermarkt De Hoek: werk stopte 7 dagen geleden, het profiel is nog niet bijgewerkt");
  await life.tab("profiel");
  await life.leaves(() => life.page.locator("main form[action$='/klopt'] button").click());
  await life.attention(null);
  await job(life, "Burger Stop", "keukenhulp", "5-2-2027", { started_on: "15-2-2027", hours_week: "20", wage_month: "1100" });
  await life.attention("Burger Stop: begint over 7 dagen, nog geen advies over inkomen");
  await no_advice(life);
}

async function third_job(life) {
  await life.on("2027-05-10");
  await life.talk_with("werkplek=1", "17-2-2027", 60);
  await life.talk("3-3-2027", 30, { mode: "phone" });
  await counsellor(life, "15-3-2027", 30);
  await mother(life, "12-4-2027", 30);
  await life.talk("15-4-2027", 45);
  await life.stop("Burger Stop", { ended_on: "16-4-2027", end_reason: "dismissed", lesson: "Te druk en te veel geschreeuw" });
  await life.lead({ _employer_id: "Magazijn Noordpak", job_title: "inpakker", stage: "offer", stage_on: "10-5-2027", source: "specialist",
    fits: "yes", disclosure: "full" });
  await life.visit("Magazijn Noordpak", "10-5-2027", 60);
  await life.begin_work("Magazijn Noordpak", "regulier betaald werk", { started_on: "17-5-2027", hours_week: "20", wage_month: "1100",
    contract_type: "employment" });
  await no_advice(life);
}

async function fourth_job(life) {
  await life.on("2027-08-30");
  await life.talk_with("werkplek=1", "19-5-2027", 60);
  await mother(life, "10-6-2027", 20);
  await life.stop("Magazijn Noordpak", { ended_on: "2-7-2027", end_reason: "no_work", lesson: "Inpakken kan hij, alleen is hij er gauw weg" });
  await life.talk("5-7-2027", 45);
  await counsellor(life, "19-7-2027", 30);
  await life.talk("23-8-2027", 30);
  await job(life, "Autowas Glans", "wasser", "27-8-2027", { started_on: "6-9-2027", hours_week: "16", wage_month: "900" });
  await no_advice(life);
}

async function fifth_job(life) {
  await life.on("2028-01-10");
  await life.talk_with("werkplek=1", "8-9-2027", 60);
  await life.talk("6-10-2027", 30);
  await mother(life, "3-11-2027", 30);
  await life.stop("Autowas Glans", { ended_on: "1-12-2027", end_reason: "own_choice", lesson: "Nat en koud; wel een goede baas" });
  await life.talk("2-12-2027", 45);
  await counsellor(life, "8-12-2027", 30);
  await life.lead({ _employer_id: "Kringloop Het Goed", job_title: "medewerker sorteren", stage: "offer", stage_on: "20-12-2027",
    source: "network", fits: "yes", disclosure: "full" });
  await life.visit("Kringloop Het Goed", "20-12-2027", 60);
  await life.begin_work("Kringloop Het Goed", "regulier betaald werk", { started_on: "17-1-2028", ends_on: "16-1-2029", hours_week: "20",
    wage_month: "1150", contract_type: "employment", mentor: "Marja" });
  await no_advice(life);
  await life.form("profiel/wensen", null, { surroundings: "Een plek waar Marja het voordoet" });
  await life.tab("zoeken");
  for (const lesson of ["Een collega die het overneemt", "te veel geschreeuw", "alleen is hij er gauw weg", "Nat en koud"])
    await life.says(lesson);
  await life.look("zoeken");
}

async function it_fits(life) {
  await life.on("2028-02-02");
  await life.talk_with("werkplek=1", "19-1-2028", 90);
  for (const day of ["26-1-2028", "2-2-2028"])
    await life.talk(day, 30);
  await life.tab("");
  await life.says("werkt");
  await life.on("2028-06-05");
  await life.talk("13-3-2028", 30);
  await mother(life, "14-2-2028", 20);
  await counsellor(life, "10-4-2028", 20);
  await life.talk("8-5-2028", 30);
  await life.attention(null);
  await life.notices("Chantal Bakker", "moeder", { _sign_absence: true, words: "Hij meldde zich twee keer ziek" });
  await life.follow_up("Ze belt hem nu om zeven uur; hij is er weer.");
  await life.tab("mensen");
  await life.says("Bij LVB is ongeveer 30 % gewoon.");
  await life.look("mensen");
  await life.attention(null);
}

export default { title: "LVB", name: "Jayden Bakker", counted, chapters: [
  ["referred by the municipality; who helps and who hinders", referral],
  ["the first job, in a supermarket", first_job],
  ["the second, in a kitchen", second_job],
  ["the third, packing", third_job],
  ["the fourth, washing cars", fourth_job],
  ["the fifth, in a second-hand shop", fifth_job],
  ["it fits", it_fits],
] };
