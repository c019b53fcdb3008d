// t_provider.mjs: logging in through a real OpenID Connect provider (oidc-provider) on loopback, and
// through one that cheats.
// Not: tokens in detail (test/unit/t_provider.c).
// Start at the end.
import { generateKeyPairSync } from "node:crypto";
import http from "node:http";
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import Provider from "oidc-provider";
import { Client } from "../web/client.mjs";
import { base64, signed, small_provider } from "../web/provider.mjs";
import { database, folder, server } from "../web/world.mjs";
import { finish, must, say } from "./support.mjs";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const secret = path.join(folder, "provider-secret");
writeFileSync(secret, "a secret of at least thirty-two bytes\n");

async function part(name, run) {
  try {
    await run();
    say(true, name);
  } catch (e) {
    say(false, name, e.stack);
  }
}

const listen = (handler) => new Promise((resolve) => {
  const s = http.createServer(handler);
  s.listen(0, "127.0.0.1", () => resolve(s));
});
const free_port = async () => {
  const s = await listen(() => {});
  const { port } = s.address();
  await new Promise((resolve) => s.close(resolve));
  return port;
};

/* ---- the real one: whoever is named in `who` logs in without a question ------------------------ */

const claims = { noor: { email: "noor@example.org", email_verified: true },
  stranger: { email: "stranger@example.org", email_verified: true },
  fake: { email: "bart@example.org", email_verified: false } };

async function real(port, callback, state) {
  const make = () => new Provider(`http://127.0.0.1:${port}`, {
    clients: [{ client_id: "spil", client_secret: "a secret of at least thirty-two bytes",
      redirect_uris: [callback], id_token_signed_response_alg: state.alg }],
    jwks: { keys: [state.key.privateKey.export({ format: "jwk" })].map((k) => ({ ...k, kid: state.kid,
      use: "sig", alg: state.alg })) },
    pkce: { required: () => true, methods: ["S256"] },
    scopes: ["openid", "email"], claims: { openid: ["sub", "amr"], email: ["email", "email_verified"] },
    conformIdTokenClaims: false, features: { devInteractions: { enabled: false } },
    cookies: { keys: ["x"] },
    findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...claims[id] }) }),
    interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  });
  let provider = make(), callback_of = provider.callback();
  const s = http.createServer(async (request, answer) => {
    if (!request.url.startsWith("/interaction/"))
      return callback_of(request, answer);
    const { params } = await provider.interactionDetails(request, answer);
    const grant = new provider.Grant({ accountId: state.who, clientId: params.client_id });
    grant.addOIDCScope("openid email");
    return provider.interactionFinished(request, answer, { login: { accountId: state.who,
      ...(state.mfa ? { amr: ["pwd", "mfa"] } : {}) }, consent: { grantId: await grant.save() } });
  });
  await new Promise((resolve) => s.listen(port, "127.0.0.1", resolve));
  // Another key, as after a rotation.
  s.rotate = () => {
    provider = make();
    callback_of = provider.callback();
  };
  return s;
}

/* ---- a browser without script ----------------------------------------------------------------- */

/* Follows from Spil to the provider and back; the answer of Spil. */
async function round(client, { back } = {}) {
  const away = await client.get("/inloggen/aanbieder");
  must(away.status === 303, `away answers ${away.status}`);
  let at = away.location, cookies = "";
  for (let i = 0; i < 8 && !at.includes("/inloggen/terug"); i++) {
    const answer = await fetch(at, { redirect: "manual", headers: { cookie: cookies } });
    // Debian's node knows no getSetCookie(): the cookies come as one text, commas between.
    const set = (answer.headers.get("set-cookie") ?? "").split(/,(?=[^;,]+=)/).filter(Boolean);
    cookies = [...cookies.split("; ").filter(Boolean), ...set.map((c) => c.trim().split(";")[0])].join("; ");
    must(answer.status === 303 || answer.status === 302, `${at} answers ${answer.status}: ${await answer.text()}`);
    at = new URL(answer.headers.get("location"), at).href;
  }
  const { pathname, search } = new URL(at);
  return client.get(back ? back(pathname + search) : pathname + search);
}

async function installation(issuer, port) {
  const db = await database("sqlite");
  await db.sql(`update staff set email = login || '@example.org';
    insert into login_provider (staff_id, issuer, since) values (101, '${issuer}', 1), (102, '${issuer}', 1)`);
  return server(db, { port, options: ["--url", `http://127.0.0.1:${port}`, "--provider", issuer, "--provider_name",
    "de proef", "--provider_client", "spil", "--provider_secret_file", secret], now: null });
}

async function with_real() {
  const port = await free_port(), spil_port = await free_port();
  const state = { who: "noor", alg: "RS256", kid: "first", key: rsa, mfa: false };
  const s = await installation(`http://127.0.0.1:${port}`, spil_port);
  const provider = await real(port, `http://127.0.0.1:${spil_port}/inloggen/terug`, state);
  const fresh = () => new Client(s.port);

  await part("the log-in page offers the provider", async () => {
    const page = await fresh().get("/inloggen");
    must(page.body.includes("Inloggen via de proef"), page.body);
  });
  await part("the first log-in links by e-mail address, and asks our code", async () => {
    const c = fresh();
    const answer = await round(c);
    must(answer.status === 303 && answer.location.startsWith("/inloggen/code"), `${answer.status} ${answer.location}`);
    must(!c.cookies.has("spil_session"), "no session yet");
    await c.code("noor");
    must(c.cookies.has("spil_session"), "a session after the code");
    must((await s.db.sql("select subject from login_provider where staff_id = 101"))[0] === "noor", "linked");
  });
  await part("from then on by issuer and subject alone; the provider's second factor is enough", async () => {
    state.mfa = true;
    await s.db.sql("update staff set email = 'elders@example.org' where id = 101");
    const c = fresh();
    const answer = await round(c);
    must(answer.status === 303 && answer.location === "/", `${answer.status} ${answer.location}`);
    must((await c.get("/vandaag")).status === 200, "in");
  });
  await part("keys are rotated: RS256, then ES256", async () => {
    for (const [alg, kid, key] of [["RS256", "second", generateKeyPairSync("rsa", { modulusLength: 2048 })],
      ["ES256", "third", generateKeyPairSync("ec", { namedCurve: "P-256" })]]) {
      Object.assign(state, { alg, kid, key });
      provider.rotate();
      const answer = await round(fresh());
      must(answer.status === 303 && answer.location === "/", `${alg}: ${answer.status}`);
    }
  });
  await part("who is not known, not verified or gone stays out; no account is made", async () => {
    const before = (await s.db.sql("select count(*) from staff"))[0];
    for (const who of ["stranger", "fake"]) {
      state.who = who;
      const c = fresh();
      must((await round(c)).status === 403 && !c.cookies.has("spil_session"), who);
    }
    state.who = "noor";
    await s.db.sql("update staff set active = 0 where id = 101");
    must((await round(fresh())).status === 403, "gone");
    await s.db.sql("update staff set active = 1 where id = 101");
    must((await s.db.sql("select count(*) from staff"))[0] === before, "no account");
  });
  await part("another state, another browser, a used code", async () => {
    const c = fresh();
    let used;
    must((await round(c, { back: (at) => at.replace(/state=[^&]*/, "state=x") })).status === 403, "state");
    const other = fresh();
    must((await round(c, { back: (at) => (used = at) })).status === 303, "good");
    must((await other.get(used)).status === 403, "another browser");
    const thief = fresh();
    thief.cookies.set("spil_away", /state=([^&]*)/.exec(used)[1]); // even with the cookie
    must((await thief.get(used)).status === 403 && !thief.cookies.has("spil_session"), "a code is used once");
  });
  provider.close();
  provider.closeAllConnections();
  await part("a provider that is not there stops nobody else", async () => {
    const c = fresh();
    must((await c.get("/inloggen/aanbieder")).status === 503, "away");
    await c.login("bart");
    must(c.cookies.has("spil_session"), "with a passphrase");
  });
  const wrong = await s.stop();
  say(!wrong, "the server stayed well", wrong);
}

async function with_cheater() {
  const provider = await small_provider();
  const { issuer } = provider;
  const s = await installation(issuer, await free_port());
  const now = Math.floor(Date.now() / 1000);
  let nonce;
  const good = () => ({ iss: issuer, aud: "spil", sub: "noor", exp: now + 300, iat: now, nonce,
    email: "noor@example.org", email_verified: true, amr: ["mfa"] });
  const head = { alg: "RS256", kid: "1" };
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const cases = [
    ["a good one", 303, () => signed(head, good())],
    ["the clock runs 50 s ahead", 303, () => signed(head, { ...good(), iat: now + 50 })],
    ["another audience", 403, () => signed(head, { ...good(), aud: "another" })],
    ["another nonce", 403, () => signed(head, { ...good(), nonce: "another" })],
    ["expired", 403, () => signed(head, { ...good(), exp: now - 100 })],
    ["from the future", 403, () => signed(head, { ...good(), iat: now + 300 })],
    ["another issuer", 403, () => signed(head, { ...good(), iss: "https://elders.example" })],
    ["an unknown key", 403, () => signed({ ...head, kid: "9" }, good())],
    ["somebody else's key", 403, () => signed(head, good(), stranger)],
    ["algorithm none", 403, () => `${base64({ alg: "none" })}.${base64(good())}.`],
    ["no token", 403, () => undefined],
  ];
  for (const [name, wanted, token] of cases) {
    await part(`a provider that sends ${name}: ${wanted}`, async () => {
      const c = new Client(s.port);
      provider.token = token;
      const away = await c.get("/inloggen/aanbieder");
      const params = new URL(away.location).searchParams;
      nonce = params.get("nonce");
      must(params.get("code_challenge_method") === "S256" && params.get("redirect_uri").endsWith("/inloggen/terug"), away.location);
      const answer = await c.get(`/inloggen/terug?code=abc&state=${params.get("state")}`);
      must(answer.status === wanted, `${answer.status}: ${answer.body.slice(0, 500)}`);
      must(c.cookies.has("spil_session") === (wanted === 303), "a session or not");
    });
  }
  await part("discovery that names another issuer", async () => {
    provider.names = "https://elders.example";
    must((await new Client(s.port).get("/inloggen/aanbieder")).status === 503, "refused");
  });
  provider.server.close();
  provider.server.closeAllConnections();
  const wrong = await s.stop();
  say(!wrong, "the server stayed well with a cheater", wrong);
}

await with_real();
await with_cheater();
finish();
