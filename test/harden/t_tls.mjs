// t_tls.mjs: processes whose system calls are filtered send mail over TLS and ask a log-in provider
// over https, by name; and refuse whoever an unknown authority vouches for.
// Not: what a mail says (invite.t), which tokens are refused (provider.t).
// Start at the end.
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import https from "node:https";
import net from "node:net";
import * as path from "node:path";
import tls from "node:tls";
import { Client } from "../web/client.mjs";
import { database, engines, folder, root, server } from "../web/world.mjs";
import { finish, say } from "./tap.mjs";

const shipped = process.env.SPIL_SHIPPED || path.join(root, "build/spil");
const at = (name) => path.join(folder, name);
const run = (command, ...args) => execFileSync(command, args, { stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });

/* ---- an authority of a day, and the program that trusts it ---------------------------------------- */

function certificates() {
  run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=authority of a test",
    "-keyout", at("ca.key"), "-out", at("ca.pem"));
  run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", at("server.key"), "-out", at("server.csr"));
  fs.writeFileSync(at("names"), "subjectAltName=DNS:localhost\n");
  run("openssl", "x509", "-req", "-in", at("server.csr"), "-CA", at("ca.pem"), "-CAkey", at("ca.key"), "-CAcreateserial",
    "-days", "1", "-extfile", at("names"), "-out", at("server.pem"));
  return { key: fs.readFileSync(at("server.key")), cert: fs.readFileSync(at("server.pem")) };
}

function trusting() {
  run("cc", "-std=c17", "-D_GNU_SOURCE", "-I", path.join(root, "src"), "-shared", "-fPIC", "-o", at("trust.so"), path.join(root, "test/harden/trust.c"), "-ldl");
  fs.writeFileSync(at("spil"), `#!/bin/sh\nLD_PRELOAD=${at("trust.so")} SPIL_TEST_AUTHORITY=${at("ca.pem")} exec ${shipped} "$@"\n`,
    { mode: 0o755 });
  return at("spil");
}

const listens = (s) => new Promise((resolve) => s.listen(0, "localhost", () => {
  s.unref();
  resolve(s.address().port);
}));

/* A mail server that talks TLS at once, or when it is asked to; what came over TLS. */
async function mail_server(identity, at_once) {
  const m = { mails: [], plain: 0 };
  const talk = (socket) => {
    let data = null, left = "";
    const answer = (text) => socket.write(`${text}\r\n`);
    const line = (text) => {
      if (data !== null) {
        data += `${text}\n`;
        if (text === ".")
          socket.encrypted ? m.mails.push(data) : m.plain++, data = null, answer("250 kept");
      } else if (/^EHLO/i.test(text)) {
        answer(socket.encrypted ? "250 test" : "250-test\r\n250 STARTTLS");
      } else if (/^STARTTLS/i.test(text) && !socket.encrypted) {
        answer("220 go on");
        socket.removeAllListeners("data");
        talk(new tls.TLSSocket(socket, { isServer: true, ...identity }));
      } else if (/^DATA/i.test(text)) {
        data = "", answer("354 go on");
      } else {
        answer("250 ok");
      }
    };
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      const lines = (left + bytes).split("\r\n");
      left = lines.pop();
      lines.forEach(line);
    });
    return answer;
  };
  const greet = (socket) => talk(socket)("220 test");
  m.port = await listens(at_once ? tls.createServer(identity, greet) : net.createServer(greet));
  return m;
}

async function provider(identity) {
  const p = { asked: [] };
  const s = https.createServer(identity, (request, answer) => {
    p.asked.push(request.url);
    answer.setHeader("content-type", "application/json");
    answer.end(JSON.stringify({ issuer: p.issuer, authorization_endpoint: `${p.issuer}/auth`, token_endpoint: `${p.issuer}/token`,
      jwks_uri: `${p.issuer}/keys`, keys: [] }));
  });
  p.issuer = `https://localhost:${await listens(s)}`;
  return p;
}

/* ---- what is tried -------------------------------------------------------------------------------- */

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/* Noor asks for a new passphrase: how the job that sends the mail ended the first time. */
async function mailed(db, s) {
  const client = new Client(s.port);
  await db.sql("delete from job; update staff set email = 'noor@example.org' where login = 'noor'");
  await client.get("/inloggen/vergeten");
  await client.post("/inloggen/vergeten", [["_csrf", ""], ["name", "noor"]]);
  client.close();
  for (let i = 0; i < 300; i++) {
    const [said] = await db.sql("select message from job where kind = 'account_mail' and message <> ''");
    if (said)
      return said;
    await pause(100);
  }
  return `nothing in 30 s: ${await db.sql("select state, message from job")} ${s.err.slice(-1500)}`;
}

async function asked_provider(s) {
  const client = new Client(s.port);
  const answer = await client.get("/inloggen/aanbieder");
  client.close();
  return `${answer.status} ${answer.location}`;
}

async function tried(engine, identity, exe, trusted) {
  const who = `${engine}, ${trusted ? "authority known" : "authority unknown"}`;
  for (const at_once of [true, false]) {
    const mails = await mail_server(identity, at_once), idp = await provider(identity);
    const db = await database(engine);
    const s = await server(db, { exe, options: ["--url", "http://127.0.0.1", "--mail_from", "spil@example.org",
      "--smtp", `${at_once ? "smtps" : "smtp"}://localhost:${mails.port}`, "--provider", idp.issuer,
      "--provider_name", "de proef", "--provider_client", "spil"] });
    const said = await mailed(db, s), led = await asked_provider(s);
    const how = at_once ? "TLS at once" : "STARTTLS";
    say(mails.plain === 0 && (trusted ? said === "sent" && mails.mails.length === 1
      : /certificate/.test(said) && !mails.mails.length), `${who}, mail with ${how}: ${said}`, s.err);
    say(trusted ? led.startsWith(`303 ${idp.issuer}/auth?`) && idp.asked.includes("/.well-known/openid-configuration")
      : !led.includes(idp.issuer) && !idp.asked.length, `${who}, provider over https: ${led.split("?")[0]}`, s.err);
    const end = await s.stop();
    say(!end && !/signal|SIGSYS/.test(s.err), `${who}, ${how}: no process was stopped by the filter`, end || s.err);
    await db.drop();
  }
}

const identity = certificates(), exe = trusting();
for (const engine of engines) {
  await tried(engine, identity, exe, true);
  await tried(engine, identity, shipped, false);
}
finish();
