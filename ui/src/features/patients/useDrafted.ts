import { useState } from "react";

import { useDraftKeeper, useDrafts } from "@/ipc/drafts";
import type { Instant } from "@/ipc/generated/commands";

interface Drafted<Value> {
  value: Value;
  change: (some: Partial<Value>) => void;
  /** On blur: keeps at once what was typed. */
  keepNow: () => void;
  /** It is saved, or not wanted any more. */
  drop: () => void;
  /** When what the form began with was kept, if it began with a draft. */
  keptAt: Instant | undefined;
}

/** The texts of a draft that the form has fields for; everything else as in `empty`. */
function textsOf<Value extends object>(body: unknown, empty: Value): Value {
  if (typeof body !== "object" || body === null) return empty;
  const texts = Object.entries(body).filter(
    ([name, value]) => name in empty && typeof value === "string",
  );
  return { ...empty, ...Object.fromEntries(texts) };
}

/**
 * What a small form of text fields holds, kept as a draft as it is typed and given back when the
 * form is opened again. The drafts must have been read before: the page that opens the form does.
 */
export function useDrafted<Value extends object>(form: string, empty: Value): Drafted<Value> {
  const drafts = useDrafts(form);
  const draft = useDraftKeeper(form);
  const [began] = useState(() => drafts?.find((one) => one.form === form));
  const [value, setValue] = useState(() => textsOf(began?.body, empty));
  return {
    value,
    change: (some) => {
      const next = { ...value, ...some };
      setValue(next);
      draft.keep(next);
    },
    keepNow: () => void draft.keepNow(),
    drop: () => void draft.drop(),
    keptAt: began?.saved_at,
  };
}
