#!/usr/bin/env node
// t_postgres.mjs: PostgreSQL restarts under a running server: the request of that moment may fail,
// the worker starts anew, and the next one works; nothing acknowledged is lost.
// Not: killing our own processes (t_kill.mjs).
// Start at the end. It starts a PostgreSQL of its own, because it stops it.
import { execFileSync, spawnSync } from "node:child_process";
import * as path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Client } from "../web/client.mjs";
import { database, root, server } from "../web/world.mjs";

if (!process.env.SPIL_OWN_PG) {
  const done = spawnSync(path.join(root, "tools/with-postgres"), ["node", fileURLToPath(import.meta.url)],
    { env: { ...process.env, SPIL_OWN_PG: "1", PG_DURABLE: "1" }, stdio: "inherit" });
  process.exit(done.status ?? 1);
}

let number = 0, bad = 0;
function say(good, name, why = "") {
  console.log(`${good ? "ok" : "not ok"} ${++number} - ${name}`);
  if (!good)
    bad++, console.log(String(why).replace(/^/gm, "# "));
}

const home = /host=([^&]*)/.exec(process.env.SPIL_TEST_PG)[1];
function control(...words) {
  const as = process.getuid() === 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
  const all = [...as, "/usr/lib/postgresql/15/bin/pg_ctl", "-D", `${home}/data`, "-w", ...words];
  execFileSync(all[0], all.slice(1), { stdio: "ignore", cwd: "/" });
}

async function post(client, note) {
  try {
    const answer = await client.post("/contact", [["who", "1001"], ["minutes", "1"], ["note", note]]);
    return answer.status === 303 ? answer.location : answer.status;
  } catch (e) {
    return e.code ?? e.message;
  }
}

/* Tries until it is saved; says how long it took. */
async function post_until(client, note) {
  const start = Date.now();
  const answers = [];
  while (Date.now() - start < 20000) {
    answers.push(await post(client, note));
    if (answers.at(-1) === "/vandaag")
      return { ms: Date.now() - start, answers };
    await pause(100);
  }
  return { ms: Infinity, answers };
}

const db = await database("postgresql");
let s = await server(db, { now: null, workers: 2 });
const client = new Client(s.port);
await client.login("noor");
const saved = [];
for (const how of ["fast", "immediate", "fast"]) {
  say((await post(client, `before-${how}`)) === "/vandaag", `a contact is saved before a ${how} restart`);
  saved.push(`before-${how}`);
  control("restart", "-m", how, "-l", `${home}/data/log`);
  const after = await post_until(client, `after-${saved.length}`);
  say(after.ms < 10000, `saved again within ten seconds after a ${how} restart`, JSON.stringify(after));
  saved.push(`after-${saved.length}`);
}
// Only the connections: what a firewall or an administrator does.
await db.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
  .catch(() => {});
const after = await post_until(client, "after-cut");
say(after.ms < 10000, "saved again after the connections were cut", JSON.stringify(after));
say((await client.get("/vandaag")).status === 200, "pages are read again");
control("stop", "-m", "fast");
say(typeof (await post(client, "while-gone")) === "number", "without a database it says that it cannot");
control("start", "-l", `${home}/data/log`, "-o", `-p ${/port=(\d+)/.exec(process.env.SPIL_TEST_PG)[1]}`);
const back = await post_until(client, "after-stop");
say(back.ms < 15000, "and works when the database is back", JSON.stringify(back));
const there = await db.sql("select count(distinct note) from contact where note like 'before-%' or note like 'after-%'");
say(there[0] === "7", "all that was acknowledged is there", there[0]);
client.close();
const end = await s.stop();
say(!end, "the server ends well", end);
console.log(`1..${number}`);
process.exit(bad ? 1 : 0);
