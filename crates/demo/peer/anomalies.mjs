// What the peer does with edits that meet: counts, on two workstations that were offline together.
// usage: anomalies.mjs <server address> <folder> <documents>
import PouchDB from "pouchdb";

import { documents } from "./documents.mjs";

const [address, folder, file] = process.argv.slice(2);
const patients = documents(file);
const EMAIL = "new@mail.harbour-street.example";
const PAIRS = 100;
const remote = new PouchDB(`${address}/anomalies`);
const [one, other] = ["one", "other"].map((name) => new PouchDB(`${folder}/${name}`));

async function share() {
  for (let round = 0; round < 2; round += 1)
    for (const desk of [one, other]) await desk.sync(remote);
}

const all = async (database) =>
  (await database.allDocs({ include_docs: true })).rows.map(({ doc }) => doc);

await remote.bulkDocs(patients);
await share();
await one.bulkDocs((await all(one)).map((doc) => ({ ...doc, phone: "+353 1 555 0100" })));
await other.bulkDocs((await all(other)).map((doc) => ({ ...doc, email: EMAIL })));
await share();
const settled = (await all(remote)).filter(({ _id }) => _id.startsWith("patient:"));
const phones = settled.filter(({ phone }) => phone === "+353 1 555 0100").length;
const emails = settled.filter(({ email }) => email === EMAIL).length;

const slot = { practitioner: "byrne", room: "1" };
for (let pair = 0; pair < PAIRS; pair += 1) {
  const start = `2026-11-23T${String(8 + (pair % 9)).padStart(2, "0")}:${pair % 6}0`;
  const number = `A-${String(pair).padStart(6, "0")}`;
  for (const [name, desk] of Object.entries({ one, other })) {
    await desk.put({ _id: `visit:${pair}:${name}`, ...slot, start: `${start}:${pair}` });
    await desk.put({ _id: `invoice:${pair}:${name}`, number });
  }
}
await share();
const after = await all(remote);
const twice = (prefix, key) => {
  const seen = new Map();
  for (const doc of after.filter(({ _id }) => _id.startsWith(prefix)))
    seen.set(doc[key], (seen.get(doc[key]) ?? 0) + 1);
  return [...seen.values()].filter((times) => times > 1).length;
};
console.log(
  JSON.stringify({
    edits: 2 * patients.length,
    lost_edits: 2 * patients.length - phones - emails,
    double_bookings: twice("visit:", "start"),
    duplicate_numbers: twice("invoice:", "number"),
    pairs: PAIRS,
  }),
);
process.exit(0);
