import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { PatientPageView } from "@/ipc/generated/commands";
import { usePatientNames } from "@/patient/useUnsettled";

import { AllergiesSection } from "../clinical/AllergiesSection";
import { ProblemsSection } from "../clinical/ProblemsSection";
import type { Part } from "../search";
import { InvoicesSection } from "../visits/InvoicesSection";
import { VisitsSection } from "../visits/VisitsSection";
import { VitalsTable } from "../vitals/VitalsTable";
import type { Acts } from "./acts";
import { DetailsPart } from "./DetailsPart";
import type { Going } from "./going";
import { Overview } from "./Overview";

import styles from "./PatientPage.module.css";

interface PartProps {
  page: PatientPageView;
  acts: Acts;
  going: Going;
}

/** What a part of the page shows. */
export function partContent(part: Part, props: PartProps): ReactNode {
  const { page, acts, going } = props;
  const { clinical, invoices } = page;
  switch (part) {
    case "overview":
      return <Overview {...props} />;
    case "details":
      return <DetailsPart page={page} acts={acts} />;
    case "clinical":
      return clinical && <Clinical {...props} clinical={clinical} />;
    case "vitals":
      return clinical && <VitalsTable observations={clinical.observations} onChart={acts.vitals} />;
    case "visits":
      return <Visits page={page} going={going} />;
    case "invoices":
      return invoices && <InvoicesSection invoices={invoices} onOpen={going.toInvoice} />;
  }
}

function Clinical(props: PartProps & { clinical: NonNullable<PatientPageView["clinical"]> }) {
  const names = usePatientNames();
  const { page, acts, clinical } = props;
  return (
    <div className={styles.column}>
      <AllergiesSection
        allergies={clinical.allergies}
        patientName={names(page.summary)}
        onRecord={acts.allergy}
        onStateNone={acts.noneKnown}
      />
      <ProblemsSection conditions={clinical.conditions} />
    </div>
  );
}

function Visits({ page, going }: Pick<PartProps, "page" | "going">) {
  const { t } = useTranslation();
  return (
    <div className={styles.column}>
      <VisitsSection
        title={t("patients.visits.coming")}
        visits={page.coming}
        none={t("patients.visits.noComing")}
        onOpen={going.toVisit}
      />
      <VisitsSection
        title={t("patients.visits.past")}
        visits={page.past}
        none={t("patients.visits.noPast")}
        onOpen={going.toVisit}
      />
    </div>
  );
}
