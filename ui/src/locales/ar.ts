import { account } from "./ar/account";
import { agenda } from "./ar/agenda";
import { attention } from "./ar/attention";
import { audit } from "./ar/audit";
import { billing } from "./ar/billing";
import { codes } from "./ar/codes";
import { controls } from "./ar/controls";
import { format } from "./ar/format";
import { frame } from "./ar/frame";
import { key } from "./ar/key";
import { keys } from "./ar/keys";
import { patient } from "./ar/patient";
import { patients } from "./ar/patients";
import { people } from "./ar/people";
import { problems } from "./ar/problems";
import { restricted } from "./ar/restricted";
import { update } from "./ar/update";
import { ward } from "./ar/ward";
import { workstations } from "./ar/workstations";
import type { en } from "./en";
import type { Translated } from "./translated";

export const ar: Translated<typeof en, "ar"> = {
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
};
