import { agenda } from "./en/agenda";
import { attention } from "./en/attention";
import { codes } from "./en/codes";
import { common } from "./en/common";
import { format } from "./en/format";
import { frame } from "./en/frame";
import { keys } from "./en/keys";
import { patient } from "./en/patient";
import { problems } from "./en/problems";

/** The English catalogue: what every other language translates, key by key. */
export const en = {
  agenda,
  attention,
  common,
  codes,
  format,
  frame,
  keys,
  patient,
  problems,
} as const;
