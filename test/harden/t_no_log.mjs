// t_no_log.mjs: when the access log cannot be written, nobody sees a record and nothing is kept.
// Not: what the log holds (test/unit/t_access_log.c).
// Start at on().
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "../web/client.mjs";
import { database, engines, server } from "../web/world.mjs";
import { finish, say } from "./tap.mjs";

/* Asks once while no line can be written, then waits until there is a worker again. */
async function without_log(db, client, send) {
  await db.sql("alter table access_line rename to access_line_away");
  const answer = await send().catch((e) => ({ status: 0, body: e.message }));
  await db.sql("alter table access_line_away rename to access_line");
  for (let i = 0; i < 30 && (await client.get("/vandaag").catch(() => ({}))).status !== 200; i++)
    await pause(200);
  return answer;
}

async function on(engine) {
  const db = await database(engine);
  const s = await server(db);
  const noor = new Client(s.port);
  await noor.login("noor");
  await noor.get("/vandaag");
  const contacts = async () => (await db.sql("select count(*) from contact where note = 'zonder log'")).join();
  const contact = () => noor.post("/contact", [["who", "1007"], ["minutes", "15"], ["note", "zonder log"]]);

  const read = await without_log(db, noor, () => noor.get("/deelnemers/1007"));
  say(read.status === 500 && !/Bergman|Milou/.test(read.body), `${engine}: no record without its line`, `${read.status} ${read.body}`);
  const list = await without_log(db, noor, () => noor.get("/deelnemers?q=Bergman"));
  say(list.status === 500 && !/Milou/.test(list.body), `${engine}: no search without its line`, `${list.status} ${list.body}`);
  const write = await without_log(db, noor, contact);
  say(write.status === 500 && (await contacts()) === "0", `${engine}: nothing is kept without its line`, `${write.status} ${await contacts()}`);
  const again = await noor.get("/deelnemers/1007"), kept = await contact();
  say(again.status === 200 && /Bergman/.test(again.body) && kept.status === 303 && (await contacts()) === "1",
    `${engine}: and all is well when it is back`, `${again.status} ${kept.status}`);
  noor.close();
  const end = await s.stop();
  say(!end, `${engine}: the server ends well`, end);
  await db.drop();
}

for (const engine of engines)
  await on(engine);
finish();
