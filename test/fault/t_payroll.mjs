#!/usr/bin/env node
// t_payroll.mjs: a payroll delivery from asking to bringing in: whom it asks for, kill -9 in the middle
// (everything or nothing), a line of 64 MB, a file that grows while it is read. SPIL_IMPORT_KILLS says
// how often it is killed (8).
// Not: what a line says (test/web/payroll.t).
// Start at the end.
import * as fs from "node:fs";
import * as path from "node:path";
import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "../web/client.mjs";
import { database, folder, program, server, spil } from "../web/world.mjs";

const ROWS = 20000;
const kills = Math.max(4, Number(process.env.SPIL_IMPORT_KILLS || 8));
const header = "person_pseudonym,period,ikv_id,employer_pseudonym,ikv_start,ikv_end,iko_start,iko_end,ikv_kind,employment_kind,contract_permanent," +
  "contract_written,contract_oncall,contract_hours_week,hours_paid,sv_days,wage_lbph,wage_sv,cao_code,sbi_version,sbi_section,sbi_code,sector_uwv,end_reason,delivery_version\n";
const line = (name, month, employer, hours) => `${name},${month},1,${employer},2021-01-04,,,,15,1,N,J,N,24.00,${hours},,900.00,900.00,,2008,G,4711,,,final\n`;
let number = 0, bad = 0;
function say(good, name, why = "") {
  console.log(`${good ? "ok" : "not ok"} ${++number} - ${name}`);
  if (!good)
    bad++, console.log(String(why).replace(/^/gm, "# "));
}
function file_of(db, name, ...parts) {
  const file = path.join(folder, `${db.name}-${name}`);
  fs.writeFileSync(file, parts.join(""));
  return file;
}

/* Milan's number goes out with a name, and what comes back under that name is his. */
async function there_and_back(db) {
  const s = await server(db);
  const client = new Client(s.port);
  await client.login("noor");
  await client.ask("GET", "/deelnemers/1001/bsn");
  const saved = await client.post("/deelnemers/1001/bsn", [["bsn", "123456782"]]);
  client.close();
  const end = await s.stop();
  say(saved.status === 303 && !end, `${db.engine}: a number is recorded`, `${saved.status} ${end}`);
  const list = path.join(folder, `${db.name}-list.csv`);
  const asked = await spil(["export", "payroll", list, ...db.options, "--programme", "IPS Noord"]);
  const rows = fs.existsSync(list) ? fs.readFileSync(list, "utf8").split("\r\n") : [];
  const name = /^123456782,(P[0-9a-f]{32})$/.exec(rows[1] ?? "")?.[1];
  say(asked.code === 0 && rows.length === 3 && rows[0] === "bsn,person_pseudonym" && name, `${db.engine}: one number, under a drawn name`,
    `${asked.out}${asked.err} ${rows}`);
  say((fs.statSync(list).mode & 0o777) === 0o600, `${db.engine}: only its owner may read it`);
  say((await db.sql("select client_id from payroll_person")).join() === "1001", `${db.engine}: only Milan was asked for`);
  say((await db.sql("select count(*) from access_line where client_id = 1001 and what % 64 = 28")).join() === "1",
    `${db.engine}: that his number was shown is in the log`);
  const again = await spil(["export", "payroll", list, ...db.options, "--programme", "IPS Noord"]);
  say(again.code === 1 && (await db.sql("select count(*) from payroll_request")).join() === "1", `${db.engine}: no file is written over`, again.err);
  const none = await spil(["export", "payroll", `${list}2`, ...db.options, "--programme", "IPS Oost"]);
  say(none.code === 1 && /nobody here/.test(none.err), `${db.engine}: nobody to ask for`, none.err);
  const many = await spil(["export", "payroll", `${list}2`, ...db.options]);
  const odd = await spil(["export", "payroll", `${list}2`, ...db.options, "--snel"]);
  const bare = await spil(["export", "payroll"]);
  say(many.code === 1 && odd.code === 1 && bare.code === 1, `${db.engine}: asked wrongly`, `${many.err}${odd.err}${bare.err}`);
  const back = await spil(["import", "payroll", file_of(db, "back.csv", header, line(name, "2026-07", "W1", "40.00")), ...db.options]);
  const found = (await db.sql("select client_id, hours_paid, wage_sv from payroll_month")).join();
  say(back.code === 0 && found === "1001|4000|90000", `${db.engine}: what comes back is his`, `${back.out}${back.err} ${found}`);
}

const counts = async (db, name) => (await db.sql(`select (select count(*) from payroll_import i where i.file_name like '%${name}.csv'),
  (select coalesce(sum(l.lines), 0) from payroll_line l join payroll_import i on i.id = l.import_id where i.file_name like '%${name}.csv'),
  (select count(*) from payroll_month m join payroll_import i on i.id = m.import_id where i.file_name like '%${name}.csv')`)).join();
const nothing = "0|0|0", everything = `1|${ROWS}|${ROWS}`;

function large(db, name, mark) {
  const parts = [header];
  for (let i = 0; i < ROWS; i++)
    parts.push(line("PMILOU", `${2021 + i % 5}-${String(1 + Math.trunc(i / 5) % 12).padStart(2, "0")}`, `W${Math.trunc(i / 60)}`, `${mark}.00`));
  return file_of(db, `${name}.csv`, ...parts);
}

async function killed(db) {
  await db.sql("insert into payroll_request (id, programme_id, made_at) values (7001, 11, 1)");
  await db.sql("insert into payroll_person (pseudonym, request_id, client_id) values ('PMILOU', 7001, 1007)");
  const start = Date.now();
  const whole = await spil(["import", "payroll", large(db, "Aa", 10), ...db.options]);
  const ms = Date.now() - start;
  say(whole.code === 0 && await counts(db, "Aa") === everything, `${db.engine}: left alone, everything is there`, `${whole.out}${whole.err} ${await counts(db, "Aa")}`);
  const half = [], ends = { nothing: 0, everything: 0 };
  for (let i = 0; i < kills; i++) {
    const name = `B${String.fromCharCode(97 + i)}`;
    const child = spawn(program, ["import", "payroll", large(db, name, 20 + i), ...db.options], { stdio: "ignore" });
    const over = new Promise((resolve) => child.on("exit", resolve));
    await pause(ms * (i + 0.5) / kills);
    child.kill("SIGKILL");
    await over;
    await pause(200);
    const found = await counts(db, name);
    if (found === nothing || found === everything)
      ends[found === nothing ? "nothing" : "everything"]++;
    else
      half.push(`${name}: ${found}`);
  }
  say(!half.length, `${db.engine}: killed ${kills} times: nothing (${ends.nothing}) or everything (${ends.everything})`, half.join("\n"));
  say(ends.nothing > 0, `${db.engine}: some were killed in the middle`, `after ${ms} ms in all`);
}

async function odd_files(db) {
  const giant = file_of(db, "Ga.csv", header, line("PMILOU", "2026-01", "W1", "40.00"), "x".repeat(64 << 20), "\n", line("PMILOU", "2026-02", "W1", "40.00"));
  const read = await spil(["import", "payroll", giant, ...db.options, "--dry-run"]);
  fs.rmSync(giant);
  say(read.code === 0 && /^lines 2$/m.test(read.out) && /^refused 1$/m.test(read.out) && /Ga\.csv:3:\d+: the record is longer than 1 MiB/.test(read.out),
    `${db.engine}: a line of 64 MB is refused, the others are read`, read.out.slice(0, 2000) + read.err);
  const growing = large(db, "Gb", 60);
  const timer = setInterval(() => fs.appendFileSync(growing, line("PMILOU", "2026-02", "W1", "40.00")), 1);
  const grown = await spil(["import", "payroll", growing, ...db.options]);
  clearInterval(timer);
  say(grown.code === 1 && /changed while it was read/.test(grown.out) && await counts(db, "Gb") === nothing,
    `${db.engine}: a file that grows is not used`, grown.out.slice(0, 2000) + grown.err + await counts(db, "Gb"));
}

for (const engine of ["sqlite", "postgresql"]) {
  const db = await database(engine);
  await there_and_back(db);
  await killed(db);
  await odd_files(db);
}
console.log(`1..${number}`);
process.exit(bad ? 1 : 0);
