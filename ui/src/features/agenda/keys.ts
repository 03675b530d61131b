import type { Key } from "@/keyboard/registry";

const scope = "agenda";

/** Keys of the schedule, of a visit in it, and of the lists of visits on a person's day. */
export const agendaKeys = {
  book: { id: "agenda.book", keys: "N", scope, title: "agenda.keys.book", palette: false },
  bookAnywhere: {
    id: "agenda.bookAnywhere",
    keys: "Alt+N",
    scope: "everywhere",
    title: "agenda.keys.bookAnywhere",
  },
  today: { id: "agenda.today", keys: "T", scope, title: "agenda.keys.today" },
  previous: { id: "agenda.previous", keys: "PageUp", scope, title: "agenda.keys.previous" },
  next: { id: "agenda.next", keys: "PageDown", scope, title: "agenda.keys.next" },
  goTo: { id: "agenda.goTo", keys: "G", scope, title: "agenda.keys.goTo" },
  week: { id: "agenda.week", keys: "W", scope, title: "agenda.keys.week" },
  arrived: { id: "agenda.arrived", keys: "I", scope, title: "agenda.keys.arrived" },
  inRoom: { id: "agenda.inRoom", keys: "R", scope, title: "agenda.keys.inRoom" },
  done: { id: "agenda.done", keys: "D", scope, title: "agenda.keys.done" },
  missed: { id: "agenda.missed", keys: "M", scope, title: "agenda.keys.missed" },
  cancel: { id: "agenda.cancel", keys: "X", scope, title: "agenda.keys.cancel" },
  describe: { id: "agenda.describe", keys: "E", scope, title: "agenda.keys.describe" },
  move: { id: "agenda.move", keys: "V", scope, title: "agenda.keys.move" },
  lease: { id: "agenda.lease", keys: "L", scope, title: "agenda.keys.lease" },
  patient: { id: "agenda.patient", keys: "P", scope, title: "agenda.keys.patient" },
  invoice: { id: "agenda.invoice", keys: "B", scope, title: "agenda.keys.invoice" },
  undo: { id: "agenda.undo", keys: "Mod+Z", scope, title: "agenda.keys.undo" },
} as const satisfies Record<string, Key>;

const inForm = { scope: "booking", palette: false } as const;
const offered = { scope: "offers", palette: false } as const;

/** Keys of the sheet that books or moves a visit, and of the times that a refusal offers. */
export const bookingKeys = {
  send: { id: "booking.send", keys: "Mod+Enter", title: "agenda.keys.send", ...inForm },
  free1: { id: "booking.free1", keys: "Alt+1", title: "agenda.keys.free", ...inForm },
  free2: { id: "booking.free2", keys: "Alt+2", title: "agenda.keys.free", ...inForm },
  free3: { id: "booking.free3", keys: "Alt+3", title: "agenda.keys.free", ...inForm },
  free4: { id: "booking.free4", keys: "Alt+4", title: "agenda.keys.free", ...inForm },
  free5: { id: "booking.free5", keys: "Alt+5", title: "agenda.keys.free", ...inForm },
  offer1: { id: "offers.1", keys: "1", title: "agenda.keys.offer", ...offered },
  offer2: { id: "offers.2", keys: "2", title: "agenda.keys.offer", ...offered },
  offer3: { id: "offers.3", keys: "3", title: "agenda.keys.offer", ...offered },
  offer4: { id: "offers.4", keys: "4", title: "agenda.keys.offer", ...offered },
  offer5: { id: "offers.5", keys: "5", title: "agenda.keys.offer", ...offered },
  outside: { id: "offers.outside", keys: "O", title: "agenda.keys.outside", ...offered },
} as const satisfies Record<string, Key>;

/** Keys that the grid itself hears, because they repeat while held; here for the key sheet. */
export const gridKeys = {
  open: { id: "agenda.open", keys: "Enter", scope, title: "agenda.keys.open", palette: false },
  earlier: {
    id: "agenda.earlier",
    keys: "Alt+ArrowUp",
    scope,
    title: "agenda.keys.earlier",
    palette: false,
  },
  later: {
    id: "agenda.later",
    keys: "Alt+ArrowDown",
    scope,
    title: "agenda.keys.later",
    palette: false,
  },
  across: {
    id: "agenda.across",
    keys: "Alt+ArrowRight",
    scope,
    title: "agenda.keys.across",
    palette: false,
  },
  shorter: {
    id: "agenda.shorter",
    keys: "Shift+ArrowUp",
    scope,
    title: "agenda.keys.shorter",
    palette: false,
  },
  longer: {
    id: "agenda.longer",
    keys: "Shift+ArrowDown",
    scope,
    title: "agenda.keys.longer",
    palette: false,
  },
} as const satisfies Record<string, Key>;

/** Escape stands on the key sheet as the frame's way back; in the schedule that is the grid. */
export const leave: Key = {
  id: "agenda.leave",
  keys: "Escape",
  scope,
  title: "keys.back",
  palette: false,
};
