// t_scanners.mjs: wapiti and sqlmap against practice data on loopback, logged in as a specialist.
// SCAN_SECONDS (480) bounds wapiti; sqlmap tries every address and every form once, whole, on both engines
// at once. What they find fails, and so does a parameter that sqlmap did not try.
// Not: our own attacks (test/harden), which know the program better.
// Start at the end.
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import http from "node:http";
import * as path from "node:path";
import { Client } from "../web/client.mjs";
import { database, engines, folder, server, spil } from "../web/world.mjs";
import { fill, form_again, forms_of, patterns, walk } from "../harden/crawl.mjs";
import { finish, say } from "../harden/tap.mjs";

const seconds = Number(process.env.SCAN_SECONDS || 480);
const { kind } = await patterns();

/* They would fetch news of themselves: nothing but loopback. */
const alone = { HOME: folder, http_proxy: "http://127.0.0.1:9", https_proxy: "http://127.0.0.1:9", no_proxy: "127.0.0.1" };

/* Runs it for at most twice so long, when its own limits do not help; what it said. */
function run(command, args, limit) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: folder, env: { ...process.env, ...alone }, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    child.stdout.on("data", (text) => (said += text));
    child.stderr.on("data", (text) => (said += text));
    const timer = setTimeout(() => child.kill("SIGKILL"), 2 * limit * 1000);
    child.on("error", (e) => resolve({ said: String(e), code: -1 }));
    child.on("close", (code) => clearTimeout(timer) ?? resolve({ said, code }));
  });
}

async function practice(engine) {
  const db = await database(engine, { world: "" });
  const done = await spil(["demo", ...db.options, "--clients", "60", "--seed", "1"]);
  if (done.code !== 0)
    throw new Error(done.err);
  return db;
}

/* In practice data the page shows the code. */
async function log_in(port, name) {
  const client = new Client(port);
  await client.post("/inloggen", [["_csrf", ""], ["name", name], ["passphrase", "welkom bij spil"]]);
  const page = await client.get(client.last.location);
  await client.post("/inloggen/code", [["code", /De code is nu (\d{6})/.exec(page.body)[1]]]);
  await client.get("/vandaag");
  return client;
}

/* Between the scanners and the server: gives each request the session, and keeps away what would end
 * it or change the passphrase (wapiti's own way to leave pages out does not run on this Python). */
function guard(s, session) {
  const spared = /^\/(uitloggen|account\/(sessie|code|wachtzin)|taal)/;
  const proxy = http.createServer((ask, answer) => {
    if (spared.test(ask.url))
      return answer.writeHead(404).end();
    const others = (ask.headers.cookie ?? "").split(/; */).filter((c) => c && !c.startsWith("spil_session="));
    const headers = { ...ask.headers, host: `127.0.0.1:${s.port}`, cookie: [session, ...others].join("; ") };
    const on = http.request({ host: "127.0.0.1", port: s.port, method: ask.method, path: ask.url, headers, insecureHTTPParser: true },
      (from) => from.pipe(answer.writeHead(from.statusCode, from.headers)));
    on.on("error", () => answer.destroy());
    ask.pipe(on);
  });
  return new Promise((resolve) => proxy.listen(0, "127.0.0.1", () => resolve(proxy)));
}

/* ---- wapiti --------------------------------------------------------------------------------------- */

/* How many requests the server has answered. */
const requests = (s) => s.err.split("event=http").length - 1;

async function wapiti(s, base) {
  const before = requests(s);
  const report = path.join(folder, "wapiti.json");
  const { said } = await run("wapiti", ["-u", `${base}/`, "--scope", "domain", "-f", "json", "-o", report,
    "-m", "blindsql,cookieflags,crlf,csp,exec,file,http_headers,methods,permanentxss,redirect,sql,xss,xxe",
    "--max-scan-time", String(seconds / 3), "--max-attack-time", String(seconds / 30), "-S", "aggressive",
    "--max-links-per-page", "40", "--flush-session", "--no-bugreport", "-t", "10"], seconds);
  const found = fs.existsSync(report) ? JSON.parse(fs.readFileSync(report, "utf8")) : null;
  const asked = requests(s) - before;
  say(found && asked > 500, `wapiti sent ${asked} requests and reported`, said.slice(-3000));
  // The filter that this header switched on made holes of its own; browsers have dropped it.
  const forgiven = /^X-XSS-Protection is not set/;
  const all = [...Object.entries(found?.vulnerabilities ?? {}), ...Object.entries(found?.anomalies ?? {})];
  for (const [what, list] of all.map(([name, every]) => [name, every.filter((one) => !forgiven.test(one.info))]))
    say(!list.length, `wapiti: ${what}`, list.map((one) => `${one.method} ${one.path} ${one.parameter}: ${one.info}\n${one.curl_command ?? ""}`)
      .slice(0, 10).join("\n"));
}

/* ---- sqlmap --------------------------------------------------------------------------------------- */

const skipped = ["_csrf", "_once", "version"]; // one refuses all else, the others are numbers of ours
const encode = (fields) => new URLSearchParams(fields).toString().replaceAll("*", "%2A"); // "*" is sqlmap's mark

/* All addresses with a parameter, then the forms: {at, form, fields}; each as the page shows it, before
 * any of them was sent. */
async function addresses(client) {
  const pages = await walk(client, kind, () => {}, 1), list = [];
  for (const at of pages.filter((one) => one.includes("?") && !one.startsWith("/taal")))
    list.push({ at });
  for (const form of await forms_of(client, pages, kind)) {
    const now = await form_again(client, form);
    if (now)
      list.push({ at: form.action, form, fields: now.fields.filter((f) => f.sent).map((f) => [f.name, f.value || "1"]) });
  }
  // What takes no value is for last: it removes, and others may still need that.
  const values = ({ at, fields }) => at.includes("?") || fields.some(([name]) => !skipped.includes(name));
  return [...list.filter(values), ...list.filter((one) => !values(one)).map((one) => ({ ...one, bare: true }))];
}

/* The form filled in until it is taken, so that its values come as far as the database; how it was when
 * that is no longer possible. */
async function filled(client, { form, fields }) {
  let sent = fields, taken = false;
  await fill(client, form, (f) => f.value || "Jansen", (answer, tried) => {
    if (tried && !taken)
      sent = tried, taken = answer.status === 303;
  });
  return { taken, fields: [["_csrf", client.csrf], ...sent.filter(([name]) => name !== "_csrf")] };
}

/* What sqlmap suspects, tests further and does not take back: two searches for numbers that it drew by
 * lot find what they find. */
function suspects(line, said) {
  const [, parameter] = /parameter '(\S+)' appears to be .*injectable/.exec(line) ?? [];
  return parameter && !said.includes(`parameter '${parameter}' does not seem to be injectable`);
}

/* sqlmap on one address: {tried, wanted, found, said}; parameters that were tried, of those there are. */
async function try_one(engine, address, one, fields) {
  const at = one.bare ? one.at.replace(/\d{4,}/g, "$&*") : one.at; // the numbers in the path
  const names = new Set([...new URL(at, address).searchParams.keys(), ...(fields ?? []).map(([name]) => name)]);
  const wanted = one.bare ? at.split("*").length - 1 : [...names].filter((name) => !skipped.includes(name)).length;
  const data = fields ? ["--data", encode(fields)] : [];
  const { said, code } = await run("sqlmap", ["-u", address + at, ...data, "--batch", "--dbms", engine,
    "--level", "1", "--risk", "1", "--technique", "BEUSTQ", "--time-sec", "2", "--skip", skipped.join(),
    "--ignore-code", "*", "--ignore-redirects", "--flush-session", "--disable-coloring", "--timeout", "10",
    "--results-file", path.join(folder, `sqlmap-${engine}.csv`), "--output-dir", path.join(folder, `sqlmap-${engine}`)],
  60 + 10 * wanted); // a hang: a parameter takes two seconds
  return { said, over: code !== 0, tried: said.split("does not seem to be injectable").length - 1, wanted,
    found: said.split("\n").filter((line) => /is vulnerable|identified the following injection/.test(line) || suspects(line, said)) };
}

async function sqlmap(engine, address, client) {
  const list = await addresses(client), found = [], missed = [];
  let parameters = 0, forms = 0, taken = 0;
  for (const one of list) {
    const form = one.form && !one.bare ? await filled(client, one) : one;
    forms += form !== one, taken += form.taken ?? false;
    const done = await try_one(engine, address, one, form.fields);
    const name = `${one.at} ${encode(form.fields ?? [])}`;
    parameters += done.tried;
    if (done.over || done.tried !== done.wanted)
      missed.push(`${done.tried} of ${done.wanted}: ${name}\n${done.said.slice(-500)}`);
    if (done.found.length)
      found.push(`${name}\n${done.found.join("\n")}`);
  }
  say(list.length >= 100 && !missed.length, `${engine}: sqlmap tried ${parameters} parameters of ${list.length} addresses`,
    missed.join("\n"));
  say(taken >= forms / 2, `${engine}: ${taken} of ${forms} forms were taken as they were sent`);
  say(!found.length, `${engine}: sqlmap finds nothing to inject into`, found.join("\n"));
}

/* ---- the whole ------------------------------------------------------------------------------------ */

async function scan(engine, how) {
  const s = await server(await practice(engine), { now: null, workers: 2, options: ["--secure", "yes"] });
  const client = await log_in(s.port, "specialist1");
  const cookie = [...client.cookies].filter(([name]) => name === "spil_session").map((c) => c.join("=")).join("; ");
  const proxy = await guard(s, cookie);
  await how(s, `http://127.0.0.1:${proxy.address().port}`, client);
  proxy.close();
  say((await client.get("/vandaag")).status === 200, `${engine}: the session is still good: they were logged in all the time`);
  client.close();
  const wrong = await s.stop();
  say(!wrong, `${engine}: the server stayed well`, wrong);
  const errors = s.err.split("\n").filter((line) => line && (/ status=5\d\d/.test(line) || !/event=http/.test(line)));
  say(!errors.length, `${engine}: no request made the program fail`, errors.slice(0, 20).join("\n"));
}

await scan("sqlite", wapiti);
await Promise.all(engines.map((engine) => scan(engine, (s, address, client) => sqlmap(engine, address, client))));
finish();
