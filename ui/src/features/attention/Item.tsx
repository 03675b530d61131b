import { Link, useNavigate } from "@tanstack/react-router";
import { CalendarX2, type LucideIcon, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useFocusWithin } from "react-aria";
import { useTranslation } from "react-i18next";

import { Offers } from "@/appointment/Offers";
import { Button } from "@/components/Button";
import { Kbd } from "@/components/Kbd";
import { StatusPill } from "@/components/StatusPill";
import { useNow } from "@/components/useNow";
import { FailureNotice } from "@/failures/FailureNotice";
import { useFormat } from "@/format/useFormat";
import type { AttentionView, Failure, Slot } from "@/ipc/generated/commands";
import { usePermitted, useSignedIn } from "@/ipc/session";
import { useKey } from "@/keyboard/useKey";
import { PatientDetails } from "@/patient/PatientLine";
import { PatientName } from "@/patient/PatientName";

import { isPlace, textIn } from "./asked";
import { attentionKeys } from "./keys";
import { Settled } from "./Settled";
import { useAskedText } from "./useAskedText";
import { Why } from "./Why";

import styles from "./Attention.module.css";

interface ItemProps {
  view: AttentionView;
  onTake: (slot: Slot) => void;
  onDiscard: () => void;
  /** What came of the last try to give it another time. */
  failure: Failure | undefined;
}

const offerKeys = [
  attentionKeys.offer1,
  attentionKeys.offer2,
  attentionKeys.offer3,
  attentionKeys.offer4,
  attentionKeys.offer5,
];

/** One refused change: what, for whom, by whom, why not, and what can be done now. */
export function Item({ view, onTake, onDiscard, failure }: ItemProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = usePermitted();
  const askedText = useAskedText();
  const [isActive, setActive] = useState(false);
  const { focusWithinProps } = useFocusWithin({ onFocusWithinChange: setActive });
  const { item, patient, offers } = view;
  const { refused } = item;
  const isOpen = item.state === "open";
  const openPatient = (): void => {
    if (patient) void navigate({ to: "/patients/$patient", params: { patient: patient.id } });
  };
  const mayOpen = patient !== undefined && may("open_patients");
  useKey(attentionKeys.discard, onDiscard, isActive && isOpen);
  useKey(attentionKeys.patient, openPatient, isActive && mayOpen);
  const Sign: LucideIcon = isPlace(refused.request) ? CalendarX2 : TriangleAlert;
  const reason = textIn(refused.request, "reason");
  return (
    <article className={styles.item} data-settled={!isOpen || undefined} {...focusWithinProps}>
      <Sign className={styles.sign} aria-hidden />
      <div className={styles.content}>
        <h2 className={styles.what}>
          <bdi>{askedText(refused)}</bdi>
        </h2>
        <div className={styles.who}>
          {patient && mayOpen && (
            <Link to="/patients/$patient" params={{ patient: patient.id }} className={styles.name}>
              <PatientName patient={patient} />
            </Link>
          )}
          {patient && !mayOpen && (
            <span className={styles.name}>
              <PatientName patient={patient} />
            </span>
          )}
          {patient && <PatientDetails patient={patient} />}
        </div>
        {reason && refused.command === "book_appointment" && (
          <p className={styles.reason}>
            <bdi>{t("attention.reason", { reason })}</bdi>
          </p>
        )}
        <Why refused={refused} />
        {isOpen ? (
          <div className={styles.now}>
            <WhatNow view={view} offers={offers} isActive={isActive} onTake={onTake} />
            {failure && <FailureNotice failure={failure} />}
            <div className={styles.acts}>
              {isPlace(refused.request) && (
                <Link
                  to="/schedule"
                  search={{ date: refused.request.date }}
                  className={styles.link}
                >
                  {t("attention.schedule")}
                </Link>
              )}
              <Button
                size="small"
                look="quiet"
                keys={attentionKeys.discard.keys}
                onPress={onDiscard}
              >
                {t("attention.discard")}
                <span aria-hidden>
                  <Kbd keys={attentionKeys.discard.keys} />
                </span>
              </Button>
            </div>
          </div>
        ) : (
          <Settled item={item} />
        )}
      </div>
      <Asked view={view} />
    </article>
  );
}

/** The free times near the one that was asked for; with keys while the item has the focus. */
function WhatNow(props: {
  view: AttentionView;
  offers: readonly Slot[];
  isActive: boolean;
  onTake: (slot: Slot) => void;
}) {
  const { view, offers, isActive, onTake } = props;
  const { t } = useTranslation();
  const { request, command } = view.item.refused;
  if (!isPlace(request)) return null;
  if (offers.length === 0) return <p className={styles.none}>{t("attention.offersNone")}</p>;
  const label = command === "move_appointment" ? t("attention.offersMove") : t("attention.offers");
  return (
    <div className={styles.offers}>
      <span className={styles.label}>{label}</span>
      <Offers
        label={label}
        slots={offers}
        keys={offerKeys}
        date={request.date}
        practitioner={request.practitioner}
        isActive={isActive}
        onTake={onTake}
      />
    </div>
  );
}

/** Who asked, when, and at which workstation. */
function Asked({ view: { item, asked_by } }: { view: AttentionView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(30);
  const device = useSignedIn()?.device;
  const { refused } = item;
  return (
    <div className={styles.asked}>
      <bdi className={styles.person}>{asked_by || t("attention.somebody")}</bdi>
      <span>{format.instant(refused.recorded_at)}</span>
      <span>{t(refused.device === device ? "attention.here" : "attention.elsewhere")}</span>
      {item.state === "open" && (
        <StatusPill tone="warning">
          {t("attention.refusedAt", { ago: format.ago(item.raised_at, now) })}
        </StatusPill>
      )}
    </div>
  );
}
