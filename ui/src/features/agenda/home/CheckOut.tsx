import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { InvoiceFilter } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";

import type { VisitActs } from "../details/useVisitActs";
import { useVisitHome } from "./useVisitHome";
import { VisitList } from "./VisitList";

import styles from "./Home.module.css";

const toPay = (acts: VisitActs) => acts.invoice;

/** Invoices of one sort; the list of a day's visits asks whether theirs are among them. */
const useInvoices = (filter: InvoiceFilter) =>
  useQuery(query("invoice_list", { filter, text: "", offset: 0, limit: 200 })).data?.invoices ?? [];

/** Who has been seen today and has not paid: nobody leaves with an open bill by oversight. */
export function CheckOut() {
  const { t } = useTranslation();
  const { scope, today, sheet, list } = useVisitHome();
  const owed = new Set([...useInvoices("drafts"), ...useInvoices("open")].map(({ id }) => id));
  const seen = today
    .withStatus("done")
    .filter(({ invoice }) => invoice === undefined || owed.has(invoice));
  if (!today.isKnown) return null;
  return (
    <div className={styles.home} {...scope}>
      <VisitList
        {...list}
        title={t("agenda.home.checkOut")}
        none={t("agenda.home.checkOutNone")}
        views={seen}
        next={toPay}
        isNarrow
      />
      {sheet}
    </div>
  );
}
