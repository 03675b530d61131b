import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import { say } from "@/components/toasts";
import { useFormat } from "@/format/useFormat";
import type { Currency, InvoiceLineId, Service } from "@/ipc/generated/commands";

import { type Cell, type Row, blankRow, filledBy, isBlank, moved, replaced, tidied } from "./rows";
import type { useCellFocus } from "./useCellFocus";

export type ChangeRows = (next: (rows: readonly Row[]) => readonly Row[]) => void;

/** What can be done to a line. */
export interface LineActs {
  type: (id: InvoiceLineId, cell: Cell, text: string) => void;
  take: (id: InvoiceLineId, service: Service) => void;
  /** A cell was left: its text is written as it was understood. */
  tidy: (id: InvoiceLineId, cell: Cell) => void;
  /** The whole line was left: from now on it says what it lacks. */
  leave: (id: InvoiceLineId) => void;
  move: (id: InvoiceLineId, by: -1 | 1) => void;
  remove: (id: InvoiceLineId) => void;
}

interface Acting {
  rows: readonly Row[];
  change: ChangeRows;
  currency: Currency;
  focus: ReturnType<typeof useCellFocus>;
  setLeft: (next: (left: ReadonlySet<InvoiceLineId>) => ReadonlySet<InvoiceLineId>) => void;
}

/** The same acts at every key press, so that typing into one line of sixty draws that one anew. */
export function useLineActs({ rows, change, currency, focus, setLeft }: Acting): LineActs {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useRef({ rows, place: focus.place });
  useEffect(() => {
    now.current = { rows, place: focus.place };
  });
  const { go } = focus;
  return useMemo(() => {
    const cellInFocus = (): Cell => now.current.place()?.cell ?? "description";
    const remove = (id: InvoiceLineId): void => {
      const before = now.current.rows;
      const index = before.findIndex((row) => row.id === id);
      const row = before[index];
      if (!row) return;
      const rest = before.toSpliced(index, 1);
      const blank = blankRow(row.tax);
      change(() => (rest.length > 0 ? rest : [blank]));
      go({ id: (rest[Math.min(index, rest.length - 1)] ?? blank).id, cell: cellInFocus() });
      if (isBlank(row)) return;
      const name = row.description.trim() || t("billing.line.nameless", { number: index + 1 });
      say({
        tone: "good",
        title: t("billing.line.removed", { name }),
        action: {
          name: t("controls.undo"),
          run: () =>
            change((later) => later.filter((one) => one.id !== blank.id).toSpliced(index, 0, row)),
        },
      });
    };
    return {
      type: (id, cell, text) =>
        change((all) => replaced(all, id, (row) => ({ ...row, [cell]: text }))),
      take: (id, service) => {
        change((all) => replaced(all, id, (row) => filledBy(row, service, format)));
        go({ id, cell: "quantity" });
      },
      tidy: (id, cell) =>
        change((all) => replaced(all, id, (row) => tidied(row, cell, currency, format))),
      leave: (id) => setLeft((left) => (left.has(id) ? left : new Set(left).add(id))),
      move: (id, by) => {
        change((all) => moved(all, id, by));
        go({ id, cell: cellInFocus() });
      },
      remove,
    };
  }, [change, currency, format, go, setLeft, t]);
}
