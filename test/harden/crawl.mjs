// crawl.mjs: walks through all that somebody can reach, and fills every form found there.
// Not: what is wrong with an answer (t_script.mjs, t_forged.mjs).
// Start at walk().
import { decode } from "../web/client.mjs";
import { spil } from "../web/world.mjs";

/* ---- addresses ----------------------------------------------------------------------------------- */

/* "/deelnemers/1001?x=1" -> "/deelnemers/:client?x": pages of one kind. */
export async function patterns() {
  const listed = (await spil(["routes"])).out.split("\n").filter(Boolean).map((line) => line.split(/\s+/));
  const paths = [...new Set(listed.map(([, path]) => path))].map((path) => ({ path,
    match: new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}$`) }));
  const kind = (address) => {
    const url = new URL(address, "http://spil");
    const found = paths.find(({ match }) => match.test(url.pathname))?.path ?? url.pathname;
    return `${found}?${[...url.searchParams.keys()].sort().join("&")}`;
  };
  return { kind, routes: listed.map(([method, path]) => ({ method, path })) };
}

const is_page = (answer) => /^text\/html/.test(answer.headers["content-type"] ?? "");

function links(page) {
  const found = [...page.matchAll(/\s(?:href|data-suggest|data-refresh)="([^"]*)"/g)].map(([, to]) => decode(to));
  const forms = all_forms(page).filter((f) => f.method !== "post").map((f) =>
    `${f.action}?${new URLSearchParams(f.fields.filter((x) => x.sent).map((x) => [x.name, x.value]))}`);
  return [...found.map((to) => (to.endsWith("=") ? `${to}img` : to)), ...forms]
    .filter((to) => /^\/(?!\/|assets\/)/.test(to)).map((to) => to.replace(/#.*/, ""));
}

/* Everything the client can reach from where it begins, at most `each` pages of one kind. Calls
 * seen(answer) for each; gives the addresses of pages. */
export async function walk(client, kind, seen, each = 3) {
  const waiting = ["/"], known = new Set(waiting), count = new Map(), pages = [];
  while (waiting.length) {
    const at = waiting.shift(), what = kind(at);
    if ((count.get(what) ?? 0) >= each)
      continue;
    count.set(what, (count.get(what) ?? 0) + 1);
    const answer = await client.get(at);
    client.cookies.delete("spil_flash");
    seen(answer);
    const more = answer.location ? [answer.location] : is_page(answer) ? links(answer.body) : [];
    if (is_page(answer) && answer.status === 200)
      pages.push(at);
    for (const to of more)
      if (!known.has(to) && known.add(to))
        waiting.push(to);
  }
  return pages;
}

/* ---- forms --------------------------------------------------------------------------------------- */

function attributes(tag) {
  const found = {};
  for (const [, name, , value] of tag.matchAll(/([\w-]+)(="([^"]*)")?/g))
    found[name] ??= value === undefined ? "" : decode(value);
  return found;
}

const typed = ["text", "search", "email", "tel", "url", "password", undefined];

/* One field: its name, its value, whether a browser would send it, what may be chosen instead. */
function field_of([, input, select, options, area, text]) {
  const a = attributes(input ?? select ?? area);
  if (select !== undefined) {
    const choices = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, o]) => attributes(o));
    const chosen = choices.find((o) => "selected" in o) ?? choices[0];
    return { ...a, value: chosen?.value ?? "", sent: true, choices: choices.map((o) => o.value ?? "") };
  }
  const is_box = a.type === "radio" || a.type === "checkbox";
  return { ...a, box: is_box, value: area === undefined ? a.value ?? (is_box ? "on" : "") : decode(text.replace(/^\n/, "")),
    sent: !is_box || "checked" in a, text: area !== undefined || (input !== undefined && typed.includes(a.type)) };
}

export function all_forms(page) {
  return [...page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, tag, inside]) => {
    const a = attributes(tag);
    const parts = /<input\b([^>]*)>|<select\b([^>]*)>([\s\S]*?)<\/select>|<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g;
    return { ...a, method: (a.method ?? "get").toLowerCase(), action: (a.action ?? "").replace(/#.*/, ""),
      fields: [...inside.matchAll(parts)].map(field_of).filter((f) => f.name) };
  });
}

/* Forms that end what the test needs: sessions, and the code of the one who walks. */
const spared = /^\/(uitloggen|inloggen|uren\/afsluiten|account\/(sessie|code|wachtzin|taal))/;

/* What ends something, and takes other forms away with it, is for last. */
const ends = (form) => /closed_|overdragen/.test(`${form.action} ${form.names}`);

/* Every form that can be sent from these pages, once per kind of address and fields:
 * {page, action, key}. */
export async function forms_of(client, pages, kind) {
  const found = new Map();
  for (const page of pages) {
    await client.get(page);
    for (const form of all_forms(client.last.body)) {
      const names = [...new Set(form.fields.map((f) => f.name))].sort().join();
      const key = `${kind(form.action).replace(/\?$/, "")} ${names}`;
      if (form.method === "post" && !spared.test(form.action) && !found.has(key))
        found.set(key, { page, action: form.action, names, key });
    }
  }
  return [...found.values()].sort((a, b) => ends(a) - ends(b));
}

/* The form again, on the page as it is now; undefined when it is no longer there. */
export async function form_again(client, { page, action, names }) {
  await client.get(page);
  return all_forms(client.last.body).find((f) => f.action === action && f.method === "post" &&
    [...new Set(f.fields.map((x) => x.name))].sort().join() === names);
}

export const errors_of = (page) =>
  new Set([...page.matchAll(/id="f-([\w-]+)-error">(?=[^<])/g)].map(([, name]) => name));

/* What to try when a text is refused, one after another. */
const others = ["=<b x=1>", "", "23-11-2026", "1-3-2027", "12", "1-2-1990", "naam@voorbeeld.nl", "0612345678", "2026-11-25", "1", "9:00", "9711 LM", "1002"];

/* A box to search in: chooses the first that is found. */
async function choose(client, box, fields) {
  for (const letters of ["img", "be", "ba", "no", "mi"]) {
    const { body } = await client.get(box["data-suggest"] + letters);
    const option = /<li\b([^>]*data-value[^>]*)>([^<]*)/.exec(body);
    if (option) {
      const a = attributes(option[1]), label = a["data-label"] ?? decode(option[2]).trim();
      fields.set(box.name, label);
      if (box.name.startsWith("_"))
        fields.set(box.name.slice(1), a["data-value"]).set(`${box.name}_was`, label);
      return;
    }
  }
}

/* Fills the form with text(field) in every field for text and sends it; where a field is refused it
 * gets something else, until the form is taken or nothing is left to try. Calls seen(answer, what was
 * sent) each time; gives the fields for text: {name, text, taken, refused}. */
export async function fill(client, where, text, seen) {
  const form = await form_again(client, where);
  if (!form)
    return [];
  const fields = new Map(), texts = [];
  let ticked = false;
  for (const f of form.fields) {
    if (f.text)
      texts.push({ name: f.name, text: text(f), taken: false, refused: false, tries: 0, box: f });
    if (f.sent)
      fields.set(f.name, f.text ? texts.at(-1).text : f.value);
    if (f.choices && !f.value)
      fields.set(f.name, f.choices.find((c) => c) ?? "");
    if (f.box && f.type === "radio" && !fields.has(f.name))
      fields.set(f.name, f.value);
  }
  for (let round = 0; round < others.length + 1; round++) {
    const answer = await client.post(form.action, [...fields].filter(([name]) => name !== "_csrf"));
    client.cookies.delete("spil_flash");
    seen(answer, [...fields]);
    const wrong = errors_of(answer.body);
    texts.forEach((t) => {
      t.refused ||= wrong.has(t.name) || (t.name.startsWith("_") && wrong.has(t.name.slice(1)));
      t.taken ||= answer.status < 400 && fields.get(t.name) === t.text;
    });
    const to_change = texts.filter((t) => (wrong.has(t.name) || wrong.has(t.name.replace(/^_/, ""))) &&
      t.tries < others.length);
    if (answer.status === 422 && !to_change.length && !ticked) {
      ticked = true; // something must be chosen that is no text
      form.fields.filter((f) => f.type === "checkbox").forEach((f) => fields.set(f.name, f.value));
      const radios = new Map();
      for (const f of form.fields.filter((f) => f.type === "radio"))
        radios.set(f.name, [...radios.get(f.name) ?? [], f.value]);
      [...radios].forEach(([name, all], i) => fields.set(name, all.at(-1 - i % all.length)));
      form.fields.filter((f) => f.choices).forEach((f, i) => { // not twice the same: two people, say
        const all = f.choices.filter(Boolean);
        fields.set(f.name, all.at(-1 - i % Math.max(all.length, 1)) ?? "");
      });
      continue;
    }
    if (answer.status !== 422 || !to_change.length)
      break;
    for (const t of to_change) {
      if (t.box["data-suggest"] && !t.tries)
        await choose(client, t.box, fields), t.tries++;
      else
        fields.set(t.name, others[t.tries++]);
    }
  }
  return texts;
}
