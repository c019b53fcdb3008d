// world.mjs: databases and servers for tests over HTTP: one world, on SQLite and on PostgreSQL.
// Not: asking pages (client.mjs) or what a story says (story.mjs).
// Start at world_open().
import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import { setTimeout as pause } from "node:timers/promises";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { fileURLToPath } from "node:url";

const run = promisify(execFile);
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const program = process.env.SPIL || path.join(root, "build-test/spil");
export const engines = ["sqlite", "postgresql"];
export const monday = "2026-11-23T09:00";

// A leak that the sanitizer finds at the end must not pass for a good end.
const surroundings = {
  ASAN_OPTIONS: "abort_on_error=0:detect_leaks=1",
  LSAN_OPTIONS: `print_suppressions=0:suppressions=${path.join(root, "test/lsan.txt")}`,
  UBSAN_OPTIONS: "halt_on_error=1", ...process.env };

// The folder of this test run; gone at the end, whatever happens.
export const folder = fs.mkdtempSync(path.join(os.tmpdir(), "spil-test-"));
process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => process.exit(1));

const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

/* Runs the program; {code, out, err}. */
export async function spil(args, { seen, input } = {}) {
  const env = { ...surroundings, ...(seen ? { SPIL_SQL_SEEN: seen } : {}) };
  try {
    const promise = run(program, args, { env, maxBuffer: 1 << 26, timeout: 60000 });
    if (input !== undefined)
      promise.child.stdin.end(input);
    const done = await promise;
    return { code: 0, out: done.stdout, err: done.stderr };
  } catch (e) {
    return { code: e.code ?? `signal ${e.signal}`, out: e.stdout ?? "", err: e.stderr || String(e) };
  }
}

function pg_address(name) {
  const address = process.env.SPIL_TEST_PG;
  if (!address)
    throw new Error("SPIL_TEST_PG is not set: run this through tools/with-postgres");
  return address.replace(/\/[^/?]*\?/, `/${name}?`);
}

async function piped(command, args, text) {
  const promise = run(command, args, { maxBuffer: 1 << 26 });
  promise.child.stdin.end(text);
  try {
    return (await promise).stdout;
  } catch (e) {
    throw new Error(`${e.stderr || e.message}\nin: ${text.slice(0, 400)}`);
  }
}

const sql_sqlite = (file, text) =>
  piped("sqlite3", ["-batch", "-bail", "-cmd", ".timeout 20000", file], `${text};\n`);
const sql_pg = (name, text) =>
  piped("psql", ["-XqAt", "-v", "ON_ERROR_STOP=1", "-d", pg_address(name), "-f", "-"], `${text};\n`);

let last_number = 0;

/* A database of its own. world: the name of the file of SQL to fill it with ("" for an empty one
 * that is only migrated). The first of a kind is a template for the others. */
const templates = new Map();

async function make(engine) {
  const name = `t${process.pid}_${++last_number}`;
  // codes: the last one used by whom; secrets: of who set up a code in this database
  const db = { engine, name, file: path.join(folder, `${name}.db`), codes: new Map(), secrets: new Map() };
  db.url = engine === "sqlite" ? `sqlite:${db.file}` : pg_address(name);
  db.key = engine === "sqlite" ? `${db.file}.key` : path.join(folder, `${name}.key`);
  db.options = ["--db", db.url, "--key", db.key, "--seal", `${db.key}.seal`];
  db.sql = async (text) => {
    const out = await (engine === "sqlite" ? sql_sqlite(db.file, text) : sql_pg(name, text));
    return out.split("\n").filter((line) => line !== "");
  };
  return db;
}

async function make_template(engine, world, seen) {
  const db = await make(engine);
  if (engine === "postgresql")
    await sql_pg("spil", `create database ${db.name}`);
  // The secrets in world.sql are sealed under this key.
  fs.writeFileSync(db.key, "the key of every world of a test", { mode: 0o600 });
  const done = await spil(["init", ...db.options], { seen });
  if (done.code !== 0)
    throw new Error(`spil init: ${done.err}`);
  if (world)
    await db.sql(fs.readFileSync(world, "utf8").replace(/@hex\((\w+)\)/g,
      engine === "sqlite" ? "x'$1'" : "'\\x$1'"));
  if (engine === "sqlite") // all of it in one file, so that a copy is whole
    await db.sql("pragma wal_checkpoint(truncate)");
  return db;
}

export async function database(engine, { world = path.join(root, "test/web/world.sql"), seen } = {}) {
  const kind = `${engine} ${world}`;
  if (!templates.has(kind))
    templates.set(kind, make_template(engine, world, seen));
  const template = await templates.get(kind);
  const db = await make(engine);
  if (engine === "sqlite")
    fs.copyFileSync(template.file, db.file);
  else
    await sql_pg("spil", `create database ${db.name} template ${template.name}`);
  fs.copyFileSync(template.key, db.key);
  fs.chmodSync(db.key, 0o600);
  db.drop = async () => {
    if (engine === "sqlite")
      for (const tail of ["", "-wal", "-shm", ".lock", ".serve"])
        fs.rmSync(db.file + tail, { force: true });
    else
      await sql_pg("spil", `drop database if exists ${db.name} with (force)`);
  };
  return db;
}

/* The server on this port: its database, and what its clock says (ms). */
const ports = new Map();
export function on_port(port) {
  const found = ports.get(Number(port));
  if (!found)
    throw new Error(`no server was started on port ${port}`);
  return found;
}

/* Waits for the work of the night, which a server that starts catches up with, so that it changes
 * nothing behind the back of who looks. Which kinds there are shows after the first start. */
export async function settled(s) {
  const { clock } = on_port(s.port);
  for (const began = Date.now(); ; await pause(50)) {
    const jobs = (await s.db.sql("select kind, state, due_at, coalesce(finished_at, 0) from job"))
      .map((row) => row.split("|"));
    const over = (kind) => jobs.some(([one, state, due, finished]) => one === kind &&
      (state === "waiting" ? Number(due) > clock() : Number(finished) >= s.start));
    // All are planned before the first is run.
    const kinds = s.db.nightly ?? (jobs.some(([, state]) => state === "done") ? [...new Set(jobs.map(([one]) => one))] : []);
    if (kinds.length && kinds.every(over)) {
      s.db.nightly = kinds;
      return;
    }
    if (Date.now() - began > 60000)
      throw new Error(`the work of the night is not done after a minute: ${jobs.join("; ")}`);
  }
}

const broken = /AddressSanitizer|LeakSanitizer|runtime error|^spil: BUG|\bBUG\b|died/m;

/* The instant of a clock in the Netherlands, in winter and in summer. */
function instant_of(now) {
  const name = new Intl.DateTimeFormat("en", { timeZone: "Europe/Amsterdam", timeZoneName: "longOffset" })
    .formatToParts(new Date(`${now}:00Z`)).find((part) => part.type === "timeZoneName").value;
  return Date.parse(`${now}:00${name.replace("GMT", "")}`);
}

/* Starts a server on a free port of loopback; resolves when it answers. stop() ends it and tells
 * what went wrong in it ("" for nothing). */
export async function server(db, { now = monday, workers = 1, port = 0, seen, limit, options = [],
  exe = program } = {}) {
  const env = { ...surroundings, ...(seen ? { SPIL_SQL_SEEN: seen } : {}) };
  // limit: no file may grow beyond so many kB, as on a full disk
  const before = limit ? ["bash", "-c", `trap '' XFSZ; ulimit -f ${limit}; exec "$@"`, "-"] : [];
  const start = now ? instant_of(now) : Date.now(); // no later than the clock of the server
  const [first, ...rest] = [...before, exe, "serve", ...db.options, "--port", String(port), "--workers", String(workers),
    ...(now ? ["--now", now] : []), ...options];
  const child = spawn(first, rest, { env, stdio: ["ignore", "pipe", "pipe"] });
  const s = { child, err: "", db, pid: child.pid, start };
  running.add(child);
  s.over = new Promise((resolve) => child.on("close", (code, signal) => {
    running.delete(child);
    resolve(signal ?? code);
  }));
  child.stderr.on("data", (text) => (s.err += text));
  s.port = await new Promise((resolve, reject) => {
    let out = "";
    child.stdout.on("data", (text) => {
      out += text;
      const at = /listens on http:\/\/[^:]*:(\d+)/.exec(out);
      if (at)
        resolve(Number(at[1]));
    });
    child.on("close", (code) => reject(new Error(`the server ended with ${code}: ${s.err}`)));
  });
  // From when it listens: never ahead of the clock in the server, so that a code for the half minute
  // to come is not one half minute too early.
  const began = Date.now();
  ports.set(s.port, { db, clock: () => Date.now() - began + (now ? start : began) });
  s.stop = async () => {
    child.kill("SIGTERM");
    const end = await Promise.race([s.over,
      new Promise((resolve) => setTimeout(resolve, 20000, "nothing after 20 s").unref())]);
    if (end !== 0)
      return `the server ended with ${end}: ${s.err.slice(-2000)}`;
    const wrong = broken.exec(s.err);
    return wrong ? s.err.slice(Math.max(0, wrong.index - 200), wrong.index + 3000) : "";
  };
  return s;
}
