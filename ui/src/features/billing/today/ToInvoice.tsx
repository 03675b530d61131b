import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { NotYetShared } from "@/components/NotYetShared";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import { useDirectory } from "@/ipc/directory";
import type { AppointmentView, InvoiceId } from "@/ipc/generated/commands";
import { query, useCommand } from "@/ipc/queries";
import { uuid7 } from "@/ipc/uuid7";
import { PatientNames, UnsettledMark } from "@/patient/BothValues";
import { usePatientNames } from "@/patient/useUnsettled";

import { useToInvoice } from "./useToInvoice";

import styles from "./Today.module.css";

/** Visits that are done and not billed yet, each one press away from its draft. */
export function ToInvoice() {
  const { t } = useTranslation();
  const names = usePatientNames();
  const format = useFormat();
  const today = format.dateOf(useNow(60));
  const visits = useToInvoice(today);
  const { data: overview } = useQuery(query("billing_overview", {}));
  const directory = useDirectory();
  const bill = useBillVisit();
  if (!visits) return null;
  return (
    <section className={styles.part} aria-labelledby="to-invoice">
      <header className={styles.head}>
        <h2 id="to-invoice">{t("billing.today.toInvoice")}</h2>
        {visits.length > 0 && (
          <span className={styles.about}>
            {t("billing.today.toInvoiceCount", { count: visits.length })}
          </span>
        )}
        {overview !== undefined && overview.drafts > 0 && (
          <Link to="/billing" search={{ filter: "drafts" }} className={styles.aside}>
            {t("billing.today.drafts", { count: overview.drafts })}
          </Link>
        )}
      </header>
      {visits.length === 0 ? (
        <EmptyState icon={<CircleCheck aria-hidden />} title={t("billing.today.nothingToInvoice")}>
          {t("billing.today.nothingToInvoiceNext")}
        </EmptyState>
      ) : (
        <table className={styles.table} aria-label={t("billing.today.visits")}>
          <thead>
            <tr>
              <th scope="col">{t("billing.today.when")}</th>
              <th scope="col">{t("billing.today.patient")}</th>
              <th scope="col">{t("billing.today.with")}</th>
              <th scope="col">{t("billing.today.reason")}</th>
              <th scope="col">
                <span className="visually-hidden">{t("billing.today.bill")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {visits.map((visit) => {
              const { appointment, patient } = visit;
              const name = directory?.practitioner(appointment.practitioner)?.name;
              const when = `${format.day(appointment.date, today)} ${format.time(appointment.start)}`;
              return (
                <tr key={appointment.id}>
                  <td className={styles.when}>{when}</td>
                  <th scope="row">
                    <Link to="/patients/$patient" params={{ patient: patient.id }}>
                      <PatientNames patient={patient} />
                    </Link>{" "}
                    <UnsettledMark patient={patient.id} leads />{" "}
                    {visit.not_yet_shared && <NotYetShared />}
                  </th>
                  <td className={styles.when}>
                    {name && <bdi>{[name.prefix, name.family].filter(Boolean).join(" ")}</bdi>}
                  </td>
                  <td className={styles.reason}>
                    <span>
                      <bdi>{appointment.reason}</bdi>
                    </span>
                  </td>
                  <td className={styles.act}>
                    <Button
                      size="small"
                      aria-label={t("billing.today.billFor", {
                        patient: names(patient),
                        when,
                      })}
                      onPress={() => void bill(visit)}
                    >
                      {t("billing.today.bill")}
                    </Button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Drafts the invoice of a visit from its services, and opens it. */
function useBillVisit(): (visit: AppointmentView) => Promise<void> {
  const navigate = useNavigate();
  const draft = useCommand("draft_invoice");
  return async ({ appointment }) => {
    const id = uuid7<InvoiceId>();
    const { patient, id: visit } = appointment;
    try {
      await draft.mutateAsync({ id, patient, appointment: visit });
    } catch {
      // The edge of the window says why.
      return;
    }
    await navigate({ to: "/billing/$invoice", params: { invoice: id } });
  };
}
