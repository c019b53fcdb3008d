// support.mjs: Chromium, axe and TAP for the browser tests.
// Not: what is tested (t_*.mjs).
// Start at browse().
import * as fs from "node:fs";
import * as path from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { code_of } from "../web/client.mjs";
import { on_port, root } from "../web/world.mjs";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const logs = path.join(root, "build-test/logs");

export const desktop = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };

let number = 0, bad = 0;
export function say(good, name, why = "") {
  console.log(`${good ? "ok" : "not ok"} ${++number} - ${name}`);
  if (!good) {
    bad++;
    console.log(String(why).replace(/^/gm, "# "));
  }
}
export function finish() {
  console.log(`1..${number}`);
  process.exit(bad ? 1 : 0);
}

/* The sandbox needs rights that root in a container has not; the rest keeps it off the network. */
export async function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: [
    ...(process.getuid() === 0 ? ["--no-sandbox"] : []), "--disable-gpu", "--disable-quic",
    "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync"] });
}

/* A part of a test: its name on failure with a picture of the page. */
export async function part(page, name, run) {
  try {
    await run();
    say(true, name);
    return true;
  } catch (e) {
    fs.mkdirSync(logs, { recursive: true });
    const picture = path.join(logs, `${name.replace(/[^\w]+/g, "-").slice(0, 80)}.png`);
    await page.screenshot({ path: picture, fullPage: true, timeout: 60000 }).catch(() => {});
    const text = await page.locator("main").innerText({ timeout: 2000 }).catch(() => "");
    say(false, name, `${e.message}\n${page.url()}\n${picture}\n${text.slice(0, 1500)}`);
    return false;
  }
}

export function must(good, what) {
  if (!good)
    throw new Error(what);
}

/* What axe finds, a line each; [] is well. */
export async function axe_finds(page, only) {
  if (!(await page.evaluate("typeof axe === 'object'")))
    await page.evaluate(axe);
  const found = await page.evaluate((rules) => globalThis.axe.run(document, {
    resultTypes: ["violations"], ...(rules ? { runOnly: rules } : {}) }), only);
  return found.violations.flatMap((v) => v.nodes.map((n) =>
    `${v.id} (${v.impact}): ${n.target.join(" ")} ${n.failureSummary?.split("\n")[1] ?? ""}`)).slice(0, 12);
}

/* Pixels that stick out of the screen to the right; 0 is well. */
export const overflow = (page) => page.evaluate(() =>
  document.documentElement.scrollWidth - document.documentElement.clientWidth);

export async function login(page, address, name) {
  await page.goto(`${address}/inloggen`);
  await page.fill("#f-name", name);
  await page.fill("#f-passphrase", "welkom bij spil");
  await page.click("main button.primary, main form button");
  await page.waitForSelector("#f-code");
  await page.waitForLoadState(); // the whole page, with the key
  const [, key] = /secret=([A-Z2-7]{32})/.exec(await page.content()) ?? []; // the first time
  const port = new URL(address).port;
  if (key)
    on_port(port).db.secrets.set(name, key);
  await page.fill("#f-code", await code_of(port, name));
  await page.click("main button.primary");
  if (key)
    await page.click("main a.button");
  await page.waitForURL((url) => !url.pathname.startsWith("/inloggen"));
}
