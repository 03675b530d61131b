import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import type {
  Failure,
  InvoiceId,
  InvoiceLine,
  InvoiceLineView,
  InvoiceTotals,
} from "@/ipc/generated/commands";
import { searching } from "@/ipc/queries";

import { keyOf } from "./rows";

/** How long typing must rest before the core is asked what the lines come to. */
const PAUSE_MS = 150;

export interface Preview {
  /** The last sums that the core gave. */
  sums: { lines: readonly InvoiceLineView[]; totals: InvoiceTotals } | undefined;
  /** The sums are of other lines than those on the screen. */
  isBehind: boolean;
  /** Why the core could not reckon these lines. */
  failure: Failure | undefined;
}

/**
 * What lines come to, asked of the core once typing rests. While it is asked, and while the lines
 * cannot be reckoned, the last sums stay and are said to be behind.
 */
export function usePreview(
  invoice: InvoiceId,
  lines: readonly InvoiceLine[],
  saved: { lines: readonly InvoiceLineView[]; totals: InvoiceTotals; key: string },
): Preview {
  const key = keyOf(lines);
  const rested = useRested(lines, key);
  const isSaved = key === saved.key;
  const isAsked = !isSaved && rested.length > 0;
  const answer = useQuery({
    ...searching("preview_invoice_lines", { invoice, lines: [...rested] }),
    enabled: isAsked,
  });
  const isCurrent = keyOf(rested) === key;
  const sums = isSaved ? saved : isAsked ? answer.data : undefined;
  const [last, setLast] = useState(sums);
  if (sums && sums.totals !== last?.totals) setLast(sums);
  return {
    sums: sums ?? last,
    isBehind: !isSaved && (!isCurrent || answer.isPlaceholderData || !answer.data),
    failure: isAsked && isCurrent ? answer.error?.failure : undefined,
  };
}

/** The lines as they were when typing last rested. */
function useRested(lines: readonly InvoiceLine[], key: string): readonly InvoiceLine[] {
  const [rested, setRested] = useState({ key, lines });
  useEffect(() => {
    if (rested.key === key) return;
    const timer = setTimeout(() => setRested({ key, lines }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [key, lines, rested.key]);
  return rested.lines;
}
