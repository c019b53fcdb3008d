#!/usr/bin/env node
// t_database.mjs: a database that is missing, no database, locked, newer, older, read-only or on a full
// disk: one clear line, a code that is not zero, and never a damaged file.
// Not: processes that are killed (t_kill.mjs), a PostgreSQL that goes away (t_postgres.mjs).
// Start at the end.
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { Client } from "../web/client.mjs";
import { database, engines, folder, program, server, spil } from "../web/world.mjs";

let number = 0, bad = 0;
function say(good, name, why = "") {
  console.log(`${good ? "ok" : "not ok"} ${++number} - ${name}`);
  if (!good)
    bad++, console.log(String(why).replace(/^/gm, "# "));
}

/* One line that says it, without the sanitizer or a stack, and a code that is not zero. */
function refused(name, done, words) {
  const lines = done.err.trim().split("\n").filter((line) => !/event=/.test(line));
  say(done.code !== 0 && lines.length === 1 && words.test(lines[0]), name, `code ${done.code}: ${done.out}${done.err}`);
}
const serve = (url, key) => spil(["serve", "--db", url, "--key", key, "--port", "0"]);

async function not_there() {
  const key = path.join(folder, "some.key");
  fs.writeFileSync(key, Buffer.alloc(32), { mode: 0o600 });
  refused("missing", await serve(`sqlite:${folder}/nothing.db`, key), /nothing\.db/);
  say(!fs.existsSync(`${folder}/nothing.db`), "serving makes no file where there was none");
  refused("in a folder that is not there", await spil(["init", "--db", `sqlite:${folder}/no/x.db`, "--key", key]), /no\/x\.db/);
  fs.writeFileSync(`${folder}/letter.db`, "Dear Sir, ".repeat(1000));
  refused("a file that is no database", await serve(`sqlite:${folder}/letter.db`, key), /letter\.db|not a database/);
  refused("init leaves such a file alone", await spil(["init", "--db", `sqlite:${folder}/letter.db`, "--key", key]), /letter\.db|not a database/);
  say(fs.readFileSync(`${folder}/letter.db`, "utf8") === "Dear Sir, ".repeat(1000), "and it is unchanged");
  refused("a folder", await serve(`sqlite:${folder}`, key), /./);
  refused("another kind of address", await serve("mysql://localhost/x", key), /mysql|sqlite/);
  refused("no PostgreSQL there", await serve("postgresql://spil@127.0.0.1:1/spil", key), /./);
  fs.writeFileSync(`${folder}/empty.db`, "");
  refused("an empty file: say what to do", await serve(`sqlite:${folder}/empty.db`, key), /init/);
}

async function locked() {
  for (const engine of engines) {
    const db = await database(engine);
    const s = await server(db);
    refused(`served by another (${engine})`, await spil(["serve", ...db.options, "--port", "0"]), /another server already serves this database/);
    const client = new Client(s.port);
    say((await client.get("/health")).status === 200, `and the first one goes on (${engine})`);
    client.close();
    const end = await s.stop();
    say(!end, `it ends well (${engine})`, end);
  }
}

/* Root may write everywhere, so the try is made as somebody else. */
function as_nobody(args) {
  const root = process.getuid() === 0;
  const done = spawnSync(root ? "setpriv" : program, [...(root ? ["--reuid=65534", "--regid=65534", "--clear-groups", program] : []), ...args],
    { encoding: "utf8", timeout: 30000 });
  return { code: done.status ?? done.signal, out: done.stdout, err: done.stderr };
}

async function read_only() {
  const db = await database("sqlite");
  const closed = path.join(folder, "closed");
  fs.mkdirSync(closed);
  fs.copyFileSync(db.file, `${closed}/x.db`);
  fs.copyFileSync(db.key, `${closed}/x.key`);
  fs.chmodSync(`${closed}/x.db`, 0o444);
  fs.chmodSync(`${closed}/x.key`, 0o444);
  fs.chmodSync(closed, 0o555);
  fs.chmodSync(folder, 0o755);
  const before = fs.readFileSync(`${closed}/x.db`);
  refused("read-only", as_nobody(["serve", "--db", `sqlite:${closed}/x.db`, "--key", `${closed}/x.key`, "--port", "0"]), /./);
  say(fs.readFileSync(`${closed}/x.db`).equals(before), "and it is unchanged");
  fs.chmodSync(closed, 0o755);
}

/* Files may not grow beyond what is there: what a full disk does, without needing one. */
async function full_disk() {
  const limited = (args, blocks) => spawnSync("bash", ["-c", `trap '' XFSZ; ulimit -f ${blocks}; exec "$@"`, "-", program, ...args],
    { encoding: "utf8", timeout: 30000 });
  const file = path.join(folder, "full.db");
  const made = limited(["init", "--db", `sqlite:${file}`, "--key", `${file}.key`], 40);
  refused("init on a full disk", { code: made.status ?? made.signal, out: made.stdout, err: made.stderr }, /./);
  const again = await spil(["init", "--db", `sqlite:${file}`, "--key", `${file}.key`]);
  say(again.code === 0, "with room again init goes on where it was", again.err);
  say(execFileSync("sqlite3", [file, "pragma integrity_check"], { encoding: "utf8" }).trim() === "ok", "and the file is sound");

  // A server whose disk fills while it writes: what it says was saved is there, the rest is not.
  const db = await database("sqlite");
  const size = Math.ceil(fs.statSync(db.file).size / 1024) + 200;
  const s = await server(db, { limit: size });
  const client = new Client(s.port);
  await client.login("noor");
  let saved = 0, failed = 0;
  for (let i = 0; i < 400 && failed < 3; i++) {
    try {
      const answer = await client.post("/contact", [["who", "1001"], ["minutes", "1"], ["note", `full-${i} ${"x".repeat(3500)}`]]);
      if (answer.status === 303 && answer.location === "/vandaag")
        saved++;
      else
        failed++;
    } catch {
      failed++;
    }
  }
  say(saved > 0 && failed > 0, `the disk was full after ${saved} contacts`, `${saved} saved, ${failed} failed`);
  client.close();
  s.child.kill("SIGKILL");
  await s.over;
  say(!/AddressSanitizer|runtime error/.test(s.err) && /full|too large|disk|I\/O/i.test(s.err), "the server says why", s.err.slice(-1500));
  const found = await db.sql("pragma integrity_check; select count(*) from contact where note like 'full-%'");
  say(found[0] === "ok", "the file is sound", found[0]);
  say(Number(found[1]) === saved, "what was acknowledged is there, and nothing else", `${found[1]} there, ${saved} acknowledged`);
  const after = await server(db);
  const again2 = new Client(after.port);
  await again2.login("noor");
  say((await again2.post("/contact", [["who", "1001"], ["minutes", "1"], ["note", "room"]])).status === 303, "with room again it writes");
  again2.close();
  const end = await after.stop();
  say(!end, "and ends well", end);
}

async function other_versions() {
  for (const engine of engines) {
    const newer = await database(engine);
    await newer.sql("update schema_log set number = number + 1000 where number = (select max(number) from schema_log)");
    refused(`newer than the program (${engine})`, await spil(["serve", ...newer.options, "--port", "0"]), /newer|does not know|later|unknown/i);
    const older = await database(engine);
    await older.sql("delete from schema_log where number = (select max(number) from schema_log)");
    refused(`older than the program (${engine})`, await spil(["serve", ...older.options, "--port", "0"]), /init/);
    const other = await database(engine);
    await other.sql("update schema_log set hash = (select max(hash) from schema_log where number <> 1) where number = 1").catch(() => other.sql("select 1"));
    refused(`made by other migrations (${engine})`, await spil(["serve", ...other.options, "--port", "0"]), /./);
  }
}

await not_there();
await locked();
await other_versions();
await read_only();
await full_disk();
console.log(`1..${number}`);
process.exit(bad ? 1 : 0);
