import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { NotYetShared } from "@/components/NotYetShared";
import { Page } from "@/components/Page";
import { ScopedArea } from "@/components/ScopedArea";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import type { InvoiceView, PaperDocument } from "@/ipc/generated/commands";
import { UnsettledMark } from "@/patient/BothValues";
import { PatientDetails } from "@/patient/PatientLine";
import { PatientName } from "@/patient/PatientName";
import { usePatientNames } from "@/patient/useUnsettled";

import { DiscardDialog } from "./draft/DiscardDialog";
import { DraftInvoice } from "./draft/DraftInvoice";
import { InvoiceTools } from "./InvoiceTools";
import { CreditDialog } from "./issued/CreditDialog";
import { IssuedInvoice } from "./issued/IssuedInvoice";
import { PaymentDialog } from "./issued/PaymentDialog";
import { PaperDialog } from "./paper/PaperDialog";
import type { InvoiceAct } from "./search";
import { StandingPill } from "./StandingPill";

import styles from "./OneInvoice.module.css";

/** What lies over the invoice. */
export type Sheet =
  | { kind: "pay" | "credit" | "discard" }
  | { kind: "paper"; document: PaperDocument };

/** One invoice, with the sheets that open over it. */
export function OneInvoice({ view, act }: { view: InvoiceView; act: InvoiceAct | undefined }) {
  const { invoice, patient } = view;
  const { t, i18n } = useTranslation();
  const names = usePatientNames();
  const format = useFormat();
  const today = format.dateOf(useNow(60));
  const navigate = useNavigate();
  const [sheet, setSheet] = useState<Sheet | null>(() =>
    act && view.totals.due.minor > 0 && invoice.status === "issued" ? { kind: act } : null,
  );
  const close = (): void => setSheet(null);
  // The sheet was asked for once; a step back in the history must not open it again.
  const forget = useEffectEvent(() => {
    const here = { to: "/billing/$invoice", params: { invoice: invoice.id } } as const;
    if (act) void navigate({ ...here, search: {}, replace: true });
  });
  useEffect(() => forget(), []);
  const nameOf = (document: PaperDocument): string => {
    if (document.kind === "invoice") {
      return `${t(`billing.kind.${invoice.kind}`)} ${invoice.number ?? ""}`.trim();
    }
    const paid = document.kind === "receipt" ? document.payment : undefined;
    const payment = view.payments.find(({ id }) => id === paid);
    return t("billing.payments.receipt", { number: payment?.receipt_number ?? "" });
  };
  const isDraft = invoice.status === "draft";
  const Back = i18n.dir() === "rtl" ? ChevronRight : ChevronLeft;
  return (
    <ScopedArea scope="invoice" mark={`${sheet?.kind} ${view.standing}`}>
      <Page
        flush
        title={
          <span className={styles.title}>
            <Link to="/billing" className={styles.back} aria-label={t("billing.backToList")}>
              <Back aria-hidden />
            </Link>
            {t(`billing.kind.${invoice.kind}`)}
            {invoice.number && <bdi>{invoice.number}</bdi>}
          </span>
        }
        about={
          <span className={styles.about}>
            <StandingPill standing={view.standing} dueOn={invoice.due_on} today={today} />
            {view.not_yet_shared && <NotYetShared />}
          </span>
        }
        tools={<InvoiceTools view={view} onOpen={setSheet} />}
      >
        <div className={styles.invoice}>
          <div className={styles.patient}>
            <Link to="/patients/$patient" params={{ patient: patient.id }} className={styles.name}>
              <PatientName patient={patient} marks={false} />
            </Link>
            <UnsettledMark patient={patient.id} leads />
            <PatientDetails patient={patient} />
          </div>
          {isDraft ? (
            <DraftInvoice view={view} />
          ) : (
            <IssuedInvoice view={view} today={today} onOpen={setSheet} />
          )}
        </div>
      </Page>
      <PaymentDialog
        isOpen={sheet?.kind === "pay"}
        view={view}
        onClose={close}
        onPreview={(document) => setSheet({ kind: "paper", document })}
      />
      <CreditDialog isOpen={sheet?.kind === "credit"} view={view} onClose={close} />
      <DiscardDialog isOpen={sheet?.kind === "discard"} view={view} onClose={close} />
      <PaperDialog
        document={sheet?.kind === "paper" ? sheet.document : null}
        name={sheet?.kind === "paper" ? nameOf(sheet.document) : ""}
        about={names(patient)}
        onClose={close}
      />
    </ScopedArea>
  );
}
