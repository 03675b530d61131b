// Patients as the measurement wrote them for both sides: one JSON document a line.
import { readFileSync } from "node:fs";

/** All of them, in their order. */
export const documents = (file) =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line)
    .map((line) => JSON.parse(line));
