// The peer's server: express-pouchdb over LevelDB, on this machine only. Tells its port on the first line.
import express from "express";
import expressPouch from "express-pouchdb";
import PouchDB from "pouchdb";

const [folder] = process.argv.slice(2);
const Stored = PouchDB.defaults({ prefix: `${folder}/` });
const app = express();
app.use("/", expressPouch(Stored, { mode: "minimumForPouchDB", inMemoryConfig: true }));
const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
