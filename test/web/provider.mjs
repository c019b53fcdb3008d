// provider.mjs: an OpenID Connect provider on loopback that says whatever a test wants.
// Not: a real one (test/browser/t_provider.mjs).
// Start at small_provider().
import { createSign, generateKeyPairSync } from "node:crypto";
import http from "node:http";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });

export const base64 = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
export function signed(header, body, key = rsa) {
  const text = `${base64(header)}.${base64(body)}`;
  return `${text}.${createSign("sha256").update(text).sign(key.privateKey).toString("base64url")}`;
}

/* Every code gives the token that p.token() makes; p.names: the issuer it says it is. */
export async function small_provider() {
  const p = { token: () => undefined };
  p.server = http.createServer((request, answer) => {
    const say = (value) => {
      answer.setHeader("content-type", "application/json");
      answer.end(JSON.stringify(value));
    };
    if (request.url.endsWith("/openid-configuration"))
      say({ issuer: p.names ?? p.issuer, authorization_endpoint: `${p.issuer}/auth`, token_endpoint: `${p.issuer}/token`,
        jwks_uri: `${p.issuer}/keys` });
    else if (request.url === "/keys")
      say({ keys: [{ ...rsa.publicKey.export({ format: "jwk" }), kid: "1", use: "sig" }] });
    else
      say({ id_token: p.token(), access_token: "x", token_type: "Bearer" });
  });
  await new Promise((resolve) => p.server.listen(0, "127.0.0.1", resolve));
  p.server.unref();
  p.issuer = `http://127.0.0.1:${p.server.address().port}`;
  return p;
}
