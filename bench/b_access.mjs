#!/usr/bin/env node
// b_access.mjs FOLDER: what a logged look at a record costs: the smallest page of a record, with 20
// saves a second beside it; a line of the log, and its share of Vandaag; its size; how far the WAL grows.
// Not: judging the figures (tools/bench.awk). BENCH_SECONDS shortens the long run (60).
// Start at main().
import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import * as fs from "node:fs";
import * as path from "node:path";
import { Client } from "../test/web/client.mjs";
import { processes, cpu_ns } from "./processes.mjs";

const run = promisify(execFile);
const folder = path.resolve(process.argv[2] ?? "build/bench");
const program = process.env.SPIL;
const postgres = process.env.SPIL_TEST_PG;
const build = path.dirname(program);
const LONG = Number(process.env.BENCH_SECONDS ?? 60);
const SHORT = Math.min(LONG, 5);
const RUNS = 5, CONNECTIONS = 50, WORKERS = 4, SAVES = 20, LINES = 20000, STORED = 1000000;
const round = (n) => Number(n.toPrecision(4));
const note = (text) => console.log(`note ${text}`);
function figure(name, value, unit, bound, limit, bare) {
  console.log(`figure ${name} ${round(value)} ${unit} ${bound} ${limit} ${bare ? round(bare) : "-"}`);
}

async function sql(db, text) {
  const [command, args] = db.engine === "sqlite"
    ? ["sqlite3", ["-batch", "-bail", "-cmd", ".timeout 60000", db.file, text]]
    : ["psql", ["-XqAt", "-v", "ON_ERROR_STOP=1", "-d", db.url, "-c", text]];
  return (await run(command, args)).stdout.trim();
}

/* A demo of a thousand clients: the size of the history changes nothing for these pages. */
async function make(engine) {
  const db = { engine, file: path.join(folder, "access.db"), key: path.join(folder, `access-${engine}.key`),
    seal: path.join(folder, `access-${engine}.seal`) };
  db.url = engine === "sqlite" ? `sqlite:${db.file}` : postgres.replace(/\/[^/?]*\?/, "/bench_access?");
  fs.rmSync(db.seal, { force: true });
  if (engine === "sqlite") {
    for (const tail of ["", "-wal", "-shm", ".lock", ".serve"])
      fs.rmSync(db.file + tail, { force: true });
  } else {
    await sql({ engine, url: postgres }, "drop database if exists bench_access");
    await sql({ engine, url: postgres }, "create database bench_access");
  }
  db.options = ["--db", db.url, "--key", db.key, "--seal", db.seal];
  await run(program, ["demo", ...db.options, "--clients", "1000", "--seed", "1"], { maxBuffer: 1 << 24 });
  [db.client, db.trajectory] = (await sql(db, `select f.client_id, f.trajectory_id from trajectory_fact f
    join staff s on s.id = f.staff_id where s.login = 'specialist1' and f.phase = 'searching'
    order by f.trajectory_id limit 1`)).split("|");
  return db;
}

async function serve(db) {
  const child = spawn(program, ["serve", ...db.options, "--port", "0", "--workers", `${WORKERS}`],
    { stdio: ["ignore", "pipe", "ignore"] });
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
  server.client = new Client(server.port);
  await log_in(server.client, "specialist1");
  server.cookie = [...server.client.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  return server;
}

/* Practice data show the code, half a minute each. */
async function log_in(client, name) {
  await client.post("/inloggen", [["_csrf", ""], ["name", name], ["passphrase", "welkom bij spil"]]);
  for (let i = 0; i < 40; i++) {
    const [, code] = /<p class="practice">[^<]*?(\d{6})/.exec((await client.get("/inloggen/code")).body) ?? [];
    if (code) {
      await client.post("/inloggen/code", [["_csrf", ""], ["code", code]]);
      if ((await client.get("/vandaag")).status === 200)
        return;
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Error(`${name} cannot log in`);
}

async function stop(server) {
  server.client.close();
  server.child.kill("SIGTERM");
  await server.over;
}

/* Saves contacts all the while, a new one every 50 ms, and counts those that were kept. */
function saving(server) {
  const state = { saved: 0, wrong: "" };
  const client = new Client(server.port);
  client.cookies = new Map(server.client.cookies);
  client.csrf = server.client.csrf;
  const timer = setInterval(async () => {
    try {
      const answer = await client.post("/contact", [["who", server.db.client], ["minutes", "15"], ["note", "Gebeld"]]);
      client.cookies.delete("spil_flash");
      if (answer.status === 303)
        state.saved++;
      else
        state.wrong = `a save answers ${answer.status}`;
    } catch (e) {
      state.wrong = e.message;
    }
  }, 1000 / SAVES);
  state.end = () => clearInterval(timer) ?? client.close();
  return state;
}

const ms = (text) => Number(/[\d.]+/.exec(text)[0]) * { us: 0.001, ms: 1, s: 1000 }[/[a-z]+/.exec(text)[0]];
function parse_wrk(text) {
  const requests = /(\d+) requests in ([\d.]+)(s|m),/.exec(text);
  const p99 = /^\s+99%\s+(\S+)/m.exec(text), max = /Latency\s+\S+\s+\S+\s+(\S+)/.exec(text);
  if (!requests || !p99 || !max || /Non-2xx|Socket errors/.test(text))
    throw new Error(`wrk says\n${text}`);
  return { requests: Number(requests[1]), seconds: Number(requests[2]) * (requests[3] === "m" ? 60 : 1), p99: ms(p99[1]), max: ms(max[1]) };
}

async function load(server, where, seconds) {
  const ours = processes(server.child.pid), before = cpu_ns(ours);
  const { stdout } = await run("wrk", ["-t1", `-c${CONNECTIONS}`, `-d${seconds}s`, "--latency", "-H",
    `Cookie: ${server.cookie}`, `http://127.0.0.1:${server.port}${where}`]);
  const found = parse_wrk(stdout);
  return { ...found, us: (cpu_ns(ours) - before) / found.requests / 1000 };
}

const lines = async (db) => Number(await sql(db, "select count(*) from access_line"));
const small = (db) => `/deelnemers/${db.client}/later?regel=silent`;

/* On SQLite, with saves beside it: the first run is the long one, after which the WAL is weighed. */
async function measure_page(db) {
  const server = await serve(db), today = [];
  for (let i = 0; i < RUNS; i++) // of a day before thousands of contacts were saved in it
    today.push((await load(server, "/vandaag", SHORT)).us);
  for (let i = 0; i < RUNS; i++) {
    const before = await lines(db), saves = saving(server);
    const found = await load(server, small(db), i ? SHORT : LONG);
    saves.end();
    if (saves.wrong || saves.saved < found.seconds * SAVES * 0.8)
      throw new Error(`${saves.saved} saves in ${found.seconds} s; ${saves.wrong}`);
    const logged = await lines(db) - before;
    if (logged < found.requests)
      throw new Error(`${found.requests} pages, ${logged} lines in the log`);
    figure("logged_page_sqlite", 1e6 / found.us, "pages/CPU_s", "min", 5000);
    figure("logged_page_sqlite_p99", found.p99, "ms", "max", 25);
    figure("logged_page_sqlite_max", found.max, "ms", "max", 150);
    if (!i)
      figure("wal_sqlite", fs.statSync(`${db.file}-wal`).size / 1048576, "MB", "max", 64);
  }
  await stop(server);
  return today.sort((a, b) => a - b)[Math.floor(RUNS / 2)];
}

async function line_cost(db) {
  return Number((await run(path.join(build, "log_line"), [db.url, db.key, "add", `${LINES}`])).stdout);
}

async function measure_lines(db, today) {
  for (let i = 0; i < RUNS; i++) {
    const us = await line_cost(db);
    figure(`log_line_${db.engine}`, us, "us_CPU", "max", 100);
    if (today)
      figure("log_share_of_Vandaag", 100 * us / today, "%", "max", 10);
  }
}

/* A million lines as a national installation makes them, with all their indexes. */
async function measure_size(db) {
  await sql(db, "delete from access_line");
  if (db.engine === "postgresql")
    await sql(db, "vacuum full access_line");
  else
    await sql(db, "vacuum");
  await run(path.join(build, "log_line"), [db.url, db.key, "fill", `${STORED}`], { timeout: 600000 });
  const bytes = db.engine === "sqlite"
    ? await sql(db, "select sum(pgsize) from dbstat where name like 'access_line%'")
    : await sql(db, "select pg_total_relation_size('access_line')");
  figure(`log_line_bytes_${db.engine}`, Number(bytes) / STORED, "bytes", "max", 150);
}

async function measure_reads(db) {
  const server = await serve(db);
  for (let i = 0; i < RUNS; i++) {
    const found = await load(server, small(db), SHORT);
    figure("logged_reads_postgresql", found.requests / found.seconds, "pages/s", "min", 5000);
  }
  await stop(server);
}

async function main() {
  const lite = await make("sqlite");
  const today = await measure_page(lite);
  note(`Vandaag takes ${round(today)} us of CPU, its line in the log included`);
  await measure_lines(lite, today);
  await measure_size(lite);
  const pg = await make("postgresql");
  await measure_reads(pg);
  await measure_lines(pg);
  await measure_size(pg);
}

await main();
process.exit(0);
