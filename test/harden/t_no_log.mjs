// t_no_log.mjs: when the access log cannot be written, nobody sees a record and nothing is kept.
// Not: what the log holds (test/unit/t_access_log.c).
// Start at on().
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "../web/client.mjs";
import { database, engines, server } from "../web/world.mjs";
import { finish, say } from "./tap.mjs";

/* The answer once there is a worker again: one that cannot log ends with its request. */
async function when_back(send) {
  for (let i = 0; ; i++) {
    const answer = await send().catch((e) => ({ status: 503, body: e.message }));
    if (answer.status !== 503 || i === 50)
      return answer;
    await pause(200);
  }
}

async function on(engine) {
  const db = await database(engine);
  const s = await server(db);
  const noor = new Client(s.port);
  await noor.login("noor");
  await noor.get("/vandaag");
  const contacts = async () => (await db.sql("select count(*) from contact where note = 'zonder log'")).join();
  const contact = () => noor.post("/contact", [["who", "1007"], ["minutes", "15"], ["note", "zonder log"]]);

  await db.sql("alter table access_log rename to access_log_away");
  const read = await when_back(() => noor.get("/deelnemers/1007"));
  const list = await when_back(() => noor.get("/deelnemers?q=Bergman"));
  const write = await when_back(contact);
  say(read.status === 500 && !/Bergman|Milou/.test(read.body), `${engine}: no record without its line`, `${read.status} ${read.body}`);
  say(list.status === 500 && !/Milou/.test(list.body), `${engine}: no list without its line`, `${list.status} ${list.body}`);
  say(write.status === 500 && (await contacts()) === "0", `${engine}: nothing is kept without its line`, `${write.status} ${await contacts()}`);

  await db.sql("alter table access_log_away rename to access_log");
  const again = await when_back(() => noor.get("/deelnemers/1007"));
  const kept = await when_back(contact);
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
