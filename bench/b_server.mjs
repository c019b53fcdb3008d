#!/usr/bin/env node
// b_server.mjs FOLDER: what a page costs on a database of national size and on a tenth of it, on
// both engines; how long filling and starting take; what an idle server holds.
// Not: judging the figures (tools/bench.awk).
// Start at main().
import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import * as fs from "node:fs";
import * as http from "node:http";
import * as path from "node:path";
import { processes, cpu_ns, memory_kb } from "./processes.mjs";

const run = promisify(execFile);
const folder = path.resolve(process.argv[2] ?? "build/bench");
const program = process.env.SPIL;
const postgres = process.env.SPIL_TEST_PG;
const build = path.dirname(program);

const RUNS = 5;
const SECONDS = 2;
const CONNECTIONS = 50;
const WORKERS = 4;
const sizes = { tenth: 1000, national: 10000 };
const engines = ["sqlite", "postgresql"];
// Milliseconds of CPU of all our processes per request on SQLite; PostgreSQL may take three times.
const pages = {
  Deelnemers: { limit: 0.4, path: () => "/deelnemers", bare: "list" },
  Vandaag: { limit: 1, path: () => "/vandaag", bare: "list" },
  client: { limit: 1, path: (db) => `/deelnemers/${db.busy}`, bare: "timeline" },
};

const note = (text) => console.log(`note ${text}`);
const round = (n) => Number(n.toPrecision(4));

function figure(name, value, unit, bound, limit, bare) {
  console.log(`figure ${name} ${round(value)} ${unit} ${bound} ${limit} ${bare ? round(bare) : "-"}`);
}

function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/* ---- the databases */

async function sql(db, text) {
  const [command, args] = db.engine === "sqlite"
    ? ["sqlite3", ["-batch", "-bail", "-cmd", ".timeout 60000", db.file, text]]
    : ["psql", ["-XqAt", "-v", "ON_ERROR_STOP=1", "-d", db.url, "-c", text]];
  return (await run(command, args)).stdout.trim();
}

const pg_address = (name) => postgres.replace(/\/[^/?]*\?/, `/${name}?`);

/* An empty database, migrated. */
async function make(engine, size) {
  const db = { engine, size, name: `bench_${size}`, file: path.join(folder, `${size}.db`) };
  db.url = engine === "sqlite" ? `sqlite:${db.file}` : pg_address(db.name);
  db.key = path.join(folder, `${size}-${engine}.key`);
  if (engine === "sqlite") {
    for (const tail of ["", "-wal", "-shm", ".lock", ".serve"])
      fs.rmSync(db.file + tail, { force: true });
  } else {
    const all = { engine, url: postgres };
    await sql(all, `drop database if exists ${db.name}`);
    await sql(all, `create database ${db.name}`);
  }
  await run(program, ["init", "--db", db.url, "--key", db.key]);
  return db;
}

/* All rows of all tables. */
async function rows_of(db) {
  const names = await sql(db, db.engine === "sqlite"
    ? "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'"
    : "select table_name from information_schema.tables where table_schema = current_schema()");
  const counts = names.split("\n").map((table) => `select count(*) as n from ${table}`);

  return Number(await sql(db, `select sum(n) from (${counts.join(" union all ")}) as counted`));
}

/* Invented people; the rows per second count the rows that are there afterwards and were not before. */
async function fill(engine, size) {
  const db = await make(engine, size);
  const empty = await rows_of(db);
  const start = process.hrtime.bigint();

  await run(program, ["demo", "--db", db.url, "--key", db.key, "--clients", `${sizes[size]}`,
    "--seed", "1"], { maxBuffer: 1 << 24 });
  db.seconds = Number(process.hrtime.bigint() - start) / 1e9;
  db.rows = await rows_of(db) - empty;
  if (engine === "postgresql")
    await sql(db, "vacuum analyze");
  await choose(db);
  return db;
}

/* The client with most contacts, and the specialist who sees that page and his own lists. */
async function choose(db) {
  const row = await sql(db, `select f.client_id, s.login, count(*), f.staff_id, f.trajectory_id
    from contact_client k join trajectory_fact f on f.trajectory_id = k.trajectory_id
    join staff s on s.id = f.staff_id where f.phase <> 'closed'
    group by f.client_id, s.login, f.staff_id, f.trajectory_id order by 3 desc, 1 limit 1`);

  [db.busy, db.login, db.contacts, db.staff, db.trajectory] = row.split("|");
  if (Number(db.contacts) < 2000)
    throw new Error(`the busiest client has ${db.contacts} contacts, not 2,000`);
}

/* ---- the server */

function ask(server, where, { method = "GET", cookie, body } = {}) {
  return new Promise((resolve, reject) => {
    const headers = { ...(cookie ? { cookie } : {}),
      ...(body ? { "content-type": "application/x-www-form-urlencoded" } : {}) };
    const request = http.request({ port: server.port, path: where, method, headers, agent: false },
      (answer) => {
        let text = "";
        answer.on("data", (piece) => (text += piece));
        answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
      });
    request.on("error", reject);
    request.end(body);
  });
}

/* Resolves when it listens; its request log is thrown away. */
async function serve(db) {
  const child = spawn(program, ["serve", "--db", db.url, "--key", db.key, "--port", "0",
    "--workers", `${WORKERS}`], { stdio: ["ignore", "pipe", "ignore"] });
  const server = { db, child };

  process.on("exit", () => child.kill("SIGKILL"));
  server.over = new Promise((resolve) => child.on("close", resolve));
  server.port = await new Promise((resolve, reject) => {
    child.stdout.on("data", (text) => {
      const found = /listens on http:\/\/[^:]*:(\d+)/.exec(text);
      if (found)
        resolve(Number(found[1]));
    });
    child.on("close", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return server;
}

async function stop(server) {
  server.child.kill("SIGTERM");
  await server.over;
}

/* The page shows the code, as in every practice database; none is taken twice, so a third log-in in
 * one minute waits. */
async function session(server, login) {
  const body = new URLSearchParams({ name: login, passphrase: "welkom bij spil" });
  const first = await ask(server, "/inloggen", { method: "POST", body: `${body}` });
  const [half] = /spil_half=[^;]+/.exec(`${first.headers["set-cookie"]}`) ?? [];
  let code;

  for (let i = 0; half && !code && i < 40; i++) {
    const { text } = await ask(server, "/inloggen/code", { cookie: half });
    [, code] = /<p class="practice">[^<]*?(\d{6})/.exec(text) ?? [];
    if (!code)
      await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  const answer = await ask(server, "/inloggen/code", { method: "POST", cookie: half, body: `code=${code}` });
  const cookie = /spil_session=[^;]+/.exec(`${answer.headers["set-cookie"]}`);

  if (!cookie)
    throw new Error(`${login} cannot log in: ${first.status}, ${answer.status}`);
  return cookie[0];
}

async function log_in(server) {
  server.cookie = await session(server, server.db.login);
  for (const [name, page] of Object.entries(pages)) {
    const { status, text } = await ask(server, page.path(server.db), { cookie: server.cookie });
    if (status !== 200 || !text.includes("data-rows") && !text.includes("timeline"))
      throw new Error(`${name} answers ${status}`);
  }
}

/* From the start of the program to the end of the first page with somebody's records. */
async function measure_start(db) {
  const started = await serve(db);
  await log_in(started);
  await stop(started);
  let idle = "";
  for (let i = 0; i < RUNS; i++) {
    const start = process.hrtime.bigint();
    const server = await serve(db);
    const answer = await ask(server, "/deelnemers", { cookie: started.cookie });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;

    if (answer.status !== 200)
      throw new Error(`the first answer is ${answer.status}`);
    figure(`first_answer_${db.engine}`, seconds, "s", "max", 0.2);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { rss, pss } = memory_kb(processes(server.child.pid));
    figure(`idle_memory_${db.engine}`, pss / 1024, "MB", "max", 60);
    idle = `${round(rss / 1024)} MB when the sum of RSS counts shared pages once per process`;
    await stop(server);
  }
  note(`idle_memory_${db.engine}: ${idle}`);
}

/* ---- load */

function parse_wrk(text) {
  const requests = /(\d+) requests in/.exec(text);
  const p99 = /^\s+99%\s+([\d.]+)(us|ms|s)/m.exec(text);

  if (!requests || !p99 || /Non-2xx|Socket errors/.test(text))
    throw new Error(`wrk says\n${text}`);
  return { requests: Number(requests[1]),
    p99: Number(p99[1]) * { us: 0.001, ms: 1, s: 1000 }[p99[2]] };
}

/* The processes of the PostgreSQL server that work for this database. */
async function backends(db) {
  if (db.engine === "sqlite")
    return [];
  const pids = await sql(db, `select pid from pg_stat_activity where datname = '${db.name}'
    and backend_type = 'client backend' and pid <> pg_backend_pid()`);
  return pids.split("\n").filter(Boolean).map(Number);
}

async function load(server, where) {
  const ours = processes(server.child.pid), theirs = await backends(server.db);
  const before = cpu_ns(ours), before_theirs = cpu_ns(theirs);
  const { stdout } = await run("wrk", ["-t1", `-c${CONNECTIONS}`, `-d${SECONDS}s`, "--latency", "-H",
    `Cookie: ${server.cookie}`, `http://127.0.0.1:${server.port}${where}`]);
  const { requests, p99 } = parse_wrk(stdout);

  return { p99, cpu: (cpu_ns(ours) - before) / requests / 1e6,
    theirs: (cpu_ns(theirs) - before_theirs) / requests / 1e6 };
}

/* Milliseconds of CPU of one bare query, ours and the backend's. */
async function bare(db, query) {
  const { stdout } = await run(path.join(build, "bare"),
    [db.url, query, query === "list" ? db.staff : db.trajectory]);
  return Number(stdout);
}

/* The small and the large database in turn, so that both see the same machine. */
async function measure_pages(engine, servers) {
  for (const [name, page] of Object.entries(pages)) {
    const growth = [], backend = [];

    for (let i = 0; i < RUNS; i++) {
      const small = await load(servers.tenth, page.path(servers.tenth.db));
      const large = await load(servers.national, page.path(servers.national.db));
      const floor = await bare(servers.national.db, page.bare);
      const limit = page.limit * (engine === "sqlite" ? 1 : 3);

      figure(`${name}_${engine}`, large.cpu, "ms_CPU", "max", round(limit), floor);
      figure(`${name}_${engine}_p99`, large.p99, "ms", "max", 25);
      growth.push((large.cpu + large.theirs) / (small.cpu + small.theirs));
      backend.push(large.theirs);
    }
    figure(`${name}_${engine}_growth`, 100 * (median(growth) - 1), "%", "max", 10);
    if (engine === "postgresql")
      note(`${name}_${engine}: and ${round(median(backend))} ms_CPU in the backends of PostgreSQL`);
  }
}

/* ---- the report of a cohort */

/* Everybody of all programmes, for a manager of all of them: computed once by the job worker, then the
 * page from what that kept. */
async function measure_cohort(engine, server) {
  const where = "/onderzoek/cohort?cohort=1001";
  const programmes = await sql(server.db, "select id from programme order by id");

  await sql(server.db, `update study set programmes = '${programmes.split("\n").join(" ")}', computed_at = null, figures = ''
    where id = 1001`);
  await sql(server.db, `insert into staff_role (id, staff_id, role, programme_id, from_on)
    select 100 + row_number() over (order by p.id), s.id, 'manager', p.id, '2020-01-01' from staff s, programme p
    where s.login = 'manager1' and not exists (select 1 from staff_role r where r.staff_id = s.id and r.programme_id = p.id)`);
  const cookie = await session(server, "manager1");
  const [, token] = /name="_csrf" value="([^"]*)"/.exec((await ask(server, where, { cookie })).text) ?? [];
  const start = process.hrtime.bigint();
  await ask(server, "/onderzoek/opnieuw", { method: "POST", cookie, body: `${new URLSearchParams({ _csrf: token, _cohort: "1001" })}` });
  while (await sql(server.db, "select count(*) from study where id = 1001 and computed_at is not null") !== "1") {
    if (process.hrtime.bigint() - start > 600e9)
      throw new Error("the figures of a cohort were not computed in ten minutes");
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  note(`cohort_page_${engine}: the figures took ${round(Number(process.hrtime.bigint() - start) / 1e9)} s, once`);
  for (let i = 0; i < RUNS; i++) {
    const begin = process.hrtime.bigint();
    const { status, text } = await ask(server, where, { cookie });
    const ms = Number(process.hrtime.bigint() - begin) / 1e6;

    if (status !== 200 || !text.includes("Berekend op"))
      throw new Error(`the page of a cohort answers ${status}`);
    figure(`cohort_page_${engine}`, ms, "ms", "max", 300);
  }
}

async function main() {
  for (const engine of engines) {
    const dbs = {};
    for (const size of Object.keys(sizes))
      dbs[size] = await fill(engine, size);
    figure(`fill_${engine}`, dbs.national.rows / dbs.national.seconds, "rows/s", "min",
      engine === "sqlite" ? 100000 : 50000);
    await measure_start(dbs.national);
    const servers = { tenth: await serve(dbs.tenth), national: await serve(dbs.national) };
    for (const server of Object.values(servers))
      await log_in(server);
    await measure_pages(engine, servers);
    await measure_cohort(engine, servers.national);
    for (const server of Object.values(servers))
      await stop(server);
  }
}

await main();
