import type { Key } from "@/keyboard/registry";

/** Keys of the patients' list, of a patient's page and of the form. */
export const patientsKeys = {
  register: {
    id: "patients.register",
    keys: "Alt+R",
    scope: "everywhere",
    title: "patients.keys.register",
  },
  registerHere: {
    id: "patients.registerHere",
    keys: "N",
    scope: "patients",
    title: "patients.keys.registerHere",
    palette: false,
  },
  elsewhere: {
    id: "patients.elsewhere",
    keys: "Alt+F",
    scope: "patients",
    title: "patients.facilities.search",
    palette: false,
  },
  save: {
    id: "patients.save",
    keys: "Mod+Enter",
    scope: "patients.form",
    title: "patients.keys.save",
  },
  duplicates: {
    id: "patients.duplicates",
    keys: "Alt+D",
    scope: "patients.form",
    title: "patients.keys.duplicates",
    palette: false,
  },
  edit: { id: "patients.edit", keys: "E", scope: "patient", title: "patients.keys.edit" },
  allergy: { id: "patients.allergy", keys: "A", scope: "patient", title: "patients.keys.allergy" },
  noneKnown: {
    id: "patients.noneKnown",
    keys: "K",
    scope: "patient",
    title: "patients.keys.noneKnown",
  },
  vitals: { id: "patients.vitals", keys: "V", scope: "patient", title: "patients.keys.vitals" },
  coverage: {
    id: "patients.coverage",
    keys: "I",
    scope: "patient",
    title: "patients.keys.coverage",
  },
  book: { id: "patients.book", keys: "B", scope: "patient", title: "patients.visits.book" },
  expand: { id: "patients.expand", keys: "C", scope: "patient", title: "patients.keys.expand" },
  emergency: {
    id: "patients.emergency",
    keys: "E",
    scope: "locked",
    title: "restricted.page.open",
  },
  endEmergency: {
    id: "patients.endEmergency",
    keys: "Alt+E",
    scope: "patient",
    title: "restricted.strip.end",
  },
  overview: {
    id: "patients.overview",
    keys: "1",
    scope: "patient",
    title: "patients.keys.overview",
  },
  details: { id: "patients.details", keys: "2", scope: "patient", title: "patients.keys.details" },
  clinical: {
    id: "patients.clinical",
    keys: "3",
    scope: "patient",
    title: "patients.keys.clinical",
  },
  signs: { id: "patients.signs", keys: "4", scope: "patient", title: "patients.keys.signs" },
  visits: { id: "patients.visits", keys: "5", scope: "patient", title: "patients.keys.visits" },
  invoices: {
    id: "patients.invoices",
    keys: "6",
    scope: "patient",
    title: "patients.keys.invoices",
  },
} as const satisfies Record<string, Key>;
