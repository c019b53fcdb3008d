#!/usr/bin/env node
// t_kill.mjs: kill -9 while eight writers write: nothing acknowledged is lost, no row is half, the log
// has its lines, and the port is free at once. SPIL_KILLS says how often (50).
// Not: a database that is not well (t_database.mjs).
// Start at the end.
import * as fs from "node:fs";
import net from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "../web/client.mjs";
import { database, server, spil } from "../web/world.mjs";

const WRITERS = 8;
const FILE = 400000; /* bytes of an attachment: several pieces */
const kills = Math.max(5, Number(process.env.SPIL_KILLS || 50));
let number = 0, bad = 0;
function say(good, name, why = "") {
  console.log(`${good ? "ok" : "not ok"} ${++number} - ${name}`);
  if (!good)
    bad++, console.log(String(why).replace(/^/gm, "# "));
}

const children = (pid) => fs.readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ")
  .filter(Boolean).map(Number);
const is_worker = (pid) => {
  try {
    return fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1][0] !== "Z";
  } catch {
    return false;
  }
};
const taken = (port) => new Promise((resolve) => {
  const socket = net.connect(port, "127.0.0.1", () => resolve(true) ?? socket.destroy());
  socket.on("error", () => resolve(false));
});

class Writers {
  constructor(port, cookies, csrf) {
    Object.assign(this, { sent: 0, acknowledged: new Set(), wrong: [], goes: true });
    this.uploaded = new Set();
    this.all = Array.from({ length: WRITERS + 1 }, async (_, who) => {
      const client = new Client(port);
      client.cookies = new Map(cookies);
      client.csrf = csrf;
      while (this.goes)
        await (who < WRITERS ? this.write(client, `kill-${who}-${++this.sent}`) : this.upload(client, `${++this.sent}`));
      client.close();
    });
  }

  /* A file of several pieces: there whole, or not at all. */
  async upload(client, name) {
    const boundary = "----kill";
    const part = (head, body) => [`--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`, body, "\r\n"];
    const pdf = `%PDF-1.4\n1 0 obj\n<<>>\nendobj\n${"x".repeat(FILE)}\nstartxref\n0\n%%EOF\n`;
    const body = Buffer.from([...part('name="_csrf"', client.csrf), ...part('name="kind"', "cv"),
      ...part(`name="_file"; filename="${name}.pdf"\r\ncontent-type: application/pdf`, pdf), `--${boundary}--\r\n`].join(""));
    try {
      const answer = await client.ask("POST", "/deelnemers/1001/bijlagen",
        { body, headers: { "content-type": `multipart/form-data; boundary=${boundary}` } });
      client.cookies.delete("spil_flash");
      if (answer.status === 303)
        this.uploaded.add(`${name}.pdf`);
      else if (answer.status !== 500 && answer.status !== 503)
        this.wrong.push(`upload ${name}: ${answer.status}`);
    } catch {
      await pause(20);
    }
    await pause(100);
  }

  async write(client, note) {
    try {
      const answer = await client.post("/contact", [["who", "1001"], ["minutes", "1"], ["note", note]]);
      client.cookies.delete("spil_flash");
      if (answer.status === 303 && answer.location === "/vandaag")
        this.acknowledged.add(note);
      else if (answer.status !== 500 && answer.status !== 503)
        this.wrong.push(`${note}: ${answer.status} ${answer.location}`);
    } catch { // cut off: written or not, both are fine
      await pause(20);
    }
  }

  async end() {
    this.goes = false;
    await Promise.all(this.all);
  }
}

async function sound(db) {
  if (db.engine === "sqlite") {
    const found = await db.sql("pragma integrity_check; pragma foreign_key_check");
    if (found.join() !== "ok")
      return found.join("\n");
  }
  return "";
}

async function check_rows(db, writers) {
  const there = await db.sql("select note, count(*) from contact where note like 'kill-%' group by note");
  const notes = new Map(there.map((line) => line.split("|")));
  const lost = [...writers.acknowledged].filter((note) => notes.get(note) !== "1");
  say(!lost.length, `${db.engine}: all ${writers.acknowledged.size} acknowledged contacts are there once`, lost.join(" "));
  const one = async (name, text) => say((await db.sql(text)).join() === "0", `${db.engine}: ${name}`, await db.sql(text));
  await one("every contact has its share", `select count(*) from contact c where c.note like 'kill-%' and
    (select count(*) from contact_client k where k.contact_id = c.id and k.trajectory_id = 2001 and k.minutes = 1) <> 1`);
  await one("no share without a contact",
    "select count(*) from contact_client k where not exists (select 1 from contact c where c.id = k.contact_id)");
  await one("every contact and file has its line in the log", `select (select count(*) from contact where note like 'kill-%') +
    (select count(*) from attachment where client_id = 1001) -
    (select count(*) from access_log where action = 4 and client_id = 1001)`);
  const files = new Set(await db.sql("select file_name from attachment where client_id = 1001"));
  const gone = [...writers.uploaded].filter((name) => !files.has(name));
  say(writers.uploaded.size && !gone.length, `${db.engine}: all ${writers.uploaded.size} acknowledged files are there`, gone.join(" "));
  await one("every file is whole", `select count(*) from attachment a where a.bytes <> coalesce((select sum(length(c.content))
    from attachment_chunk c where c.attachment_id = a.id), 0)`);
  await one("no piece without its file",
    "select count(*) from attachment_chunk c where not exists (select 1 from attachment a where a.id = c.attachment_id)");
  const verified = await spil(["verify", ...db.options]);
  say(verified.code === 0, `${db.engine}: the chains of the log are whole`, (verified.out + verified.err).slice(0, 2000));
}

/* Every fifth time the parent, else a worker, which the parent replaces. */
async function kill_often(engine, times) {
  const db = await database(engine);
  let s = await server(db, { now: null, workers: 2 });
  const { port } = s;
  const client = new Client(port);
  await client.login("noor");
  const writers = new Writers(port, client.cookies, client.csrf);
  let slow = [], broken = [], parents = 0;

  for (let i = 1; i <= times; i++) {
    await pause(50 + Math.random() * 250);
    if (i % 5) {
      const alive = children(s.pid).filter(is_worker);
      try {
        process.kill(alive[Math.floor(Math.random() * alive.length)], "SIGKILL");
      } catch {
        i--; // it ended by itself just now
      }
      continue;
    }
    parents++;
    s.child.kill("SIGKILL");
    await s.over;
    const start = Date.now();
    while (await taken(port) && Date.now() - start < 5000)
      await pause(20);
    if (Date.now() - start > 1000)
      slow.push(`${Date.now() - start} ms`);
    broken.push(await sound(db));
    s = await server(db, { now: null, workers: 2, port });
  }
  await pause(500);
  await writers.end();
  say(!slow.length, `${engine}: the port was free within a second, ${parents} times`, slow.join(" "));
  say(!broken.join(""), `${engine}: the database was sound after each`, broken.join("\n"));
  say(writers.acknowledged.size >= times, `${engine}: the writers went on writing`, `${writers.acknowledged.size} only`);
  say(!writers.wrong.length, `${engine}: no other answers`, writers.wrong.slice(0, 5).join("\n"));
  const end = await s.stop();
  say(!end, `${engine}: the last server ends well`, end);
  const wrong = await sound(db);
  say(!wrong, `${engine}: integrity check after ${times} kills`, wrong);
  await check_rows(db, writers);
  client.close();
}

await kill_often("sqlite", kills);
await kill_often("postgresql", Math.ceil(kills / 5));
console.log(`1..${number}`);
process.exit(bad ? 1 : 0);
