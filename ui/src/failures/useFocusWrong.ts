import { type RefObject, useEffect } from "react";

import type { Failure } from "@/ipc/generated/commands";

/** Takes the person to the first field that the core found wrong. */
export function useFocusWrong(
  form: RefObject<HTMLElement | null>,
  failure: Failure | null | undefined,
): void {
  useEffect(() => {
    if (failure?.code !== "invalid_fields") return;
    form.current
      ?.querySelector<HTMLElement>(
        "[aria-invalid=true]:not([role=radiogroup]), [role=radiogroup][aria-invalid=true] input",
      )
      ?.focus();
  }, [form, failure]);
}
