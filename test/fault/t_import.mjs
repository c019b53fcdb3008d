#!/usr/bin/env node
// t_import.mjs: kill -9 in the middle of moving in, by the command and in the browser: afterwards
// everything of the file is there, or nothing. SPIL_IMPORT_KILLS says how often (8).
// Not: other writes (t_kill.mjs).
// Start at the end.
import * as fs from "node:fs";
import * as path from "node:path";
import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "../web/client.mjs";
import { database, folder, program, server, spil } from "../web/world.mjs";

const ROWS = 150;
const kills = Math.max(4, Number(process.env.SPIL_IMPORT_KILLS || 8));
let number = 0, bad = 0;
function say(good, name, why = "") {
  console.log(`${good ? "ok" : "not ok"} ${++number} - ${name}`);
  if (!good)
    bad++, console.log(String(why).replace(/^/gm, "# "));
}

/* Families of four letters, so that names are names; each prefix has its own days of birth, so that nobody is
   nearly somebody who moved in before. */
function lines(prefix) {
  const [month, day] = [..."Aa"].map((letter, i) => prefix.charCodeAt(i) - letter.charCodeAt(0));
  const all = ["Voornaam;Achternaam;Geboortedatum;Aangemeld op"];
  for (let i = 0; i < ROWS; i++)
    all.push(`${prefix};Zz${String.fromCharCode(97 + i % 26, 97 + Math.trunc(i / 26) % 26)}ma;${1 + day}-${2 + month}-19${50 + i % 40};1-3-2026`);
  return all.join("\n") + "\n";
}

const counts = async (db, prefix) => (await db.sql(`select (select count(*) from client where given_name = '${prefix}'),
  (select count(*) from trajectory t join client c on c.id = t.client_id where c.given_name = '${prefix}'),
  (select count(*) from trajectory_fact where given_name = '${prefix}'),
  (select count(*) from import_item i join client c on c.id = i.client_id where c.given_name = '${prefix}')`)).join();
const nothing = "0|0|0|0", everything = `${ROWS}|${ROWS}|${ROWS}|${2 * ROWS}`;

/* How long it takes when nobody kills it. */
async function by_command(db) {
  const files = [];
  const import_of = (prefix) => {
    const file = path.join(folder, `${db.name}-${prefix}.csv`);
    fs.writeFileSync(file, lines(prefix));
    files.push(file);
    return ["import", "clients", file, ...db.options, "--programme", "IPS Noord", "--team", "Team Noord", "--group", "EPA"];
  };
  const start = Date.now();
  const whole = await spil(import_of("Aa"));
  const ms = Date.now() - start;
  say(whole.code === 0 && await counts(db, "Aa") === everything, `${db.engine}: left alone, everything is there`,
    `${whole.out}${whole.err} ${await counts(db, "Aa")}`);
  const half = [], ends = { nothing: 0, everything: 0 };
  for (let i = 0; i < kills; i++) {
    const prefix = `B${String.fromCharCode(97 + i)}`;
    const child = spawn(program, import_of(prefix), { stdio: "ignore" });
    const over = new Promise((resolve) => child.on("exit", resolve));
    await pause(ms * (i + 0.5) / kills);
    child.kill("SIGKILL");
    await over;
    await pause(200);
    const found = await counts(db, prefix);
    ends[found === nothing ? "nothing" : found === everything ? "everything" : "half"] ??= 0;
    if (found === nothing || found === everything)
      ends[found === nothing ? "nothing" : "everything"]++;
    else
      half.push(`${prefix}: ${found}`);
  }
  say(!half.length, `${db.engine}: killed ${kills} times: nothing (${ends.nothing}) or everything (${ends.everything})`, half.join("\n"));
  say(ends.nothing > 0, `${db.engine}: some were killed in the middle`, `after ${ms} ms in all`);
}

/* The worker that carries it out is killed; the page is asked once more. */
async function by_browser(db) {
  const s = await server(db, { now: null, workers: 1 });
  const client = new Client(s.port);
  await client.login("mira");
  const answer = await client.ask("GET", "/overzetten");
  const form = client.form("/overzetten");
  const boundary = "spilspilspil";
  const part = (head, body) => `--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
  const body = [...form.values.filter(([name]) => !["_file", "kind", "team_id"].includes(name)), ["kind", "clients"], ["team_id", "21"]]
    .map(([name, value]) => part(`name="${name}"`, value)).join("") + part('name="_file"; filename="c.csv"', lines("Cc")) + `--${boundary}--\r\n`;
  const sent = await client.ask("POST", "/overzetten", { body, headers: { "content-type": `multipart/form-data; boundary=${boundary}` } });
  const at = (sent.location ?? "").replace("/kolommen", "");
  await client.ask("GET", `${at}/kolommen`);
  const columns = client.form(`${at}/kolommen`).values.filter(([name]) => name !== "_groep");
  const judged = await client.post(`${at}/kolommen`, [...columns, ["_groep", "EPA"]]);
  say(answer.status === 200 && judged.status === 303, `${db.engine}: the file is judged`, `${sent.status} ${judged.status}`);
  const children = fs.readFileSync(`/proc/${s.pid}/task/${s.pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
  const going = client.post(at, []).catch(() => null);
  await pause(60);
  for (const pid of children)
    try {
      process.kill(pid, "SIGKILL");
    } catch { /* it ended by itself */ }
  await going;
  await pause(1500);
  const found = await counts(db, "Cc");
  say(found === nothing || found === everything, `${db.engine}: in the browser too`, found);
  const again = new Client(s.port);
  again.cookies = new Map(client.cookies);
  again.csrf = client.csrf;
  const last = await again.post(at, []);
  say(last.status === 303 && await counts(db, "Cc") === everything, `${db.engine}: pressed once more, everything is there`,
    `${last.status} ${await counts(db, "Cc")}`);
  client.close();
  again.close();
  const end = await s.stop();
  say(!end, `${db.engine}: the server ends well`, end);
}

for (const engine of ["sqlite", "postgresql"]) {
  const db = await database(engine);
  await by_command(db);
  await by_browser(db);
}
console.log(`1..${number}`);
process.exit(bad ? 1 : 0);
