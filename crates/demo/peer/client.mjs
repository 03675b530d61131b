// The peer's workstation: runs one phase after another and writes one JSON object a phase and a line.
// usage: client.mjs <server address> <folder> <patients> <changes> <samples>
import PouchDB from "pouchdb";

import { patients } from "./documents.mjs";

const [address, folder, count, changes, samples] = process.argv.slice(2);
const BATCH = 1_000;
const remote = new PouchDB(`${address}/clinic`);
const local = new PouchDB(`${folder}/local`);

const tell = (phase, figures) => console.log(JSON.stringify({ phase, ...figures }));
const since = (start) => performance.now() - start;

/** Runs it and tells how long it took, ms, and what processor time this process spent, ms. */
async function timed(phase, run) {
  const processor = process.cpuUsage();
  const start = performance.now();
  await run();
  const ms = since(start);
  const { user, system } = process.cpuUsage(processor);
  tell(phase, { ms, cpu_ms: (user + system) / 1_000, rss: process.memoryUsage.rss() });
}

async function fill(database, first, amount) {
  for (let at = 0; at < amount; at += BATCH)
    await database.bulkDocs(patients(first + at, Math.min(BATCH, amount - at)));
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

/** One document at a time from `from` until `to` has it, ms each. */
async function propagation(phase, from, to, first) {
  const times = [];
  for (const document of patients(first, Number(samples))) {
    const arrived = arrival(to, document._id);
    const start = performance.now();
    await from.put(document);
    await arrived;
    times.push(since(start));
  }
  tell(phase, { samples: times });
}

const options = { batch_size: BATCH, batches_limit: 2 };
await fill(remote, 0, Number(count));
await timed("replicate", () => local.replicate.from(remote, options));
await timed("nothing", () => local.replicate.from(remote, options));
await fill(local, 10_000_000, Number(changes));
await timed("push", () => local.replicate.to(remote, options));
const live = local.sync(remote, { live: true, retry: true });
await propagation("up", local, remote, 20_000_000);
await propagation("down", remote, local, 30_000_000);
live.cancel();
