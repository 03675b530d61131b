import { agendaKeys, bookingKeys, gridKeys } from "@/features/agenda/keys";
import { attentionKeys } from "@/features/attention/keys";
import { auditKeys } from "@/features/audit/keys";
import {
  billingKeys,
  creditKeys,
  invoiceKeys,
  lineKeys,
  numbersKeys,
  paperKeys,
  paymentKeys,
} from "@/features/billing/keys";
import { patientsKeys } from "@/features/patients/keys";
import { peopleKeys } from "@/features/people/keys";
import { roleKeys } from "@/features/people/roles/keys";
import { wardKeys } from "@/features/ward/keys";
import { workstationsKeys } from "@/features/workstations/keys";
import type { Key, Sentence } from "@/keyboard/registry";

/** Keys that work everywhere. */
export const frameKeys = {
  palette: {
    id: "frame.palette",
    keys: "Mod+K",
    scope: "everywhere",
    title: "keys.palette",
    palette: false,
  },
  search: {
    id: "frame.search",
    keys: "/",
    scope: "everywhere",
    title: "keys.search",
    palette: false,
  },
  help: { id: "frame.help", keys: "?", scope: "everywhere", title: "keys.help" },
  lock: { id: "frame.lock", keys: "Mod+L", scope: "everywhere", title: "keys.lock" },
  settings: {
    id: "frame.settings",
    keys: "Mod+,",
    scope: "everywhere",
    title: "keys.settings",
    palette: false,
  },
  place1: {
    id: "frame.place1",
    keys: "Mod+1",
    scope: "everywhere",
    title: "keys.goToday",
    palette: false,
  },
  place2: {
    id: "frame.place2",
    keys: "Mod+2",
    scope: "everywhere",
    title: "keys.goSchedule",
    palette: false,
  },
  place3: {
    id: "frame.place3",
    keys: "Mod+3",
    scope: "everywhere",
    title: "keys.goPatients",
    palette: false,
  },
  place4: {
    id: "frame.place4",
    keys: "Mod+4",
    scope: "everywhere",
    title: "keys.goWard",
    palette: false,
  },
  place5: {
    id: "frame.place5",
    keys: "Mod+5",
    scope: "everywhere",
    title: "keys.goBilling",
    palette: false,
  },
  place6: {
    id: "frame.place6",
    keys: "Mod+6",
    scope: "everywhere",
    title: "keys.goAttention",
    palette: false,
  },
  place7: {
    id: "frame.place7",
    keys: "Mod+7",
    scope: "everywhere",
    title: "keys.goPeople",
    palette: false,
  },
  place8: {
    id: "frame.place8",
    keys: "Mod+8",
    scope: "everywhere",
    title: "keys.goAudit",
    palette: false,
  },
  place9: {
    id: "frame.place9",
    keys: "Mod+9",
    scope: "everywhere",
    title: "keys.goWorkstations",
    palette: false,
  },
  privacy: {
    id: "frame.privacy",
    keys: "Mod+Shift+L",
    scope: "everywhere",
    title: "keys.privacy",
  },
} as const satisfies Record<string, Key>;

/** Keys that React Aria handles; they stand here so that the key sheet shows them. */
const handledElsewhere = [
  { id: "frame.nextPane", keys: "F6", scope: "everywhere", title: "keys.nextPane", palette: false },
  {
    id: "frame.previousPane",
    keys: "Shift+F6",
    scope: "everywhere",
    title: "keys.previousPane",
    palette: false,
  },
  { id: "frame.back", keys: "Escape", scope: "everywhere", title: "keys.back", palette: false },
] as const satisfies Key[];

/** Every key of the interface. A feature adds its own `keys.ts` here. */
export const allKeys: readonly Key[] = [
  ...Object.values(frameKeys),
  ...handledElsewhere,
  ...Object.values<Key>(patientsKeys),
  ...Object.values<Key>(agendaKeys),
  ...Object.values<Key>(gridKeys),
  ...Object.values<Key>(bookingKeys),
  ...Object.values<Key>(wardKeys),
  ...Object.values<Key>(billingKeys),
  ...Object.values<Key>(invoiceKeys),
  ...Object.values<Key>(lineKeys),
  ...Object.values<Key>(numbersKeys),
  ...Object.values<Key>(paymentKeys),
  ...Object.values<Key>(creditKeys),
  ...Object.values<Key>(paperKeys),
  ...Object.values<Key>(attentionKeys),
  ...Object.values<Key>(auditKeys),
  ...Object.values<Key>(peopleKeys),
  ...Object.values<Key>(roleKeys),
  ...Object.values<Key>(workstationsKeys),
];

/** What the key sheet calls each scope. A scope without a name does not pass the tests. */
export const scopeTitles: Record<string, Sentence> = {
  everywhere: "keys.everywhere",
  agenda: "agenda.keys.scope",
  booking: "agenda.keys.bookingScope",
  offers: "agenda.keys.offersScope",
  attention: "attention.keys.scope",
  audit: "audit.scope",
  patients: "patients.scope",
  patient: "patients.pageScope",
  locked: "restricted.page.title",
  "patients.form": "patients.formScope",
  ward: "ward.keys.scope",
  billing: "billing.keys.scope",
  invoice: "billing.keys.invoiceScope",
  lines: "billing.keys.linesScope",
  numbers: "billing.numbers.title",
  payment: "billing.keys.paymentScope",
  credit: "billing.keys.creditScope",
  paper: "billing.keys.paperScope",
  people: "people.keys.scope",
  "people.form": "people.keys.formScope",
  "people.roles": "people.roles.keys.scope",
  "people.role": "people.roles.keys.formScope",
  workstations: "workstations.keys.scope",
};
