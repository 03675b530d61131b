import type { Key } from "@/keyboard/registry";

const scope = "attention";
const offered = { scope, title: "attention.keys.offer", palette: false } as const;

/** Keys of the list of what needs attention; they concern the item that has the focus. */
export const attentionKeys = {
  offer1: { id: "attention.offer1", keys: "1", ...offered },
  offer2: { id: "attention.offer2", keys: "2", ...offered },
  offer3: { id: "attention.offer3", keys: "3", ...offered },
  offer4: { id: "attention.offer4", keys: "4", ...offered },
  offer5: { id: "attention.offer5", keys: "5", ...offered },
  discard: { id: "attention.discard", keys: "X", scope, title: "attention.keys.discard" },
  keepMine: { id: "attention.keepMine", keys: "M", scope, title: "attention.keys.keepMine" },
  keepTheirs: { id: "attention.keepTheirs", keys: "T", scope, title: "attention.keys.keepTheirs" },
  enterNew: { id: "attention.enterNew", keys: "N", scope, title: "attention.keys.enterNew" },
  existing: { id: "attention.existing", keys: "O", scope, title: "attention.keys.existing" },
  mine: { id: "attention.mine", keys: "F", scope, title: "attention.keys.mine" },
  patient: { id: "attention.patient", keys: "P", scope, title: "attention.keys.patient" },
  settled: { id: "attention.settled", keys: "S", scope, title: "attention.keys.settled" },
} as const satisfies Record<string, Key>;
