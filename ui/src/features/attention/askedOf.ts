import type { Asked, Attention } from "@/ipc/generated/commands";

/** The change that an item came from. */
export function askedOf(item: Attention): Omit<Asked, "change"> {
  if ("refused" in item) return item.refused;
  return "conflict" in item ? item.conflict.asked : item.duplicate.asked;
}
