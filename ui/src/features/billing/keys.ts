import type { Key } from "@/keyboard/registry";

/** Keys of the invoice list. */
export const billingKeys = {
  create: { id: "billing.create", keys: "N", scope: "billing", title: "billing.keys.create" },
  filter: {
    id: "billing.filter",
    keys: "F",
    scope: "billing",
    title: "billing.keys.filter",
    palette: false,
  },
  pay: { id: "billing.pay", keys: "P", scope: "billing", title: "billing.keys.pay" },
  more: {
    id: "billing.more",
    keys: "M",
    scope: "billing",
    title: "billing.keys.more",
    palette: false,
  },
} as const satisfies Record<string, Key>;

/** Keys of the number series. */
export const numbersKeys = {
  open: {
    id: "numbers.open",
    keys: "Mod+Shift+N",
    scope: "everywhere",
    title: "billing.keys.numbers",
  },
  paper: {
    id: "numbers.paper",
    keys: "Mod+P",
    scope: "numbers",
    title: "billing.keys.numbersPaper",
  },
  back: {
    id: "numbers.back",
    keys: "B",
    scope: "numbers",
    title: "billing.backToList",
    palette: false,
  },
} as const satisfies Record<string, Key>;

/** Keys of one invoice. */
export const invoiceKeys = {
  issue: { id: "invoice.issue", keys: "Mod+Enter", scope: "invoice", title: "billing.keys.issue" },
  pay: { id: "invoice.pay", keys: "P", scope: "invoice", title: "billing.keys.pay" },
  paper: { id: "invoice.paper", keys: "Mod+P", scope: "invoice", title: "billing.keys.paper" },
  credit: { id: "invoice.credit", keys: "R", scope: "invoice", title: "billing.keys.credit" },
  discard: { id: "invoice.discard", keys: "X", scope: "invoice", title: "billing.keys.discard" },
} as const satisfies Record<string, Key>;

/** Keys of the lines of a draft. */
export const lineKeys = {
  add: { id: "lines.add", keys: "Alt+L", scope: "invoice", title: "billing.keys.addLine" },
  remove: {
    id: "lines.remove",
    keys: "Alt+Delete",
    scope: "lines",
    title: "billing.keys.removeLine",
    palette: false,
  },
  up: {
    id: "lines.up",
    keys: "Alt+ArrowUp",
    scope: "lines",
    title: "billing.keys.moveUp",
    palette: false,
  },
  down: {
    id: "lines.down",
    keys: "Alt+ArrowDown",
    scope: "lines",
    title: "billing.keys.moveDown",
    palette: false,
  },
} as const satisfies Record<string, Key>;

/** Keys of the payment that is being taken: a letter for each method. */
export const paymentKeys = {
  cash: {
    id: "payment.cash",
    keys: "C",
    scope: "payment",
    title: "billing.method.cash",
    palette: false,
  },
  card: {
    id: "payment.card",
    keys: "D",
    scope: "payment",
    title: "billing.method.card",
    palette: false,
  },
  transfer: {
    id: "payment.transfer",
    keys: "T",
    scope: "payment",
    title: "billing.method.transfer",
    palette: false,
  },
  insurance: {
    id: "payment.insurance",
    keys: "I",
    scope: "payment",
    title: "billing.method.insurance",
    palette: false,
  },
  takeAndPrint: {
    id: "payment.takeAndPrint",
    keys: "Mod+Enter",
    scope: "payment",
    title: "billing.keys.takeAndPrint",
    palette: false,
  },
} as const satisfies Record<string, Key>;

/** Keys of a document on the screen. */
export const paperKeys = {
  print: {
    id: "paper.print",
    keys: "Mod+P",
    scope: "paper",
    title: "billing.keys.print",
    palette: false,
  },
  save: {
    id: "paper.save",
    keys: "Mod+S",
    scope: "paper",
    title: "billing.keys.saveFile",
    palette: false,
  },
  larger: {
    id: "paper.larger",
    keys: "+",
    scope: "paper",
    title: "billing.keys.larger",
    palette: false,
  },
  smaller: {
    id: "paper.smaller",
    keys: "-",
    scope: "paper",
    title: "billing.keys.smaller",
    palette: false,
  },
  fit: { id: "paper.fit", keys: "0", scope: "paper", title: "billing.keys.fit", palette: false },
} as const satisfies Record<string, Key>;

/** Keys of the credit note that is being written. */
export const creditKeys = {
  take: {
    id: "credit.take",
    keys: "Mod+Enter",
    scope: "credit",
    title: "billing.keys.takeBack",
    palette: false,
  },
} as const satisfies Record<string, Key>;
