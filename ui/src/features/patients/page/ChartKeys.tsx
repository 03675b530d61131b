import { useKey } from "@/keyboard/useKey";

import { patientsKeys } from "../keys";
import type { Part } from "../search";
import type { Acts } from "./acts";

const keyOf = {
  overview: patientsKeys.overview,
  details: patientsKeys.details,
  clinical: patientsKeys.clinical,
  vitals: patientsKeys.signs,
  visits: patientsKeys.visits,
  invoices: patientsKeys.invoices,
} as const;

/** The key of one part of the page, while that part is there. */
export function PartKey({ part, onPart }: { part: Part; onPart: (part: Part) => void }) {
  useKey(keyOf[part], () => onPart(part));
  return null;
}

/** The keys of what the person may do here. */
export function ActKeys({ acts }: { acts: Acts }) {
  const { edit, allergy, noneKnown, vitals, coverage } = acts;
  useKey(patientsKeys.edit, () => edit?.(), edit !== undefined);
  useKey(patientsKeys.allergy, () => allergy?.(), allergy !== undefined);
  useKey(patientsKeys.noneKnown, () => noneKnown?.(), noneKnown !== undefined);
  useKey(patientsKeys.vitals, () => vitals?.(), vitals !== undefined);
  useKey(patientsKeys.coverage, () => coverage?.(), coverage !== undefined);
  return null;
}
