import type { AttentionView, Choice, Failure, Slot } from "@/ipc/generated/commands";

import { ConflictItem } from "./ConflictItem";
import { DuplicateItem } from "./DuplicateItem";
import { RefusedItem } from "./RefusedItem";

interface ItemProps {
  view: AttentionView;
  /** Whether the row around it has the focus. */
  isFocused: boolean;
  onTake: (slot: Slot) => void;
  onChoose: (choice: Choice) => void;
  onDiscard: () => void;
  /** What came of the last try to give it another time. */
  failure: Failure | undefined;
}

/** One item of the list, of whichever sort. */
export function Item({ view, isFocused, onTake, onChoose, onDiscard, failure }: ItemProps) {
  const { item } = view;
  if ("refused" in item) {
    const acts = { isFocused, onTake, onDiscard, failure };
    return <RefusedItem view={view} refused={item.refused} {...acts} />;
  }
  if ("conflict" in item) {
    const acts = { isFocused, onChoose, onDiscard };
    return <ConflictItem view={view} conflict={item.conflict} {...acts} />;
  }
  const acts = { isFocused, onDiscard };
  return <DuplicateItem view={view} duplicate={item.duplicate} {...acts} />;
}
