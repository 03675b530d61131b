import { useMutation } from "@tanstack/react-query";
import { Building2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Kbd } from "@/components/Kbd";
import { FailureNotice } from "@/failures/FailureNotice";
import { type CommandFailed, call } from "@/ipc/call";
import type { ElsewhereView, PatientElsewhere, PatientSummary } from "@/ipc/generated/commands";
import { useKey } from "@/keyboard/useKey";
import { PatientBorn } from "@/patient/BothValues";
import { PatientName } from "@/patient/PatientName";

import { patientsKeys } from "../keys";
import { type Asked, Awaited } from "./Awaited";
import { RegisterHereDialog } from "./RegisterHereDialog";

import styles from "./Elsewhere.module.css";

/** Fewer characters would list the whole organisation; the server refuses them too. */
const CHARACTERS_MIN = 3;

interface ElsewhereProps {
  /** What was typed. */
  text: string;
  /** The record of a patient who was registered here has come. */
  onArrived: (patient: PatientSummary) => void;
}

/** Patients whom only other facilities hold. Nobody is asked before the person says so: each search is kept. */
export function Elsewhere({ text, onArrived }: ElsewhereProps) {
  const { t } = useTranslation();
  const [chosen, choose] = useState<PatientSummary | null>(null);
  const [awaited, setAwaited] = useState<Asked | null>(null);
  const search = useMutation<ElsewhereView, CommandFailed, string>({
    mutationFn: (typed) => call("search_elsewhere", { text: typed }),
    meta: { inPlace: true },
    gcTime: 0,
  });
  const isLong = text.length >= CHARACTERS_MIN;
  const ask = (): void => {
    if (isLong && !search.isPending) search.mutate(text);
  };
  useKey(patientsKeys.elsewhere, ask, isLong);
  const isAnswered = search.variables === text;
  if (!isLong) return null;
  return (
    <section className={styles.elsewhere} aria-label={t("patients.facilities.heading")}>
      <div className={styles.ask}>
        <Button
          icon={<Building2 aria-hidden />}
          keys={patientsKeys.elsewhere.keys}
          onPress={ask}
          whyNot={search.isPending ? t("patients.facilities.searching") : undefined}
        >
          {t("patients.facilities.search")}
          <span aria-hidden>
            <Kbd keys={patientsKeys.elsewhere.keys} />
          </span>
        </Button>
        <span className={styles.note}>{t("patients.facilities.note")}</span>
      </div>
      {isAnswered && search.error && <FailureNotice failure={search.error.failure} />}
      {isAnswered && search.data && <Hits view={search.data} onChoose={choose} />}
      {awaited && (
        <Awaited
          asked={awaited}
          onArrived={onArrived}
          onAgain={() => choose(awaited.patient)}
          onClose={() => setAwaited(null)}
        />
      )}
      {chosen && (
        <RegisterHereDialog
          patient={chosen}
          onDone={(before) => {
            setAwaited({ patient: chosen, before });
            choose(null);
          }}
          onClose={() => choose(null)}
        />
      )}
    </section>
  );
}

interface HitsProps {
  view: ElsewhereView;
  onChoose: (patient: PatientSummary) => void;
}

function Hits({ view: { patients, more }, onChoose }: HitsProps) {
  const { t } = useTranslation();
  return (
    <>
      <p role="status" className={styles.status}>
        {patients.length === 0 ? t("patients.facilities.none") : t("patients.facilities.heading")}
      </p>
      <ul className={styles.hits}>
        {patients.map((hit) => (
          <Hit key={hit.summary.id} hit={hit} onChoose={onChoose} />
        ))}
      </ul>
      {more && <p className={styles.note}>{t("patients.facilities.more")}</p>}
    </>
  );
}

function Hit({ hit, onChoose }: Pick<HitsProps, "onChoose"> & { hit: PatientElsewhere }) {
  const { t } = useTranslation();
  const { summary, facilities } = hit;
  return (
    <li className={styles.hit}>
      <div className={styles.who}>
        <PatientName patient={summary} />
        <span className={styles.facts}>
          <span>
            {t("patient.born")} <PatientBorn patient={summary} />
          </span>
          <span>{t(`patient.sex.${summary.sex}`)}</span>
          <bdi data-identity>{summary.record_number}</bdi>
          <bdi>{t("patients.facilities.at", { facilities: facilities.join(", ") })}</bdi>
        </span>
      </div>
      <Button size="small" onPress={() => onChoose(summary)}>
        {t("patients.facilities.register")}
      </Button>
    </li>
  );
}
