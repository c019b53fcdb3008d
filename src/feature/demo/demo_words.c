/* demo_words.c: names, places and trades for the demo.
 * Not: what people write in notes (demo_notes.c).
 * Start at demo_name_groups. */
#include "feature/demo/demo_words.h"

#define LIST(...)                                                                                  \
    (const char *const[])                                                                          \
    {                                                                                              \
        __VA_ARGS__, NULL                                                                          \
    }

size_t demo_words_count(const char *const *list)
{
    size_t n = 0;

    while (list[n])
        n++;
    return n;
}

/* ---- people ---------------------------------------------------------------------------------- */

/* Family names with their tussenvoegsel, which the filler splits off. */
const struct demo_names demo_name_groups[] = {
    {68,
     LIST("Anna", "Anouk", "Astrid", "Bianca", "Bregje", "Carla", "Chantal", "Daphne", "Denise",
          "Elise", "Eline", "Esther", "Femke", "Floor", "Froukje", "Hanneke", "Heleen", "Ilse",
          "Ingrid", "Iris", "Jantine", "Joke", "Judith", "Karin", "Kim", "Laura", "Lieke", "Linda",
          "Lisa", "Loes", "Lotte", "Maaike", "Mandy", "Margriet", "Marieke", "Marloes", "Mieke",
          "Mirjam", "Naomi", "Nicole", "Nienke", "Noëlle", "Petra", "Renée", "Rianne", "Roos",
          "Sandra", "Sanne", "Saskia", "Sjoukje", "Tessa", "Tineke", "Wendy", "Willemijn", "Yvonne",
          "Zoë"),
     LIST("Arjan", "Bart", "Bas", "Björn", "Bram", "Cees", "Coen", "Daan", "Dennis", "Dirk",
          "Douwe", "Edwin", "Erik", "Floris", "Frank", "Geert", "Gerben", "Hans", "Harm", "Henk",
          "Ivo", "Jaap", "Jasper", "Jelle", "Jeroen", "Jesse", "Joost", "Jurre", "Kees", "Koen",
          "Lars", "Luuk", "Maarten", "Marcel", "Mark", "Martijn", "Michiel", "Milan", "Niels",
          "Olaf", "Patrick", "Peter", "Pieter", "René", "Rick", "Robin", "Ruben", "Sander",
          "Sjoerd", "Stefan", "Sven", "Thijs", "Thomas", "Tim", "Wessel", "Wouter"),
     LIST("Jansen", "de Jong", "de Vries", "van den Berg", "van Dijk", "Bakker", "Janssen",
          "Visser", "Smit", "Meijer", "de Boer", "Mulder", "de Groot", "Bos", "Vos", "Peters",
          "Hendriks", "van Leeuwen", "Dekker", "Brouwer", "de Wit", "Dijkstra", "Smits", "de Graaf",
          "van der Meer", "van der Linden", "Kok", "Jacobs", "de Haan", "Vermeulen",
          "van den Heuvel", "van der Veen", "van den Broek", "de Bruijn", "van der Heijden",
          "Schouten", "van Beek", "Willems", "van Vliet", "van de Ven", "Hoekstra", "Maas",
          "Verhoeven", "Koster", "van Dam", "Prins", "Blom", "Huisman", "Peeters", "de Jonge",
          "Kuipers", "van Veen", "Postma", "Veenstra", "Kramer", "van den Brink", "Scholten",
          "van Wijk", "van ’t Hof", "Boersma", "Wiersma", "Hofstra", "ter Horst", "Oosterhuis",
          "op den Kamp", "Haverkamp", "in ’t Veld", "Zijlstra", "Terpstra", "Groen", "Cornelissen",
          "Timmermans", "Schipper", "Goossens", "Wijnands", "van Rooijen")},
    {8,
     LIST("Amina", "Fatima", "Fatiha", "Hanan", "Ikram", "Karima", "Khadija", "Laila", "Mina",
          "Nadia", "Naima", "Najat", "Samira", "Siham", "Souad", "Yasmina"),
     LIST("Abdel", "Achraf", "Adil", "Ahmed", "Anouar", "Bilal", "Driss", "Hamza", "Hassan",
          "Ilias", "Karim", "Khalid", "Mimoun", "Mohamed", "Nabil", "Rachid", "Redouan", "Yassin",
          "Youssef"),
     LIST("el Amrani", "Bouali", "Benali", "el Idrissi", "Ouali", "Azzouzi", "Amrani", "el Khatib",
          "Chaoui", "Belhaj", "Haddou", "Bouzid", "Tahiri", "Mansouri", "Saidi", "Zerouali")},
    {8,
     LIST("Ayşe", "Elif", "Emine", "Esra", "Fadime", "Gül", "Hatice", "Melek", "Meryem", "Özlem",
          "Sevgi", "Sibel", "Zehra", "Zeynep"),
     LIST("Ahmet", "Ali", "Burak", "Emre", "Erdal", "Fatih", "Hakan", "Hüseyin", "İbrahim", "Kemal",
          "Mehmet", "Murat", "Mustafa", "Okan", "Ömer", "Serkan", "Yusuf"),
     LIST("Yılmaz", "Kaya", "Demir", "Şahin", "Çelik", "Yıldız", "Öztürk", "Aydın", "Özdemir",
          "Arslan", "Doğan", "Kılıç", "Aslan", "Çetin", "Koç", "Kurt", "Şimşek")},
    {8,
     LIST("Anjali", "Cheryl", "Deborah", "Farida", "Gladys", "Indra", "Joan", "Marva", "Priya",
          "Reshma", "Sharda", "Sherida", "Soraya", "Urmila", "Wonny"),
     LIST("Anand", "Clyde", "Dewan", "Errol", "Glenn", "Humphrey", "Iwan", "Jerrel", "Kenneth",
          "Lloyd", "Orlando", "Rakesh", "Ricardo", "Roy", "Sunil", "Vinod", "Winston"),
     LIST("Ramdin", "Pinas", "Soekhai", "Bihari", "Wijngaarde", "Jagroep", "Kromosoeto", "Sital",
          "Blijd", "Ramlal", "Tjon", "Mohan", "Baldew", "Hoogvliet", "Esajas", "Ramsaran", "Cairo",
          "Sowirono")},
    {5,
     LIST("Agnieszka", "Aleksandra", "Anna", "Beata", "Ewa", "Joanna", "Katarzyna", "Magdalena",
          "Małgorzata", "Monika", "Zofia"),
     LIST("Adam", "Grzegorz", "Jakub", "Krzysztof", "Łukasz", "Marcin", "Marek", "Michał", "Paweł",
          "Piotr", "Tomasz"),
     LIST("Nowak", "Kowalczyk", "Wójcik", "Kamiński", "Zieliński", "Mazur", "Krawczyk", "Piątek",
          "Dąbrowski", "Król", "Wróbel", "Pawlak")},
    {3, LIST("Dalal", "Helen", "Luwam", "Mariam", "Maryam", "Nour", "Rania", "Selam", "Shirin"),
     LIST("Amir", "Daniel", "Farid", "Filmon", "Haben", "Khaled", "Omar", "Reza", "Yonas", "Ziad"),
     LIST("Haddad", "Khoury", "Tesfay", "Ghebremedhin", "Rahimi", "Karimi", "Habte", "Saleh",
          "Aziz", "Nasser", "Hosseini", "Berhane")},
    {0}};

/* ---- where ----------------------------------------------------------------------------------- */

const struct demo_region demo_regions[] = {
    {"Midden-Utrecht",
     {{"0344", "Utrecht"}, {"0356", "Nieuwegein"}, {"0355", "Zeist"}, {"0632", "Woerden"}}},
    {"Groningen",
     {{"0014", "Groningen"}, {"0037", "Stadskanaal"}, {"0047", "Veendam"}, {"0106", "Assen"}}},
    {"Brabant-Oost",
     {{"0772", "Eindhoven"}, {"0794", "Helmond"}, {"0861", "Veldhoven"}, {"0828", "Oss"}}},
    {"IJsselland",
     {{"0193", "Zwolle"}, {"0150", "Deventer"}, {"0166", "Kampen"}, {"0119", "Meppel"}}},
    {"Rijnmond",
     {{"0599", "Rotterdam"}, {"0606", "Schiedam"}, {"0622", "Vlaardingen"}, {"0505", "Dordrecht"}}},
    {"Twente",
     {{"0153", "Enschede"}, {"0141", "Almelo"}, {"0222", "Doetinchem"}, {"0294", "Winterswijk"}}},
    {"Noord-Holland-Noord",
     {{"0361", "Alkmaar"}, {"0405", "Hoorn"}, {"0439", "Purmerend"}, {"0479", "Zaanstad"}}},
    {"Limburg",
     {{"0935", "Maastricht"}, {"0917", "Heerlen"}, {"0957", "Roermond"}, {"0983", "Venlo"}}},
    {"Friesland",
     {{"0080", "Leeuwarden"}, {"0090", "Drachten"}, {"0074", "Heerenveen"}, {"1900", "Sneek"}}},
    {"Gelderland-Midden",
     {{"0202", "Arnhem"}, {"0268", "Nijmegen"}, {"0228", "Ede"}, {"0281", "Tiel"}}},
    {"Amstelland",
     {{"0363", "Amsterdam"}, {"0362", "Amstelveen"}, {"0392", "Haarlem"}, {"0034", "Almere"}}},
    {"Zeeland",
     {{"0718", "Vlissingen"}, {"0664", "Goes"}, {"0715", "Terneuzen"}, {"1674", "Roosendaal"}}},
    {"Brabant-West",
     {{"0758", "Breda"}, {"0855", "Tilburg"}, {"1674", "Roosendaal"}, {"0512", "Gorinchem"}}},
    {"Hollands Midden",
     {{"0546", "Leiden"}, {"0503", "Delft"}, {"0513", "Gouda"}, {"0637", "Zoetermeer"}}},
    {"Eemland",
     {{"0307", "Amersfoort"}, {"0402", "Hilversum"}, {"0406", "Huizen"}, {"0203", "Barneveld"}}},
    {"Veluwe",
     {{"0200", "Apeldoorn"}, {"0301", "Zutphen"}, {"0345", "Veenendaal"}, {"0228", "Ede"}}},
    {NULL}};

const char *const demo_organisations[] = {
    "Zorggroep Lindehof",     "Stichting Wilgenrijk",   "GGZ De Meerpaal",
    "Kempenkwartier Zorg",    "Stichting Zilverberk",   "GGZ Het Baken",
    "Zorggroep Havezate",     "Stichting De Lichtboog", "GGZ Veenhorst",
    "Zorggroep Duinrand",     "Stichting Maasbocht",    "GGZ Ravelijn",
    "Stichting Esdoorn",      "Zorggroep Rietkraag",    "GGZ De Vuurvlinder",
    "Stichting Kastanjelaan", "Zorggroep Watersnip",    "GGZ Zonneweide",
    "Stichting Heideroos",    "Zorggroep Noorderdiep",  NULL};

const char *const demo_streets[] = {
    "Dorpsstraat", "Kerkweg",   "Industrieweg", "Molenpad",    "Havenkade", "Stationsplein",
    "Ambachtsweg", "Lindelaan", "Marktstraat",  "Handelskade", "Ringbaan",  "Nijverheidsstraat",
    NULL};

/* ---- employers ------------------------------------------------------------------------------- */

const char *const demo_firm_names[] = {
    "De Beuk",      "Zonneschijn", "Het Anker",  "De Linde",     "De Ster",    "Van Rijn",
    "De Hoek",      "Waterkant",   "De Eik",     "Noorderlicht", "Van Houtum", "De Regenboog",
    "Stap Vooruit", "De Zwaan",    "Oostwaard",  "De Schakel",   "Middelkoop", "De Toren",
    "Zuiderpark",   "Ter Laak",    "De Wilg",    "Westerkade",   "Rozenburg",  "De Pijler",
    "Hofman",       "De Veste",    "Van Zanten", "De Brink",     "Morgenster", "De Groene Poort",
    "Bruggink",     "De Kolk",     "Wezenaar",   "De Klaproos",  "Steenhuis",  "De Ooievaar",
    "Terhaar",      "De Kroon",    "Vlietstra",  "De Dageraad",  "Lammers",    "De Boog",
    "Overbeek",     "De Kievit",   NULL};

/* Weights: sector shares of the published jobs (report CMD section 4.1.1: hiring and business
 * services 25.5 %, care 22.5 %, trade 12.7 %); the rest is spread. */
const struct demo_trade demo_trades[] = {
    {20, "N",
     LIST("Uitzendbureau %s", "Schoonmaakbedrijf %s", "%s Facilitair", "Hoveniersbedrijf %s",
          "%s Beveiliging"),
     LIST("medewerker schoonmaak", "hovenier", "medewerker facilitaire dienst",
          "productiemedewerker", "medewerker groenonderhoud", "orderpicker"),
     LIST("twee schoonmakers voor de ochtend", "hulp in het groen, drie dagen per week",
          "iemand voor de kantine, ook parttime")},
    {22, "Q",
     LIST("Zorgcentrum %s", "Woonzorg %s", "Kinderopvang %s", "Thuiszorg %s",
          "Huisartsenpraktijk %s"),
     LIST("medewerker huishouding", "gastvrouw of gastheer", "helpende zorg", "keukenassistent",
          "administratief medewerker", "pedagogisch medewerker"),
     LIST("gastvrouw of gastheer voor de middag", "hulp in de keuken, 16 uur",
          "iemand voor de receptie, twee dagen")},
    {15, "G",
     LIST("Supermarkt %s", "Bouwmarkt %s", "Boekhandel %s", "Garage %s", "Kringloopwinkel %s",
          "Fietsenwinkel %s"),
     LIST("winkelmedewerker", "vakkenvuller", "magazijnmedewerker", "monteur fietsen",
          "verkoopmedewerker", "medewerker servicebalie"),
     LIST("vakkenvullers voor de vroege ochtend", "iemand met handigheid voor de werkplaats",
          "hulp op zaterdag en maandag")},
    {11, "H", LIST("Transportbedrijf %s", "%s Logistiek", "Koeriersdienst %s", "Taxibedrijf %s"),
     LIST("orderpicker", "chauffeur", "magazijnmedewerker", "postbezorger", "planner"),
     LIST("orderpickers zonder nachtdienst", "bezorgers voor de ochtendroute")},
    {10, "I", LIST("Restaurant %s", "Hotel %s", "Lunchcafé %s", "Bakkerij %s", "Catering %s"),
     LIST("keukenhulp", "medewerker bediening", "afwashulp", "medewerker ontbijt", "bakkershulp"),
     LIST("hulp in de afwas, doordeweeks", "iemand voor het ontbijt, vanaf 6.30 uur")},
    {9, "C",
     LIST("Drukkerij %s", "Metaalbedrijf %s", "Meubelmakerij %s", "%s Verpakkingen",
          "Zuivelfabriek %s"),
     LIST("productiemedewerker", "inpakker", "assemblagemedewerker", "machineoperator",
          "kwaliteitscontroleur"),
     LIST("inpakkers voor de dagdienst", "een handige leerling voor de montage")},
    {5, "F", LIST("Bouwbedrijf %s", "Schildersbedrijf %s", "Installatiebedrijf %s"),
     LIST("schilder", "hulp in de bouw", "leerling-installateur", "magazijnmedewerker"),
     LIST("een leerling schilder", "iemand voor het magazijn en de bus")},
    {3, "J", LIST("%s Software", "Webbureau %s", "%s Automatisering"),
     LIST("medewerker servicedesk", "tester", "webbouwer", "data-invoer"),
     LIST("een tester die nauwkeurig werkt")},
    {3, "A", LIST("Kwekerij %s", "Boerderij %s", "Zorgboerderij %s"),
     LIST("medewerker kas", "dierverzorger", "medewerker boerderijwinkel"),
     LIST("hulp in de kas, rustig werk")},
    {2, "P", LIST("Basisschool %s", "Praktijkschool %s"),
     LIST("conciërge", "onderwijsassistent", "overblijfkracht"),
     LIST("een conciërge voor twee dagen")},
    {2, "R", LIST("Sporthal %s", "Museum %s", "Speeltuin %s"),
     LIST("medewerker balie", "suppoost", "beheerder"),
     LIST("iemand voor de balie in het weekend")},
    {2, "O", LIST("Gemeentewerf %s", "Wijkbeheer %s"),
     LIST("medewerker wijkbeheer", "administratief medewerker"),
     LIST("hulp bij het groen in de wijk")},
    {2, "S", LIST("Kapsalon %s", "Wasserij %s", "Naaiatelier %s"),
     LIST("medewerker wasserij", "kappersassistent", "naaister of naaier"),
     LIST("iemand voor het strijken, ochtenden")},
    {0}};

const char *const demo_contact_titles[] = {"bedrijfsleider",  "teamleider",       "eigenaar",
                                           "personeelszaken", "locatiemanager",   "ploegbaas",
                                           "planner",         "praktijkopleider", NULL};
const char *const demo_agreements[] = {
    "Altijd eerst bellen, daarna langskomen.",
    "Wil graag kennismaken zonder vacature. Koffie op dinsdagochtend.",
    "Staat open voor een meeloopdag. Rondleiding duurt een uur.",
    "Twee werkplekken per jaar besproken, met een vaste collega als maatje.",
    "Neemt mensen aan na een proefplaatsing van twee maanden.",
    "Vraagt vooraf wie iemand op de werkvloer begeleidt.",
    "Mailt nieuwe vacatures naar het team voordat ze openbaar zijn.",
    NULL};
const char *const demo_not_before[] = {
    "verhuizing naar een ander pand",      "reorganisatie loopt nog",
    "drukke periode tot na de feestdagen", "nieuwe bedrijfsleider moet eerst inwerken",
    "vroeg om even rust na drie bezoeken", NULL};
