// main.mjs: plays every story on SQLite and on PostgreSQL and says in TAP what went well.
// Not: what a story can say (story.mjs).
// Start at the end. Arguments: names of stories ("contact.t"); none is all.
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { database, engines, folder, root, server, spil } from "./world.mjs";
import { play } from "./story.mjs";

const here = path.join(root, "test/web");
const wanted = process.argv.slice(2);
const stories = fs.readdirSync(here).filter((name) => name.endsWith(".t") &&
  (!wanted.length || wanted.includes(name))).sort();
let number = 0;

function say(good, name, why = "") {
  console.log(`${good ? "ok" : "not ok"} ${++number} - ${name}`);
  if (why)
    console.log(why.replace(/^/gm, "# "));
}

/* tidy reads every page. What it says wrongly, because it knows HTML 5.0 of 2014:
 * - attributes that came later: inputmode, autofocus on any element (both in the HTML standard),
 *   aria-current (WAI-ARIA 1.1);
 * - an <svg> inside an <svg>, which has a place and a size (SVG 1.1);
 * - a <div> in the <foreignObject> of an <svg>; a page without the tag <body>, which is optional;
 * - an empty element that holds a colour: no error, tidy would make it smaller;
 * - <div> around the groups of a <dl> (HTML 5.2), of which it tells in four ways. */
const forgiven = new RegExp('proprietary attribute "(inputmode|aria-current|autofocus)"' +
  '|<svg> proprietary attribute "(x|y|width|height|viewbox|preserveaspectratio)"' +
  '|<div> proprietary attribute "class"' +
  "|inserting implicit <body>|trimming empty|missing <dd>|missing </div> before <dt>|inserting implicit <dl>|missing </dl> before </div>");

async function tidy(pages) {
  const files = new Map();
  for (const [hash, page] of pages) {
    const file = path.join(folder, `${hash}.html`);
    fs.writeFileSync(file, page.body);
    files.set(file, page.path);
  }
  if (!files.size)
    return "";
  const said = await new Promise((resolve) => execFile("tidy", ["-q", "-e", "-utf8", "--gnu-emacs", "yes",
    "--warn-proprietary-attributes", "yes", ...files.keys()], { maxBuffer: 1 << 26 },
  (error, out, err) => resolve(error?.code === "ENOENT" ? "tidy is not installed: Error" : err + out)));
  files.forEach((_, file) => fs.rmSync(file));
  return said.split("\n").filter((line) => /(Warning|Error)/.test(line) && !forgiven.test(line))
    .map((line) => line.replace(/^(.*\.html)/, (file) => files.get(file) ?? file)).slice(0, 20).join("\n");
}

async function play_one(name, engine, seen) {
  const title = `${name.replace(/\.t$/, "")} (${engine})`;
  const start = Date.now();
  try {
    const text = fs.readFileSync(path.join(here, name), "utf8");
    const db = await database(engine, /^world empty$/m.test(text) ? { world: "", seen } : { seen });
    const pages = await play(name, text, db, { seen });
    const wrong = engine === "sqlite" ? await tidy(pages) : "";
    await db.drop();
    say(!wrong, `${title} ${Date.now() - start} ms`, wrong);
  } catch (e) {
    say(false, title, e.message);
  }
}

/* Every statement in the program was executed on this engine. */
async function seen_all(engine, seen) {
  const db = await database(engine);
  const done = await spil(["sqlcheck", ...db.options, "--seen", seen]);
  await db.drop();
  const missing = done.out.split("\n").filter((line) => /\.c:\d+/.test(line));
  say(done.code === 0, `every statement is executed (${engine}), not executed: ${missing.length}`,
    done.code === 0 ? "" : done.out + done.err);
}

async function lane(engine) {
  const seen = path.join(folder, `seen-${engine}`);
  fs.writeFileSync(seen, "");
  // One server that stays: after half a minute a process renews its lease of ids.
  const stays = wanted.length ? null : await server(await database(engine), { seen });
  for (const name of stories)
    await play_one(name, engine, seen);
  if (!stays)
    return;
  const demo = await database(engine, { world: "" });
  const filled = await spil(["demo", ...demo.options, "--clients", "20", "--seed", "1"], { seen });
  say(filled.code === 0 && /specialist1/.test(filled.out), `demo data are made (${engine})`,
    filled.code === 0 ? "" : filled.err);
  await demo.drop();
  const wrong = await stays.stop();
  say(!wrong, `a server that stayed for the whole run (${engine})`, wrong);
  await seen_all(engine, seen);
}

await Promise.all(engines.map(lane));
if (!stories.length)
  say(false, "there are stories");
console.log(`1..${number}`);
process.exit(0);
