import { Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useFocusWithin } from "react-aria";
import { useTranslation } from "react-i18next";

import { StatusPill } from "@/components/StatusPill";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import type { AttentionView, PatientSummary } from "@/ipc/generated/commands";
import { usePermitted, useSignedIn } from "@/ipc/session";
import { useKey } from "@/keyboard/useKey";
import { UnsettledMark } from "@/patient/BothValues";
import { PatientDetails } from "@/patient/PatientLine";
import { PatientName } from "@/patient/PatientName";

import { askedOf } from "./askedOf";
import { attentionKeys } from "./keys";
import { Settled } from "./Settled";

import styles from "./Attention.module.css";

interface FrameProps {
  view: AttentionView;
  /** Whether the row around it has the focus. */
  isFocused: boolean;
  sign: ReactNode;
  title: string;
  /** Whom and what it is about. */
  about: ReactNode;
  /** What can be done while it is open; keys work while the item has the focus. */
  children: (isActive: boolean) => ReactNode;
}

/** What every item has: what it is, for whom, by whom, and how it ended. */
export function Frame({ view, isFocused, sign, title, about, children }: FrameProps) {
  const navigate = useNavigate();
  const may = usePermitted();
  const [isWithin, setWithin] = useState(false);
  const { focusWithinProps } = useFocusWithin({ onFocusWithinChange: setWithin });
  const isActive = isFocused || isWithin;
  const { item, patient } = view;
  const isOpen = item.state === "open";
  const openPatient = (): void => {
    if (patient) void navigate({ to: "/patients/$patient", params: { patient: patient.id } });
  };
  useKey(attentionKeys.patient, openPatient, isActive && !!patient && may("open_patients"));
  return (
    <article className={styles.item} data-settled={!isOpen || undefined} {...focusWithinProps}>
      {sign}
      <div className={styles.content}>
        <h2 className={styles.what}>
          <bdi>{title}</bdi>
        </h2>
        {about}
        {isOpen ? <div className={styles.now}>{children(isActive)}</div> : <Settled item={item} />}
      </div>
      <Asked view={view} />
    </article>
  );
}

/** A patient, as a link for who may open the page. */
export function Who({ patient }: { patient: PatientSummary | undefined }) {
  const may = usePermitted();
  if (!patient) return null;
  return (
    <div className={styles.who}>
      {may("open_patients") ? (
        <Link to="/patients/$patient" params={{ patient: patient.id }} className={styles.name}>
          <PatientName patient={patient} marks={false} />
        </Link>
      ) : (
        <span className={styles.name}>
          <PatientName patient={patient} marks={false} />
        </span>
      )}
      <UnsettledMark patient={patient.id} leads />
      <PatientDetails patient={patient} />
    </div>
  );
}

/** Who asked, when, and at which workstation. */
function Asked({ view: { item, asked_by } }: { view: AttentionView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(30);
  const device = useSignedIn()?.device;
  const asked = askedOf(item);
  const ago = format.ago(item.raised_at, now);
  return (
    <div className={styles.asked}>
      <bdi className={styles.person}>{asked_by || t("attention.somebody")}</bdi>
      <span>{format.instant(asked.recorded_at)}</span>
      <span>{t(asked.device === device ? "attention.here" : "attention.elsewhere")}</span>
      {item.state === "open" && (
        <StatusPill tone="warning">
          {t("refused" in item ? "attention.refusedAt" : "attention.raisedAt", { ago })}
        </StatusPill>
      )}
    </div>
  );
}
