import { Button } from "@/components/Button";
import { Kbd } from "@/components/Kbd";
import type { Key } from "@/keyboard/registry";
import { useKey } from "@/keyboard/useKey";

interface ActProps {
  name: string;
  bound: Key;
  /** Whether the item has the focus, so that its keys work. */
  isActive: boolean;
  look?: "quiet" | "plain";
  onPress: () => void;
}

/** Something that can be done about an item, with its key on it. */
export function Act({ name, bound, isActive, look = "plain", onPress }: ActProps) {
  useKey(bound, onPress, isActive);
  return (
    <Button size="small" keys={bound.keys} onPress={onPress} {...(look === "quiet" && { look })}>
      {name}
      <span aria-hidden>
        <Kbd keys={bound.keys} />
      </span>
    </Button>
  );
}
