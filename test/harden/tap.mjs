// tap.mjs: results in TAP for the tests of this folder.
// Not: a browser (test/browser/support.mjs).
// Start at say().
let number = 0, bad = 0;

export function say(good, name, why = "") {
  console.log(`${good ? "ok" : "not ok"} ${++number} - ${name}`);
  if (!good)
    bad++, console.log(String(why).slice(0, 4000).replace(/^/gm, "# "));
}

export function finish() {
  console.log(`1..${number}`);
  process.exit(bad ? 1 : 0);
}
