import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useEffectEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { failureOf } from "@/failures/failureOf";
import { useSentence } from "@/failures/useSentence";
import type { AttentionId, PatientSummary, RefusedChange } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";
import { PatientNames } from "@/patient/BothValues";

import { useRefusals } from "./useRefusals";

import styles from "./Elsewhere.module.css";

/** A patient whom somebody has registered here and whose record is not here yet. */
export interface Asked {
  patient: PatientSummary;
  /** Earlier requests for this patient that were refused: none of them answers this one. */
  before: ReadonlySet<AttentionId>;
}

interface AwaitedProps {
  asked: Asked;
  onArrived: (patient: PatientSummary) => void;
  /** Asks why once more. */
  onAgain: () => void;
  onClose: () => void;
}

/** The record comes with the next rows, or the server says why it does not. */
export function Awaited({ asked: { patient, before }, onArrived, onAgain, onClose }: AwaitedProps) {
  const { t } = useTranslation();
  const { isSuccess } = useQuery(query("patient_page", { patient: patient.id }));
  const { data: sync } = useQuery(query("sync_status", {}));
  const refusal = useRefusals(patient.id).findLast(({ item }) => !before.has(item));
  const arrive = useEffectEvent(() => onArrived(patient));
  useEffect(() => {
    if (isSuccess) arrive();
  }, [isSuccess]);
  const close = (
    <Button size="small" look="quiet" onPress={onClose}>
      {t("controls.close")}
    </Button>
  );
  if (refusal) {
    return (
      <Refused {...refusal} patient={patient} onAgain={onAgain}>
        {close}
      </Refused>
    );
  }
  return (
    <Notice tone="info" title={t("patients.facilities.coming")} actions={close}>
      <PatientNames patient={patient} />
      {sync?.online === false && <p>{t("patients.facilities.comingOffline")}</p>}
    </Notice>
  );
}

interface RefusedProps {
  item: AttentionId;
  refused: RefusedChange;
  patient: PatientSummary;
  onAgain: () => void;
  children: ReactNode;
}

function Refused({ item, refused, patient, onAgain, children }: RefusedProps) {
  const { t } = useTranslation();
  const { what, next } = useSentence()(failureOf(refused));
  return (
    <Notice
      tone="danger"
      title={t("patients.facilities.refused")}
      actions={
        <>
          <Button size="small" onPress={onAgain}>
            {t("patients.facilities.again")}
          </Button>
          <Link to="/attention" search={{ item }} className={styles.link}>
            {t("patients.facilities.openItem")}
          </Link>
          {children}
        </>
      }
    >
      <PatientNames patient={patient} />
      <p>
        {what} {next}
      </p>
    </Notice>
  );
}
