// t_secrets.mjs: a day's work with mistakes in it, and then: no passphrase, password, token, name or
// note in what the server said, in the list of processes or in their environment.
// Not: the access log, which holds ids by design (test/unit/t_access_log.c).
// Start at the end.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { finish, say } from "./tap.mjs";

// With a password, as at a customer; the processes of the server must not inherit it from here.
const pg = new URL(process.env.SPIL_TEST_PG_TCP);
delete process.env.SPIL_TEST_PG_TCP;
const { Client, secret_of } = await import("../web/client.mjs");
const { database, engines, folder, program, server } = await import("../web/world.mjs");

const note = "Mevrouw Geheimpje belde over haar uitkering";

/* Settings in a file, as docs/operate.md says: a password does not belong on a command line. */
function settings(db) {
  const file = path.join(folder, `${db.name}.conf`);
  const url = db.engine === "sqlite" ? db.url : `postgresql://spil:${pg.password}@${pg.host}/${db.name}`;
  fs.writeFileSync(file, `db = ${url}\nkey = ${db.key}\nseal = ${db.key}.seal\n`, { mode: 0o600 });
  return { ...db, options: ["--config", file] };
}

/* Everything here is secret afterwards. */
async function work(s) {
  const noor = new Client(s.port), ad = new Client(s.port);
  const secrets = ["geheime zin van noor", "welkom bij spil", secret_of("noor"), note, "Bergman", "Milou", "Wit", "noor"];
  const remember = (client) => secrets.push(client.csrf, ...client.cookies.values());
  await noor.post("/inloggen", [["name", "noor"], ["passphrase", "geheime zin van noor"]]);
  await noor.login("noor");
  remember(noor);
  await ad.login("ad");
  remember(ad);
  await noor.get("/deelnemers?q=Bergman");
  await noor.get("/zoek?q=Milou");
  await noor.get("/deelnemers/1007");
  await noor.get("/Bergman/Milou?noor=noor");
  await noor.get(`/deelnemers?q=%zz${encodeURIComponent("Bergman")}`);
  await noor.post("/contact", [["who", "1007"], ["minutes", "15"], ["note", note]]);
  await noor.post("/contact", [["who", "1007"], ["minutes", note], ["note", note]]);
  await noor.post("/contact", [["_csrf", "x"], ["note", note]]);
  await noor.post("/account/wachtzin", [["old", "welkom bij spil"], ["new", "geheime zin van noor"]]);
  await noor.ask("GET", "/", { headers: { "x-evil": "Bergman", referer: "http://x/Bergman" } });
  await ad.get("/beheer/medewerker/101");
  await noor.post("/uitloggen", []);
  noor.close();
  ad.close();
  return secrets.filter((text) => text && text.length >= 3);
}

const found_in = (text, secrets) => secrets.filter((secret) => text.includes(secret) ||
  text.includes(encodeURIComponent(secret))).join(", ");

async function on(engine) {
  const db = settings(await database(engine));
  const s = await server(db, { workers: 2 });
  const all = [s.pid, ...fs.readFileSync(`/proc/${s.pid}/task/${s.pid}/children`, "utf8").split(" ").filter(Boolean)];
  const secrets = [...await work(s), pg.password];
  const read = (name) => all.map((pid) => fs.readFileSync(`/proc/${pid}/${name}`, "latin1")).join("\n");
  say(!found_in(read("cmdline"), secrets), `${engine}: nothing secret in the list of processes`, found_in(read("cmdline"), secrets));
  say(!found_in(read("environ"), secrets), `${engine}: nothing secret in the environment`, found_in(read("environ"), secrets));
  const end = await s.stop();
  say(!end, `${engine}: the server ended well`, end);
  const lines = s.err.split("\n").filter((line) => /event=http/.test(line));
  say(lines.length >= 15, `${engine}: it said a line for each request`, s.err);
  say(!found_in(s.err, secrets), `${engine}: nothing secret in what it said`, found_in(s.err, secrets));
  /* How long it took may be 1,004 microseconds; the ids of the clients are 1001 and on. */
  const said = s.err.replaceAll(/ us=\d+/g, "");
  say(!/100[1-9]|127\.0\.0\.1/.test(said), `${engine}: no id of a person, no address`, said);
}

for (const engine of engines)
  await on(engine);
const refused = spawnSync(program, ["serve", "--db", `postgresql://spil:verkeerd-wachtwoord@${pg.host}/spil`, "--key", "/dev/null"],
  { encoding: "utf8" });
say(refused.status === 1 && /password authentication failed/.test(refused.stderr) && !/verkeerd-wachtwoord/.test(refused.stderr),
  "a database that refuses is named without the password", refused.stderr);
finish();
