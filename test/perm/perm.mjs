// perm.mjs: every route as every role on everybody's record, against matrix.txt.
// Not: what the pages say (test/web).
// Start at the end. A route without a line, and a line without a route, fail.
import * as fs from "node:fs";
import * as path from "node:path";
import { Client } from "../web/client.mjs";
import { database, root, server, spil } from "../web/world.mjs";

/* Who asks: the columns of matrix.txt. */
const roles = { anonymous: "", specialist: "noor", supervisor: "sanne", manager: "mira",
  administrator: "ad", none: "nina" };

/* Whose record: the rows. For noor (Team Noord, IPS Noord): her own client, her colleague Bart's,
 * one of the other team, of the other programme, of the other organisation. Sanne supervises Team
 * Noord. The ids are those of test/web/world.sql. */
const records = {
  own: { client: 1001, contact: 5001, work: 6001, staff: 102, time: 7001 },
  team: { client: 1003, contact: 5002, work: 6003, staff: 102, time: 7002 },
  "other-team": { client: 1004, contact: 5002, work: 6003 },
  "other-programme": { client: 1005, contact: 5002, work: 6003 },
  stranger: { client: 1008, contact: 5008, work: 6003, staff: 108, time: 7002 },
};
// 1001 has no work; of her own clients 1007 has.
const own_work = { client: 1007, work: 6001 };
const employers = { ours: { employer: 4001, establishment: 4101, person: 4201 },
  stranger: { employer: 4003, establishment: 4103, person: 4203 } };

const number_of = (route, record) => route.includes("/werk/:id") ? record.work
  : route.includes("/contact/:id") ? record.contact : route.includes("/uren/:id") ? record.time
    : route.includes("/vestigingen/:id") ? record.establishment
      : route.includes("/personen/:id") ? record.person : record.staff;

function address(route, whose) {
  let record = employers[whose] && route.includes(":employer") ? employers[whose] : records[whose] ?? {};
  if (whose === "own" && route.includes("/werk/:id"))
    record = own_work;
  return route.replace(":client", record.client).replace(":employer", record.employer)
    .replace(":id", number_of(route, record)) +
    (route === "/deelnemers/:client/later" ? "?regel=first_talk" : "");
}

/* What an answer means. A form that is refused for what is in it (400, 422), or an empty search,
 * got past the door; so did a role or rule in the form that is not there, which only those get to
 * read who may write. */
function meaning(answer, method, route) {
  if (answer.status === 403 && !(route === "/inloggen"))
    return "denied";
  if (answer.status === 404)
    return "notfound";
  if (answer.status === 401)
    return "login";
  if (answer.status === 303 && answer.location.startsWith("/inloggen") && route !== "/uitloggen")
    return "login";
  return answer.status < 500 ? "ok" : `error ${answer.status}`;
}

function matrix() {
  const lines = fs.readFileSync(path.join(root, "test/perm/matrix.txt"), "utf8").split("\n")
    .filter((line) => line.trim() && !line.startsWith("#")).map((line) => line.trim().split(/\s+/));
  const columns = lines[0].slice(3);
  if (columns.join() !== Object.keys(roles).join())
    throw new Error(`the columns must be ${Object.keys(roles)}`);
  return lines.slice(1).map(([method, route, whose, ...wanted]) => ({ method, route, whose, wanted,
    name: `${method} ${route}` }));
}

/* The fields that let a form say who it is for; nothing is written: the token is right, the form
 * is empty or wrong. */
const fields = { "/beheer/medewerker/:id/rol/einde": [["_role", "202"]],
  "/deelnemers/:client/later": [["_rule", "first_talk"]] };

async function ask(client, line, whose) {
  const where = address(line.route, whose);
  return line.method === "GET" ? client.get(where) : client.post(where, fields[line.route] ?? []);
}

let number = 0, bad = 0;
function say(good, name, why) {
  console.log(`${good ? "ok" : "not ok"} ${++number} - ${name}`);
  if (!good)
    bad++, console.log(why.replace(/^/gm, "# "));
}

const lines = matrix();
const db = await database("sqlite");
const listed = (await spil(["routes"])).out.split("\n").filter(Boolean).map((line) => {
  const [method, route, scope] = line.split(/\s+/);
  return { name: `${method} ${route}`, scope: scope.replace("scope=", "") };
});
for (const { name, scope } of listed) {
  const needed = scope === "client" ? Object.keys(records) : scope === "employer" ? Object.keys(employers)
    : name.includes(":id") ? ["own", "stranger"] : ["-"];
  const missing = needed.filter((whose) => !lines.some((l) => l.name === name && l.whose === whose));
  say(!missing.length, `${name} has its lines in matrix.txt`,
    `who may ${name}? Decide, and add to test/perm/matrix.txt:\n${missing.map((whose) =>
      `${name} ${whose} ...`).join("\n")}`);
}
for (const line of lines)
  if (!listed.some(({ name }) => name === line.name))
    say(false, `matrix.txt: ${line.name}`, "there is no such route");

// What writes gets a database of its own each time, so that the order of lines means nothing.
const start = async () => {
  const s = await server(db);
  const people = {};
  for (const [role, name] of Object.entries(roles)) {
    people[role] = new Client(s.port);
    if (name)
      await people[role].login(name);
  }
  return { s, people };
};
let { s, people } = await start();
for (const line of lines) {
  const wrong = [];
  for (const [i, role] of Object.keys(roles).entries()) {
    const answer = await ask(people[role], line, line.whose);
    const found = meaning(answer, line.method, line.route);
    if (found !== line.wanted[i])
      wrong.push(`${role}: ${line.wanted[i]} expected, ${found} found (${answer.status})`);
    if (line.route === "/uitloggen" && roles[role]) {
      people[role] = new Client(s.port);
      await people[role].login(roles[role]);
    }
  }
  say(!wrong.length && line.wanted.length === Object.keys(roles).length, `${line.name} ${line.whose}`,
    wrong.join("\n") || "a line has six answers");
}
for (const client of Object.values(people))
  client.close();
const wrong = await s.stop();
say(!wrong, "the server stayed well", wrong);
console.log(`1..${number}`);
process.exit(bad ? 1 : 0);
