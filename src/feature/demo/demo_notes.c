/* demo_notes.c: what specialists write in the demo: goals, notes, next steps, in plain Dutch.
 * Not: names and places (demo_words.c). No diagnoses, here or in a note about an employer.
 * Start at demo_notes_search. */
#include "feature/demo/demo_words.h"

const char *const demo_goals[] = {"Ik wil weer onder de mensen zijn en mijn eigen geld verdienen.",
                                  "Graag iets met mijn handen, liefst buiten.",
                                  "Een paar ochtenden per week in een winkel, rustig opbouwen.",
                                  "Terug naar mijn oude vak in de zorg, maar met minder uren.",
                                  "Werk met dieren of planten.",
                                  "Een baan op kantoor, dicht bij huis.",
                                  "Ik wil laten zien dat ik het kan. Het liefst in de techniek.",
                                  "In een keuken werken en later zelf koken.",
                                  "Werk waar ik niet steeds hoef te bellen.",
                                  "Eerst een paar uur, later misschien een opleiding erbij.",
                                  "Chauffeur worden. Ik rijd graag.",
                                  "Iets met kinderen, als dat kan op een basisschool.",
                                  "Vaste dagen en een vast team, dat geeft me rust.",
                                  "Computers en netwerken, daar ben ik goed in.",
                                  "Werken in een magazijn, liever geen nachtdienst.",
                                  "Mijn eigen klusbedrijf beginnen.",
                                  "Weer les geven, al is het een paar uur.",
                                  "Iets in de schoonmaak, vroeg beginnen en vroeg klaar.",
                                  "Ik zoek werk waar ik met de fiets heen kan.",
                                  "Administratie, want ik houd van orde.",
                                  "Gastvrouw in een verzorgingshuis lijkt me mooi.",
                                  "Timmeren en meubels maken.",
                                  "Werk in een garage of fietsenwinkel.",
                                  "Ik weet het nog niet precies, als het maar nuttig is.",
                                  NULL};

const char *const demo_notes_intake[] = {
    "Kennisgemaakt. Verteld hoe we werken en wat we van elkaar mogen verwachten.",
    "Samen gekeken naar eerder werk: wat ging goed, wat kostte energie?",
    "Werkwens op papier gezet. Vindt een rustige plek belangrijk.",
    "Gesproken over de uitkering en wat er verandert als er loon komt.",
    "Arbeidsprofiel begonnen. Volgende keer verder met vaardigheden.",
    "Wil graag snel beginnen. We gaan volgende week al bij een werkgever langs.",
    "Besproken wat een werkgever wel en niet hoeft te weten.",
    "Reistijd en vervoer bekeken. Fietst liever dan met de bus.",
    NULL};
const char *const demo_notes_search[] = {
    "Drie vacatures doorgenomen. Twee passen bij de werkwens, daar gaan we achteraan.",
    "Cv bijgewerkt. Het gat van twee jaar staat er nu in eigen woorden in.",
    "Geoefend voor het gesprek van donderdag. Was zenuwachtig, ging goed.",
    "Samen gebeld met een werkgever. We mogen komen kijken.",
    "Wandeling gemaakt en gepraat over wat er de vorige keer misging.",
    "Had een afwijzing gekregen. Balen, maar wil door. Nieuwe lijst gemaakt.",
    "Meeloopdag besproken. Vond de collega’s aardig, het tempo te hoog.",
    "Motivatiebrief samen geschreven en meteen verstuurd.",
    "Gekeken naar werkdagen: maandag en donderdag lukken het best.",
    "Netwerk op papier gezet. Een oom werkt in de bouw, die gaan we vragen.",
    "Voor- en nadelen van openheid op een rij gezet. Wil er nog over nadenken.",
    "Sollicitatie nagepraat. Goede vragen gesteld, wacht nu op bericht.",
    "Twijfelt tussen winkel en magazijn. We bezoeken ze allebei.",
    "Profiel op een vacaturesite gezet, samen op de laptop in de bibliotheek.",
    "Thuis veel onrust. Afspraak korter gemaakt en het zoeken klein gehouden.",
    "Kleding voor het gesprek uitgezocht en de route gereden.",
    "Sprak zelf een bedrijf aan op de markt. Trots! We bellen morgen samen na.",
    "Samen berekend wat er netto overblijft. Dat viel mee.",
    "Opgebeld om te horen hoe het ging. Heeft twee keer zelf gereageerd.",
    "Gesproken over slapen en dagritme. Begint nu om negen uur met zoeken.",
    NULL};
const char *const demo_notes_work[] = {
    "Eerste week zit erop. Moe, maar tevreden. Collega’s zijn vriendelijk.",
    "Langs geweest op het werk. De taken zijn duidelijk, het tempo komt nog.",
    "Gaat goed. Wil graag een dag erbij, dat vragen we in het volgende gesprek.",
    "Vond de drukte van vrijdag lastig. Afgesproken om een extra pauze te nemen.",
    "Loonstrook samen bekeken en doorgegeven aan de uitkering.",
    "Vakantie geregeld met de leidinggevende, helemaal zelf.",
    "Kort gebeld. Geen bijzonderheden, alles gaat volgens plan.",
    "Nieuwe collega aan de lijn gehad door ziekte. Dat gaf even spanning.",
    "Besproken hoe je hulp vraagt zonder je bezwaard te voelen.",
    "Contract loopt af. Wil blijven. We bereiden het gesprek voor.",
    "De uren groeien volgens plan. Houdt één dag vrij om bij te komen.",
    "Kreeg een compliment van de chef. Dat deed goed.",
    "Fout gemaakt met een bestelling. Rustig uitgepraat met de ploegbaas.",
    "Roosters samen in de agenda gezet voor de komende maand.",
    "Werk en thuis zijn nu beter in balans. Slaapt weer door.",
    "Vraagt of een cursus mogelijk is. Ik zoek uit wie dat betaalt.",
    NULL};
const char *const demo_notes_missed[] = {
    "Gebeld, niet opgenomen. Bericht ingesproken.",
    "App gestuurd om te vragen hoe het gaat. Nog geen antwoord.",
    "Aan de deur geweest, niet thuis. Kaartje achtergelaten.",
    "Kwam niet naar de afspraak. Vanmiddag nog eens gebeld.", NULL};
const char *const demo_notes_care[] = {
    "Overleg met de behandelaar. Werk gaat door, afspraken op een vaste dag.",
    "Behandelteam bijgepraat over de plannen. Zij houden het dagritme in de gaten.",
    "Gebeld met de begeleider over de komende weken. Iedereen weet wie wat doet.",
    "Samen met de behandelaar en de deelnemer doelen afgestemd.",
    "Behandeling stopt over twee maanden. Gevraagd wie dan het aanspreekpunt is.",
    "Teamoverleg in de zorg: werk staat nu ook in het plan.",
    "Behandelaar ziet het aantal uren graag langzaam groeien. Besproken met deelnemer.",
    NULL};
const char *const demo_notes_employer[] = {
    "Kennisgemaakt. Er is werk voor een paar ochtenden, we mogen een kandidaat voorstellen.",
    "Samen langs geweest. Rondleiding gekregen, volgende week een meeloopdag.",
    "Verteld wat wij doen na de start. De werkgever vond dat belangrijk.",
    "Gesproken over taken die bij elkaar passen: vaste plek, duidelijke volgorde.",
    "Geen plek op dit moment. Mag over twee maanden weer bellen.",
    "Sollicitatiegesprek samen gevoerd. De reactie komt deze week.",
    "Functie doorgenomen met de teamleider. Uren kunnen worden opgebouwd.",
    "Over een proefplaatsing gesproken, met afspraak over wat erna komt.",
    NULL};
const char *const demo_notes_employer_work[] = {
    "Voortgang besproken met de leidinggevende. Tevreden over inzet en tempo.",
    "Gesproken over uitbreiden van de uren vanaf volgende maand.",
    "Contract besproken. De werkgever wil verlengen en komt met een voorstel.",
    "Op de werkplek meegekeken. Lijst met taken opgehangen bij de werkbank.",
    "Maatje op de vloer gesproken. Die geeft nu zelf de instructies.",
    "Rooster aangepast: geen late dienst gevolgd door een vroege.",
    NULL};
const char *const demo_notes_cold[] = {
    "Kennismaking zonder vacature. Vertelt graag over het bedrijf.",
    "Langs geweest in de buurt. Kaartje achtergelaten, bedrijfsleider was op pad.",
    "Verteld over onze deelnemers en wat een werkgever van ons mag verwachten.",
    "Nagebeld. Zoekt vanaf volgende maand mensen voor de ochtend.",
    "Koffie gedronken. Wil eerst een meeloopdag proberen.",
    "Bedankt voor de goede start van vorige maand en gevraagd naar andere afdelingen.",
    NULL};
const char *const demo_notes_team[] = {
    "Casussen besproken. Voor ieder een volgende stap afgesproken.",
    "Teamoverleg: wie kent een werkgever in de techniek? Twee namen gekregen.",
    "Intervisie over contact houden als iemand niet reageert.",
    "Nieuwe vacatures verdeeld en wachtlijst doorgenomen.", NULL};
const char *const demo_notes_expert[] = {
    "Overleg met UWV over de aanvraag. Er ontbreekt nog een handtekening.",
    "Gemeente gebeld: beschikking komt volgende week.",
    "Met de arbeidsdeskundige gesproken over een jobcoach.",
    "School gebeld over een deeltijdopleiding naast het werk.",
    "Werkgeversservicepunt gevraagd naar vacatures in de regio.",
    "Gesprek met drie: deelnemer, klantmanager en ik. Duidelijke afspraken.",
    NULL};
const char *const demo_notes_relative[] = {
    "Met een ouder gesproken, op verzoek van de deelnemer. Denkt graag mee.",
    "Partner gebeld. Merkt dat werken goed doet, ook thuis.", NULL};

const char *const demo_steps_intake[] = {"Arbeidsprofiel afmaken",
                                         "Tweede gesprek",
                                         "Cv meenemen",
                                         "Uitkering laten nakijken",
                                         "Eerste werkgever bezoeken",
                                         NULL};
const char *const demo_steps_search[] = {"Werkgever samen bezoeken",
                                         "Nabellen over de vacature",
                                         "Brief afmaken",
                                         "Oefenen voor het gesprek",
                                         "Meeloopdag regelen",
                                         "Cv langsbrengen",
                                         "Vacatures doornemen",
                                         "Bellen hoe het ging",
                                         "Afspraak met behandelaar",
                                         NULL};
const char *const demo_steps_work[] = {"Langsgaan op het werk",
                                       "Bellen na de werkdag",
                                       "Gesprek met leidinggevende",
                                       "Uren uitbreiden bespreken",
                                       "Loonstrook nakijken",
                                       "Verlenging contract bespreken",
                                       NULL};

const char *const demo_destinations[] = {"Werkt zelfstandig verder, mag altijd bellen",
                                         "Verder met begeleiding van de gemeente",
                                         "Nazorg door het behandelteam",
                                         "Vrijwilligerswerk in de buurt",
                                         "Opleiding begonnen",
                                         NULL};
const char *const demo_promises[] = {
    "Bij goed verloop een contract voor zes maanden",
    "Na deze periode een gesprek over een betaalde baan van 16 uur",
    "Samen beslissen of het werk past, met kans op een contract",
    "Betaalde uren vanaf de tweede maand als het tempo lukt", NULL};
const char *const demo_lessons[] = {
    "Begin met minder uren.",         "Vaste collega als maatje werkte goed.",
    "Avonddiensten niet meer doen.",  "Eerder met de leidinggevende praten.",
    "Korte reistijd maakt veel uit.", NULL};
