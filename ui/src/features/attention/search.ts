import type { AttentionId } from "@/ipc/generated/commands";

/** Where one is among what needs attention: the item that one came for. */
export interface AttentionSearch {
  item?: AttentionId;
}
