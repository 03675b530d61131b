import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import type { ClinicalView, PatientPageView } from "@/ipc/generated/commands";
import { usePatientNames } from "@/patient/useUnsettled";

import { AllergiesSection } from "../clinical/AllergiesSection";
import { ProblemsSection } from "../clinical/ProblemsSection";
import { InsuranceSection } from "../coverage/InsuranceSection";
import type { Part } from "../search";
import { InvoicesSection } from "../visits/InvoicesSection";
import { VisitsSection } from "../visits/VisitsSection";
import { LatestVitals } from "../vitals/LatestVitals";
import { ChartButton } from "../vitals/VitalsTable";
import type { Acts } from "./acts";
import { Contact } from "./DetailsPart";
import type { Going } from "./going";

import styles from "./PatientPage.module.css";

/** How many of a list the overview shows. */
const FEW = 5;

interface OverviewProps {
  page: PatientPageView;
  acts: Acts;
  going: Going;
}

/** What matters first, by role: clinical content where it may be seen, otherwise visits and money. */
export function Overview({ page, acts, going }: OverviewProps) {
  const names = usePatientNames();
  return page.clinical ? (
    <div className={styles.columns}>
      <ClinicalColumn page={page} clinical={page.clinical} acts={acts} going={going} />
      <div className={styles.column}>
        <LatestVitals
          observations={page.clinical.observations}
          tools={
            <>
              {page.clinical.observations.length > 0 && <ShowAll part="vitals" going={going} />}
              {acts.vitals && <ChartButton onPress={acts.vitals} />}
            </>
          }
        />
        <Visits page={page} going={going} />
      </div>
    </div>
  ) : (
    <div className={styles.columns}>
      <div className={styles.column}>
        <Visits page={page} going={going} />
      </div>
      <div className={styles.column}>
        {page.invoices && (
          <InvoicesSection
            isShort
            invoices={page.invoices.slice(0, FEW)}
            total={page.invoices.length}
            onOpen={going.toInvoice}
            tools={page.invoices.length > FEW && <ShowAll part="invoices" going={going} />}
          />
        )}
        <InsuranceSection
          isShort
          coverages={page.coverages}
          patientName={names(page.summary)}
          onRecord={acts.coverage}
        />
        <Contact page={page} acts={acts} />
      </div>
    </div>
  );
}

function ClinicalColumn(props: OverviewProps & { clinical: ClinicalView }) {
  const names = usePatientNames();
  const { page, clinical, acts, going } = props;
  const shown = clinical.conditions.filter(({ status }) => status === "active");
  return (
    <div className={styles.column}>
      <AllergiesSection
        isShort
        allergies={clinical.allergies}
        patientName={names(page.summary)}
        onRecord={acts.allergy}
        onStateNone={acts.noneKnown}
      />
      <ProblemsSection
        isShort
        conditions={shown}
        tools={
          clinical.conditions.length > shown.length && <ShowAll part="clinical" going={going} />
        }
      />
    </div>
  );
}

function Visits({ page, going }: { page: PatientPageView; going: Going }) {
  const { t } = useTranslation();
  const { coming, past } = page;
  const [last] = past;
  return (
    <>
      <VisitsSection
        title={t("patients.visits.coming")}
        visits={coming.slice(0, FEW)}
        total={coming.length}
        none={t("patients.visits.noComing")}
        isShort
        tools={past.length + coming.length > 0 && <ShowAll part="visits" going={going} />}
        onOpen={going.toVisit}
      />
      {last && (
        <VisitsSection
          title={t("patients.visits.past")}
          visits={past.slice(0, FEW)}
          total={past.length}
          isShort
          none={t("patients.visits.noPast")}
          onOpen={going.toVisit}
        />
      )}
    </>
  );
}

function ShowAll({ part, going }: { part: Part; going: Going }) {
  const { t } = useTranslation();
  return (
    <Button
      size="small"
      look="quiet"
      aria-label={`${t("patients.page.showAll")}: ${t(`patients.parts.${part}`)}`}
      onPress={() => going.toPart(part)}
    >
      {t("patients.page.showAll")}
    </Button>
  );
}
