import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useMemo, useState } from "react";

import { useFormat } from "@/format/useFormat";
import { asFailure } from "@/ipc/call";
import { useDraftKeeper } from "@/ipc/drafts";
import type { Failure, InvoiceLine, InvoiceView } from "@/ipc/generated/commands";
import { query, useCommand } from "@/ipc/queries";

import { type KeptLines, linesForm } from "./kept";
import { type Row, blankRow, keyOf, readRows, rowOf } from "./rows";

/**
 * How long after the last key press the lines are saved. A little sooner than a form's draft is
 * kept, so that lines that could be saved are not kept a second time as a draft.
 */
const PAUSE_MS = 450;

/** Where what is typed stands. */
export type Keeping =
  /** The draft invoice holds it. */
  | { kind: "saved" }
  /** It will be saved in a moment. */
  | { kind: "waiting" }
  /** A line is not whole yet; what was typed is kept as a form's draft. */
  | { kind: "kept" }
  /** The core refused it. */
  | { kind: "refused"; failure: Failure }
  /** Somebody else changed the lines meanwhile. */
  | { kind: "conflict" };

/** The lines of a draft while they are typed: rows, what they mean, and how far they are saved. */
export function useLineEditor(view: InvoiceView, restored: KeptLines | undefined) {
  const { invoice } = view;
  const format = useFormat();
  const client = useQueryClient();
  const { mutateAsync: edit } = useCommand("edit_invoice_lines", { inPlace: true });
  const keeper = useDraftKeeper(linesForm(invoice.id));
  const asRows = (lines: readonly InvoiceLine[]): readonly Row[] =>
    lines.length > 0 ? lines.map((line) => rowOf(line, format)) : [blankRow(format.rate(0))];
  const [rows, setRows] = useState(() => restored?.rows ?? asRows(invoice.lines));
  // What the core held when the rows that are typed began to differ from its lines.
  const [base, setBase] = useState(() => restored?.base ?? keyOf(invoice.lines));
  const [refused, setRefused] = useState<{ key: string; failure: Failure } | null>(null);
  const [sent, setSent] = useState<readonly string[]>([]);
  const reading = useMemo(() => readRows(rows, invoice.currency), [rows, invoice.currency]);
  const key = keyOf(reading.lines);
  const held = keyOf(invoice.lines);
  const isWhole = reading.problems.size === 0;
  const isSaved = key === held && isWhole;
  const isConflict = held !== base && !sent.includes(held) && !isSaved;

  // What was changed elsewhere is taken over while nothing here waits to be saved.
  const [seen, setSeen] = useState(held);
  if (seen !== held) {
    setSeen(held);
    if (held !== base && !sent.includes(held)) {
      if (key === base && isWhole) setRows(asRows(invoice.lines));
      if (key === base || key === held) setBase(held);
    }
  }

  // What is typed is kept; lines that came from the core need not be.
  const keep = useEffectEvent((typed: readonly Row[]) => {
    if (!isSaved) keeper.keep({ rows: typed, base } satisfies KeptLines);
  });
  useEffect(() => keep(rows), [rows]);
  /** Saves now; says whether the core holds what is on the screen. */
  const save = async (): Promise<boolean> => {
    if (key === held && isWhole) return true;
    if (!isWhole || reading.lines.length === 0) return false;
    setSent((before) => [...before, key]);
    try {
      const saved = await edit({ invoice: invoice.id, lines: [...reading.lines] });
      client.setQueryData(query("invoice", { invoice: invoice.id }).queryKey, saved);
      setBase(key);
      setRefused(null);
      await keeper.drop();
      return true;
    } catch (error) {
      setSent((before) => before.filter((one) => one !== key));
      setRefused({ key, failure: asFailure(error) });
      return false;
    }
  };

  const isRefused = refused !== null && refused.key === key;
  const mayWait = !isSaved && isWhole && reading.lines.length > 0 && !isRefused && !isConflict;
  const saveLater = useEffectEvent((typed: string) => {
    if (typed === key) void save();
  });
  useEffect(() => {
    if (!mayWait) return;
    const timer = setTimeout(() => saveLater(key), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [key, mayWait]);

  return {
    rows,
    change: setRows,
    reading,
    keeping: keepingOf(),
    save,
    /** Ends a conflict: with the lines as they were changed elsewhere, or with these. */
    settle: (with_: "theirs" | "mine"): void => {
      setBase(held);
      if (with_ === "theirs") {
        setRows(asRows(invoice.lines));
        void keeper.drop();
      }
    },
    /** Keeps nothing of what was typed: the draft is gone. */
    forget: keeper.drop,
  };

  function keepingOf(): Keeping {
    if (isConflict) return { kind: "conflict" };
    if (isSaved) return { kind: "saved" };
    if (isRefused) return { kind: "refused", failure: refused.failure };
    return { kind: mayWait ? "waiting" : "kept" };
  }
}

export type LineEditor = ReturnType<typeof useLineEditor>;
