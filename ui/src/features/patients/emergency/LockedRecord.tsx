import { Link } from "@tanstack/react-router";
import { LockKeyhole } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import type { Failure, PatientId, RestrictionLabel } from "@/ipc/generated/commands";
import { usePermitted } from "@/ipc/session";
import { useKey } from "@/keyboard/useKey";

import { patientsKeys } from "../keys";
import { OpenSheet } from "./OpenSheet";

const labels = ["vip", "psychiatry", "staff"] as const satisfies RestrictionLabel[];

/** The label in a refusal of the core. */
function labelOf({ data }: Failure): RestrictionLabel | undefined {
  if (typeof data !== "object" || data === null || !("label" in data)) return undefined;
  return labels.find((label) => label === data.label);
}

interface LockedRecordProps {
  patient: PatientId;
  failure: Failure;
}

/** In place of a record that is closed: why it is, and the way in for whoever cannot wait. Nothing of the patient. */
export function LockedRecord({ patient, failure }: LockedRecordProps) {
  const { t } = useTranslation();
  const mayOpen = usePermitted()("break_glass");
  const [isOpening, setOpening] = useState(false);
  useKey(patientsKeys.emergency, () => setOpening(true), mayOpen);
  const label = labelOf(failure);
  return (
    <div data-scope="locked" style={{ display: "contents" }}>
      <Page title={t("patients.title")}>
        <EmptyState
          icon={<LockKeyhole aria-hidden />}
          title={t("restricted.page.title")}
          actions={
            <>
              <Link to="/patients">{t("restricted.page.back")}</Link>
              {mayOpen && (
                <Button keys={patientsKeys.emergency.keys} onPress={() => setOpening(true)}>
                  {t("restricted.page.open")}
                </Button>
              )}
            </>
          }
        >
          {t("restricted.page.who", { meaning: label ? t(`restricted.meaning.${label}`) : "" })}
          {mayOpen && ` ${t("restricted.page.next")}`}
        </EmptyState>
        {isOpening && <OpenSheet patient={patient} onClose={() => setOpening(false)} />}
      </Page>
    </div>
  );
}
