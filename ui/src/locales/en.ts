import { account } from "./en/account";
import { agenda } from "./en/agenda";
import { attention } from "./en/attention";
import { audit } from "./en/audit";
import { billing } from "./en/billing";
import { codes } from "./en/codes";
import { controls } from "./en/controls";
import { format } from "./en/format";
import { frame } from "./en/frame";
import { key } from "./en/key";
import { keys } from "./en/keys";
import { patient } from "./en/patient";
import { patients } from "./en/patients";
import { people } from "./en/people";
import { problems } from "./en/problems";
import { restricted } from "./en/restricted";
import { update } from "./en/update";
import { ward } from "./en/ward";
import { workstations } from "./en/workstations";

/** The English catalogue: what every other language translates, key by key. */
export const en = {
  account,
  agenda,
  attention,
  audit,
  billing,
  controls,
  codes,
  format,
  frame,
  key,
  keys,
  patient,
  patients,
  people,
  problems,
  restricted,
  update,
  ward,
  workstations,
} as const;
