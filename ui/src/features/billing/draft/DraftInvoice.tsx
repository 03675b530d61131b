import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { useFormat } from "@/format/useFormat";
import { useDirectory } from "@/ipc/directory";
import type { InvoiceView } from "@/ipc/generated/commands";
import { query, useCommand } from "@/ipc/queries";
import { usePermitted } from "@/ipc/session";
import { useKey } from "@/keyboard/useKey";
import { usePatientNames } from "@/patient/useUnsettled";

import { invoiceKeys } from "../keys";
import { Sums } from "../Sums";
import { KeepingNote, KeepingTrouble } from "./KeepingNote";
import { type KeptLines, keptLinesOf, linesForm } from "./kept";
import { LineTable } from "./LineTable";
import { coreProblems } from "./problems";
import { keyOf } from "./rows";
import { useLineEditor } from "./useLineEditor";
import { usePreview } from "./usePreview";

import styles from "./DraftInvoice.module.css";

/** A draft: its lines, what they come to, and the way to make it final. */
export function DraftInvoice({ view }: { view: InvoiceView }) {
  const { lines, id } = view.invoice;
  const directory = useDirectory();
  // What was kept on an earlier visit counts as it is now, not as it was when it was last asked for.
  const drafts = useQuery({ ...query("drafts", {}), refetchOnMount: "always" });
  if (!directory || !drafts.isFetchedAfterMount) return null;
  const kept = drafts.data?.drafts.find(({ form }) => form === linesForm(id));
  const restored = kept && keptLinesOf(kept.body, lines, directory.services);
  return <Editor key={id} view={view} restored={restored} />;
}

interface EditorProps {
  view: InvoiceView;
  restored: KeptLines | undefined;
}

function Editor({ view, restored }: EditorProps) {
  const { invoice, patient } = view;
  const { t } = useTranslation();
  const names = usePatientNames();
  const format = useFormat();
  const may = usePermitted();
  const editor = useLineEditor(view, restored);
  const { reading, keeping } = editor;
  const isEmpty = reading.lines.length === 0;
  const [isStrict, setStrict] = useState(false);
  const saved = { lines: view.lines, totals: view.totals, key: keyOf(invoice.lines) };
  const preview = usePreview(invoice.id, reading.lines, saved);
  const problems = useMemo(() => {
    const refused = keeping.kind === "refused" ? keeping.failure : undefined;
    return new Map([
      ...coreProblems(preview.failure ?? refused, reading.lines),
      ...reading.problems,
    ]);
  }, [keeping, preview.failure, reading]);
  const { issue, failure, isIssuing } = useIssue(view, editor.save);
  const tryToIssue = (): void => {
    setStrict(true);
    if (problems.size > 0 || isEmpty) focusFirstProblem();
    else void issue();
  };
  const mayIssue = may("issue_invoices") && !isIssuing && keeping.kind !== "conflict";
  useKey(invoiceKeys.issue, tryToIssue, mayIssue);
  const gross = preview.isBehind || isEmpty ? undefined : preview.sums?.totals.gross;
  return (
    <div className={styles.draft}>
      <div className={styles.lines}>
        <LineTable
          rows={editor.rows}
          change={editor.change}
          currency={invoice.currency}
          amounts={preview.sums?.lines ?? []}
          problems={problems}
          isStrict={isStrict}
        />
      </div>
      <footer className={styles.foot}>
        <div className={styles.words}>
          <KeepingTrouble editor={editor} />
          {failure && <FailureNotice failure={failure} />}
          {isStrict && isEmpty && (
            <p className={styles.problem} role="alert">
              {t("billing.issue.noLines")}
            </p>
          )}
          {reading.uncounted.length > 0 && (
            <p className={styles.uncounted} role="status">
              {t("billing.sums.uncounted", {
                count: reading.uncounted.length,
                numbers: reading.uncounted.join(", "),
              })}
            </p>
          )}
          {preview.failure && reading.uncounted.length === 0 && (
            <p className={styles.uncounted} role="status">
              {t("billing.sums.behind")}
            </p>
          )}
          <p className={styles.warning}>{t("billing.issue.what", { patient: names(patient) })}</p>
          <KeepingNote editor={editor} />
        </div>
        <div className={styles.total}>
          {preview.sums && !isEmpty && (
            <Sums totals={preview.sums.totals} isBehind={preview.isBehind} />
          )}
          <Button
            look="primary"
            icon={<Send aria-hidden />}
            keys={invoiceKeys.issue.keys}
            onPress={tryToIssue}
            whyNot={keeping.kind === "conflict" ? t("billing.conflict.title") : undefined}
          >
            {gross
              ? t("billing.issue.verbFor", { amount: format.money(gross) })
              : t("billing.issue.verb")}
          </Button>
        </div>
      </footer>
    </div>
  );
}

/** Makes the draft final once the core holds what is on the screen. */
function useIssue(view: InvoiceView, save: () => Promise<boolean>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { mutateAsync, error } = useCommand("issue_invoice", { inPlace: true });
  const [isIssuing, setIssuing] = useState(false);
  const { id } = view.invoice;
  const issue = async (): Promise<void> => {
    if (isIssuing) return;
    setIssuing(true);
    try {
      if (!(await save())) return focusFirstProblem();
      const issued = await mutateAsync({ invoice: id });
      client.setQueryData(query("invoice", { invoice: id }).queryKey, issued);
      say({
        tone: "good",
        title: t("billing.issue.done", { number: issued.invoice.number ?? "" }),
      });
    } catch {
      // The page shows it: `error`.
    } finally {
      setIssuing(false);
    }
  };
  return { issue, failure: error?.failure, isIssuing };
}

function focusFirstProblem(): void {
  // The cells are marked only once the table has been drawn again.
  requestAnimationFrame(() => {
    const lines = document.querySelector('[data-scope="lines"]');
    const first = lines?.querySelector<HTMLElement>("[aria-invalid=true]");
    (first ?? lines?.querySelector<HTMLElement>("[data-cell] input"))?.focus();
  });
}
