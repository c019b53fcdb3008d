// t_confined.mjs: the program that users run: how it was linked, what its processes gave up, and that
// they do their work all the same, on both engines.
// Not: each system call (test/unit/t_confine.c).
// Start at the end.
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Client } from "../web/client.mjs";
import { database, engines, program, root, server } from "../web/world.mjs";
import { finish, say } from "./tap.mjs";

const shipped = process.env.SPIL_SHIPPED || path.join(root, "build/spil");
const am_root = process.getuid() === 0;
const run = (command, ...args) => execFileSync(command, args, { maxBuffer: 1 << 28, encoding: "utf8",
  stdio: ["ignore", "pipe", "pipe"] });

/* ---- how it was linked: readelf and objdump look, not the compiler that made it ------------------ */

function linked() {
  const elf = run("readelf", "-hldW", "--dyn-syms", shipped);
  const functions = run("readelf", "-sW", shipped).match(/ FUNC +(LOCAL|GLOBAL) +\w+ +\d+ /g)?.length ?? 0;
  const landings = run("objdump", "-d", "--no-show-raw-insn", shipped).match(/\tendbr64/g)?.length ?? 0;
  say(/Type: +DYN \(Position-Independent/.test(elf), "the program is loaded at an address nobody knows", elf);
  say(/GNU_STACK .* RW +0x/.test(elf), "its stack is not executed", elf);
  say(/GNU_RELRO/.test(elf) && /BIND_NOW/.test(elf), "what the linker filled in is read-only from the start", elf);
  say(!/TEXTREL|RPATH|RUNPATH/.test(elf), "it changes none of its code and looks for libraries in no other place", elf);
  say(!/ LOAD .* RWE /.test(elf), "no part of it is both written and executed", elf);
  say(/__stack_chk_fail/.test(elf), "overruns of the stack are found", elf);
  say((elf.match(/__\w+_chk@/g) ?? []).length >= 5, "overruns of buffers of known size are found", elf);
  say(process.arch !== "x64" || (functions > 1000 && landings > functions / 2),
    "jumps have places to land (CET)", `${functions} functions, ${landings} places`);
}

/* ---- what a process gave up ------------------------------------------------------------------- */

const status = (pid, name) => new RegExp(`^${name}:\\s*(.*)$`, "m").exec(
  fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
const children = (pid) => fs.readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ")
  .filter(Boolean).map(Number);

function given_up(pid, what) {
  const core = /Max core file size +(\S+) +(\S+)/.exec(fs.readFileSync(`/proc/${pid}/limits`, "utf8"));
  say(status(pid, "NoNewPrivs") === "1" && core[1] === "0" && core[2] === "0",
    `${what}: no new rights, no core dump`, `${status(pid, "NoNewPrivs")} ${core[0]}`);
}

function memory_is_closed(pid, what) {
  let owner = fs.statSync(`/proc/${pid}/mem`).uid, opened = true;
  try {
    fs.closeSync(fs.openSync(`/proc/${pid}/mem`, "r"));
  } catch {
    opened = false;
  }
  say(owner === 0 && opened === am_root, `${what}: nobody but root looks into its memory`, `${owner} ${opened}`);
}

/* A day's work: pages, log-in (argon2), a contact, a workbook (temporary files), a document (fonts),
 * an unknown page. */
async function works(s, what) {
  const noor = new Client(s.port), mira = new Client(s.port);
  const seen = [(await noor.login("noor", "not right at all")).status, (await noor.login("noor")).status,
    (await mira.login("mira")).status];
  await noor.get("/vandaag");
  seen.push((await noor.post("/contact", [["who", "1001"], ["minutes", "15"], ["note", "x"]])).status);
  seen.push((await noor.get("/deelnemers/1001")).status, (await noor.get("/bestaat-niet")).status);
  for (const type of ["xlsx", "pdf"]) {
    const file = await mira.get(`/monitor/bestand?programma=11&kwartaal=2026Q3&soort=${type}`);
    seen.push(file.status, file.bytes.subarray(0, 2).toString());
  }
  say(seen.join(" ") === "403 303 303 303 200 404 200 PK 200 %P", `${what}: the work goes on`, seen.join(" "));
  noor.close();
  mira.close();
}

async function confined(engine) {
  const db = await database(engine);
  const s = await server(db, { workers: 2, exe: shipped });
  const all = children(s.pid);
  say(all.length >= 5, `${engine}: two workers, a job worker and helpers`, all);
  given_up(s.pid, `${engine}, parent`);
  await works(s, engine); // meanwhile the job worker begins
  for (const pid of all) {
    given_up(pid, `${engine}, process ${all.indexOf(pid) + 1}`);
    memory_is_closed(pid, `${engine}, process ${all.indexOf(pid) + 1}`);
    say(status(pid, "Seccomp") === "2", `${engine}, process ${all.indexOf(pid) + 1}: its system calls are filtered`,
      status(pid, "Seccomp"));
  }
  say(children(s.pid).join() === all.join(), `${engine}: no process had to be started again`, s.err);
  const end = await s.stop();
  say(!end, `${engine}: it ends well`, end);
  await db.drop();
}

/* ---- another user ----------------------------------------------------------------------------- */

async function other_user() {
  const refused = (...args) => {
    try {
      return run(shipped, ...args);
    } catch (e) {
      return `${e.status} ${e.stderr}`;
    }
  };
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "spil-user-"));
  const db = { url: `sqlite:${home}/spil.db`, options: ["--db", `sqlite:${home}/spil.db`] };
  try {
    if (!am_root) {
      say(/^1 spil: only root can become root/.test(refused("init", ...db.options, "--user", "root")),
        "who is not root becomes nobody else");
      return;
    }
    const uid = Number(run("id", "-u", "nobody"));
    fs.chownSync(home, uid, uid);
    run(shipped, "init", ...db.options, "--user", "nobody");
    const files = fs.readdirSync(home).map((name) => fs.statSync(path.join(home, name)));
    say(files.length > 1 && files.every((f) => f.uid === uid && !(f.mode & 0o077)), "files belong to the user alone",
      files.map((f) => `${f.uid} ${f.mode.toString(8)}`).join());
    const s = await server(db, { exe: shipped, options: ["--user", "nobody"] });
    const ids = [s.pid, ...children(s.pid)].map((pid) => `${status(pid, "Uid")} ${status(pid, "CapEff")}`);
    say(ids.length >= 4 && ids.every((id) => id === `${[uid, uid, uid, uid].join("\t")} 0000000000000000`),
      "no process is root, or can do what root can", ids.join("\n"));
    const client = new Client(s.port);
    say((await client.get("/inloggen")).status === 200, "and it answers");
    client.close();
    const end = await s.stop();
    say(!end, "and it ends well", end);
  } finally {
    fs.rmSync(home, { recursive: true, force: true });
  }
}

/* ---- the parent --------------------------------------------------------------------------------- */

/* Is this text anywhere in what the process wrote to its memory? */
function remembers(pid, text) {
  const memory = fs.openSync(`/proc/${pid}/mem`, "r");
  const lines = fs.readFileSync(`/proc/${pid}/maps`, "utf8").split("\n");
  let found = false;
  for (const line of lines) {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
    const length = from ? Number(BigInt(`0x${to}`) - BigInt(`0x${from}`)) : 0;
    if (!length || length > 1 << 28 || found)
      continue;
    const bytes = Buffer.alloc(length);
    try {
      fs.readSync(memory, bytes, 0, length, BigInt(`0x${from}`));
    } catch {
      continue; // a page of a device
    }
    found = bytes.includes(text);
  }
  fs.closeSync(memory);
  return found;
}

/* The program with sanitizers, whose memory its own user may read. */
async function parent_knows_nobody(engine) {
  const db = await database(engine);
  const s = await server(db, { exe: program });
  const client = new Client(s.port);
  await client.login("noor");
  await client.get("/deelnemers/1007");
  const [worker] = children(s.pid).filter((pid) => remembers(pid, "Bergman"));
  say(worker, `${engine}: a worker has seen the client`);
  say(!remembers(s.pid, "Bergman") && !remembers(s.pid, "welkom bij spil"), `${engine}: the parent has not`);
  client.close();
  const end = await s.stop();
  say(!end, `${engine}: it ends well`, end);
  await db.drop();
}

linked();
for (const engine of engines)
  await confined(engine);
await other_user();
for (const engine of engines)
  await parent_knows_nobody(engine);
finish();
