// The peer's workstations: runs one phase after another, and says when each begins and what it came to.
// usage: client.mjs <server address> <folder> <documents> <patients> <changes> <samples>
import PouchDB from "pouchdb";

import { documents } from "./documents.mjs";

const [address, folder, file, ...numbers] = process.argv.slice(2);
const [count, changes, samples] = numbers.map(Number);
const BATCH = 1_000;
const all = documents(file);
const remote = new PouchDB(`${address}/clinic`);
const [one, other] = ["one", "other"].map((name) => new PouchDB(`${folder}/${name}`));

const tell = (said) => console.log(JSON.stringify(said));

async function timed(phase, run) {
  tell({ begins: phase });
  const start = performance.now();
  await run();
  tell({ phase, ms: [performance.now() - start] });
}

async function fill(database, first, amount) {
  for (let at = first; at < first + amount; at += BATCH)
    await database.bulkDocs(all.slice(at, Math.min(at + BATCH, first + amount)));
}

/** Waits until the live copy at `database` has that document. */
function arrival(database, id) {
  let feed;
  const found = new Promise((resolve, reject) => {
    feed = database.changes({ live: true, since: "now", doc_ids: [id] });
    feed.on("change", () => resolve());
    feed.on("error", reject);
  });
  return found.finally(() => feed.cancel());
}

/** One document after another, from the answer at `from` until `to` has it. */
async function propagation(phase, from, to, first) {
  tell({ begins: phase });
  const ms = [];
  for (const document of all.slice(first, first + samples)) {
    const arrived = arrival(to, document._id);
    await from.put(document);
    const answered = performance.now();
    await arrived;
    ms.push(performance.now() - answered);
  }
  tell({ phase, ms });
}

const options = { batch_size: BATCH, batches_limit: 2 };
await fill(remote, 0, count);
await timed("replicate", () => one.replicate.from(remote, options));
await timed("nothing", () => one.replicate.from(remote, options));
await fill(one, count, changes);
await timed("push", () => one.replicate.to(remote, options));
await other.replicate.from(remote, options);
const live = [one, other].map((desk) => desk.sync(remote, { live: true, retry: true }));
await propagation("there", one, other, count + changes);
await propagation("back", other, one, count + changes + samples);
for (const sync of live) sync.cancel();
process.exit(0);
