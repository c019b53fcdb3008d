// t_scanners.mjs: wapiti and sqlmap against practice data on loopback, logged in as a specialist.
// SCAN_SECONDS (480) bounds wapiti, an eighth of it each address that sqlmap tries, two at a time: some
// 130 addresses, an hour. What they find fails, and so does an address that was not tried.
// Not: our own attacks (test/harden), which know the program better.
// Start at the end.
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import http from "node:http";
import * as path from "node:path";
import { Client } from "../web/client.mjs";
import { database, folder, server, spil } from "../web/world.mjs";
import { form_again, forms_of, patterns, walk } from "../harden/crawl.mjs";
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

async function practice() {
  const db = await database("sqlite", { world: "" });
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

async function sqlmap(address, client) {
  const pages = await walk(client, kind, () => {}, 1);
  const targets = pages.filter((at) => at.includes("?") && !at.startsWith("/taal")).map((at) => ["-u", address + at]);
  for (const where of await forms_of(client, pages, kind)) {
    const form = await form_again(client, where);
    const data = form?.fields.filter((f) => f.sent).map((f) => [f.name, f.value || "1"]);
    if (data)
      targets.push(["-u", address + form.action, "--data", new URLSearchParams(data).toString()]);
  }
  let next = 0, asked = 0, cut = 0, found = "";
  const missed = [];
  const scan = async (lane) => {
    while (next < targets.length) {
      const target = targets[next++];
      const { said, code } = await run("sqlmap", [...target, "--batch", "--level", "1", "--risk", "1", "--technique", "BEUST",
        "--time-sec", "2", "--skip", "_csrf,_once,version", "--ignore-code", "*", "--flush-session", "--disable-coloring",
        "--results-file", path.join(folder, `sqlmap-${lane}.csv`), "--timeout", "10",
        "--output-dir", path.join(folder, `sqlmap-${lane}`)], seconds / 16); // killed after twice that
      if (/testing|tested/.test(said))
        asked++, cut += code !== 0;
      else
        missed.push(`${target.join(" ")}\n${said.slice(-500)}`);
      found += said.split("\n").filter((line) => /is vulnerable|identified the following injection|appears to be .*injectable/.test(line))
        .map((line) => `${target.join(" ")}\n${line}\n`).join("");
    }
  };
  await Promise.all([scan(1), scan(2)]);
  say(targets.length >= 20 && asked === targets.length, `sqlmap tried ${asked} of ${targets.length} addresses, ${cut} until their time was over`,
    missed.join("\n"));
  say(!found, "sqlmap: nothing can be injected", found);
}

const db = await practice();
const s = await server(db, { now: null, workers: 2, options: ["--secure", "yes"] });
const client = await log_in(s.port, "specialist1");
const cookie = [...client.cookies].filter(([name]) => name === "spil_session").map((c) => c.join("=")).join("; ");
const proxy = await guard(s, cookie);
const base = `http://127.0.0.1:${proxy.address().port}`;
await wapiti(s, base);
await sqlmap(base, client);
proxy.close();
say((await client.get("/vandaag")).status === 200, "the session is still good: they were logged in all the time");
client.close();
const wrong = await s.stop();
say(!wrong, "the server stayed well", wrong);
const errors = s.err.split("\n").filter((line) => line && (/ status=5\d\d/.test(line) || !/event=http/.test(line)));
say(!errors.length, "no request made the program fail", errors.slice(0, 20).join("\n"));
finish();
