import { useTranslation } from "react-i18next";

import { Facts } from "@/components/Facts";
import { useFormat } from "@/format/useFormat";
import { useDirectory } from "@/ipc/directory";
import type { InvoiceView, LocalDate } from "@/ipc/generated/commands";

import type { Sheet } from "../OneInvoice";
import { Sum, Sums } from "../Sums";
import { Counterpart } from "./Counterpart";
import { IssuedLines } from "./IssuedLines";
import { Owed } from "./Owed";
import { Payments } from "./Payments";

import styles from "./IssuedInvoice.module.css";

interface IssuedInvoiceProps {
  view: InvoiceView;
  today: LocalDate;
  onOpen: (sheet: Sheet) => void;
}

/** An invoice or credit note that is final: what it says, what was paid, what is left. */
export function IssuedInvoice({ view, today, onOpen }: IssuedInvoiceProps) {
  const { invoice, totals } = view;
  const { t } = useTranslation();
  const format = useFormat();
  const directory = useDirectory();
  const isRefund = invoice.kind === "credit_note";
  const by = directory?.person(invoice.drafted_by)?.display_name ?? format.words.notKnown;
  const facts: (readonly [string, string])[] = [
    [t("billing.fact.issued"), format.date(invoice.issued_on)],
    ...(invoice.due_on ? [[t("billing.fact.due"), format.date(invoice.due_on)] as const] : []),
    [t("billing.fact.draftedBy"), by],
  ];
  return (
    <div className={styles.columns}>
      {/* A part that scrolls is reached by keyboard, or sixty lines end with the window. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.main} role="group" aria-label={t("billing.line.table")} tabIndex={0}>
        <IssuedLines lines={view.lines} currency={invoice.currency} />
        <div className={styles.sums}>
          <Sums totals={totals}>
            {totals.paid.minor > 0 && (
              <Sum
                name={isRefund ? t("billing.sums.givenBack") : t("billing.sums.paid")}
                amount={totals.paid}
              />
            )}
          </Sums>
        </div>
      </div>
      <aside className={styles.side} aria-label={t("billing.side")}>
        <Owed view={view} today={today} />
        {view.counterpart && <Counterpart view={view} other={view.counterpart} />}
        <Payments view={view} onOpen={onOpen} />
        <Facts facts={facts} />
      </aside>
    </div>
  );
}
