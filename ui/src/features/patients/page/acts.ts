/** A sheet that is open over a patient's page. */
export type Act = "edit" | "allergy" | "noneKnown" | "vitals" | "coverage" | "endCare";

/** What the person may do to this patient's record: each opens its sheet, and is absent where they may not. */
export type Acts = Readonly<Partial<Record<Act, () => void>>>;
