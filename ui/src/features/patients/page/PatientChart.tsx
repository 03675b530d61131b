import { useNavigate } from "@tanstack/react-router";
import { CalendarPlus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Tabs } from "@/components/Tabs";
import { useDrafts } from "@/ipc/drafts";
import type { PatientPageView } from "@/ipc/generated/commands";
import { usePermitted } from "@/ipc/session";
import { useKey } from "@/keyboard/useKey";
import { PatientBanner } from "@/patient/PatientBanner";
import { usePatientNames } from "@/patient/useUnsettled";

import { EmergencyStrip } from "../emergency/EmergencyStrip";
import { patientsKeys } from "../keys";
import type { Part } from "../search";
import type { Act, Acts } from "./acts";
import { ActKeys, PartKey } from "./ChartKeys";
import type { Going } from "./going";
import { OpenAct } from "./OpenAct";
import { partContent } from "./partContent";
import { useTitle } from "./useTitle";

import styles from "./PatientPage.module.css";

interface PatientChartProps {
  page: PatientPageView;
  part: Part;
  onPart: (part: Part) => void;
}

/** The chart of one patient, as much of it as the role may see. */
export function PatientChart({ page, part, onPart }: PatientChartProps) {
  const { t } = useTranslation();
  const { summary } = page;
  const area = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [act, setAct] = useState<Act | null>(null);
  // The forms of this page go on with their drafts; they are read before one is opened.
  useDrafts("edit_patient");
  useTitle(usePatientNames()(summary));
  useEffect(() => area.current?.focus({ preventScroll: true }), []);
  const acts = useActs(page, setAct);
  const going = useGoing(page, onPart);
  useKey(patientsKeys.expand, () => setOpen((open) => !open));

  const shown = partsOf(page);
  const current = shown.find(({ id }) => id === part)?.id ?? "overview";
  return (
    <div
      ref={area}
      className={styles.page}
      data-scope="patient"
      data-emergency={page.emergency ? true : undefined}
      tabIndex={-1}
    >
      {page.emergency && <EmergencyStrip emergency={page.emergency} />}
      <PatientBanner
        page={page}
        isOpen={isOpen}
        onOpenChange={setOpen}
        keys={patientsKeys.expand.keys}
      />
      <Tabs
        fill
        label={t("patients.parts.label")}
        value={current}
        onChange={onPart}
        tools={going.book}
        tabs={shown.map(({ id, count }) => ({
          id,
          name: t(`patients.parts.${id}`),
          ...(count && { count }),
          content: partContent(id, { page, acts, going }),
        }))}
      />
      {shown.map(({ id }) => (
        <PartKey key={id} part={id} onPart={onPart} />
      ))}
      <ActKeys acts={acts} />
      <OpenAct act={act} page={page} onClose={() => setAct(null)} />
    </div>
  );
}

/** The parts that this role may see, each with how much is in it. */
function partsOf({ clinical, invoices, coming, past }: PatientPageView) {
  const all: ({ id: Part; count?: number } | undefined)[] = [
    { id: "overview" },
    { id: "details" },
    clinical && {
      id: "clinical",
      count: clinical.allergies.active.length + clinical.conditions.length,
    },
    clinical && { id: "vitals" },
    { id: "visits", count: coming.length + past.length },
    invoices && { id: "invoices", count: invoices.length },
  ];
  return all.filter((one) => one !== undefined);
}

/** What the person may do here. The core asks again at every command. */
function useActs({ clinical }: PatientPageView, open: (act: Act) => void): Acts {
  const may = usePermitted();
  return {
    ...(may("edit_patients") && { edit: () => open("edit") }),
    ...(may("register_patients") && { endCare: () => open("endCare") }),
    ...(may("edit_coverage") && { coverage: () => open("coverage") }),
    ...(clinical && may("record_allergies") && { allergy: () => open("allergy") }),
    // Beside a recorded allergy the statement would be refused.
    ...(clinical &&
      clinical.allergies.status !== "known" &&
      may("record_allergies") && { noneKnown: () => open("noneKnown") }),
    ...(clinical && may("chart_vitals") && { vitals: () => open("vitals") }),
  };
}

function useGoing({ summary }: PatientPageView, toPart: (part: Part) => void): Going {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayBook = usePermitted()("book_appointments") && summary.died_on === undefined;
  const book = (): void => {
    void navigate({ to: "/schedule", search: { patient: summary.id } });
  };
  useKey(patientsKeys.book, book, mayBook);
  return {
    toPart,
    toVisit: ({ id, date }) =>
      void navigate({ to: "/schedule", search: { date, appointment: id } }),
    toInvoice: ({ id }) => void navigate({ to: "/billing/$invoice", params: { invoice: id } }),
    book: mayBook && (
      <Button
        size="small"
        icon={<CalendarPlus aria-hidden />}
        keys={patientsKeys.book.keys}
        onPress={book}
      >
        {t("patients.visits.book")}
      </Button>
    ),
  };
}
