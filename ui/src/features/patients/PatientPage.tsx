import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { UserRoundX } from "lucide-react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { FailureNotice } from "@/failures/FailureNotice";
import type { Failure, PatientId } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";

import { LockedRecord } from "./emergency/LockedRecord";
import { PatientChart } from "./page/PatientChart";
import { parts } from "./search";

/** Ids are opaque here: the core says whether anybody is kept under one. */
const isPatientId = (text: string): text is PatientId => text !== "";

/** One patient's page: the banner on top, one part of the record below it. */
export function PatientPage() {
  const { patient } = useParams({ from: "/patients/$patient" });
  return isPatientId(patient) ? <Found patient={patient} /> : null;
}

function Found({ patient }: { patient: PatientId }) {
  const asked = useSearch({ from: "/patients/$patient", select: ({ part }) => part });
  const navigate = useNavigate();
  const { data, error } = useQuery(query("patient_page", { patient }));
  if (error?.failure.code === "record_restricted")
    return <LockedRecord patient={patient} failure={error.failure} />;
  if (error) return <NotHere failure={error.failure} />;
  if (!data) return null;
  return (
    <PatientChart
      // Another patient is another chart: nothing of one is left for the next.
      key={data.summary.id}
      page={data}
      part={parts.find((one) => one === asked) ?? "overview"}
      onPart={(part) =>
        void navigate({
          to: "/patients/$patient",
          params: { patient },
          search: part === "overview" ? {} : { part },
          replace: true,
        })
      }
    />
  );
}

function NotHere({ failure }: { failure: Failure }) {
  const { t } = useTranslation();
  return (
    <Page title={t("patients.title")}>
      {failure.code === "not_found" ? (
        <EmptyState
          icon={<UserRoundX aria-hidden />}
          title={t("patients.page.notHere")}
          actions={<Link to="/patients">{t("patients.page.search")}</Link>}
        >
          {t("patients.page.notHereNext")}
        </EmptyState>
      ) : (
        <FailureNotice failure={failure} />
      )}
    </Page>
  );
}
