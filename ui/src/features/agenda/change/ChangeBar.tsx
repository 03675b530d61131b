import { useTranslation } from "react-i18next";

import { usePlaceText, useVisitPlaceText } from "@/appointment/usePlaceText";
import { Button } from "@/components/Button";
import { Kbd } from "@/components/Kbd";
import { FailureNotice } from "@/failures/FailureNotice";
import { usePatientNames } from "@/patient/useUnsettled";

import { Refusal } from "../booking/Refusal";
import { visitSpan } from "../grid/columns";
import type { Change, Changing } from "./useChange";

import styles from "./ChangeBar.module.css";

/** A visit that is in the air: from where, to where, and the two ways to end it. */
export function ChangeBar({ change, changing }: { change: Change; changing: Changing }) {
  const { t } = useTranslation();
  const names = usePatientNames();
  const placeText = usePlaceText();
  const visitPlace = useVisitPlaceText();
  const { view, place, failure } = change;
  const before = visitSpan(view);
  const isStretched =
    view.appointment.practitioner === place.practitioner &&
    view.appointment.date === place.date &&
    before.from === place.from;
  return (
    <div className={styles.bar} data-refused={failure ? true : undefined}>
      <div className={styles.words} role="status">
        <strong>
          <bdi>{t("agenda.change.moving", { patient: names(view.patient) })}</bdi>
        </strong>
        <span className={styles.from}>{t("agenda.change.from", { place: visitPlace(view) })}</span>
        <span className={styles.to}>{t("agenda.change.to", { place: placeText(place) })}</span>
      </div>
      <div className={styles.acts}>
        <Button size="small" keys="Escape" onPress={changing.abandon}>
          {t("agenda.change.abandon")}
          <span aria-hidden>
            <Kbd keys="Escape" />
          </span>
        </Button>
        {!failure && (
          <Button size="small" look="primary" keys="Enter" onPress={() => changing.confirm()}>
            {isStretched ? t("agenda.change.resize") : t("agenda.change.confirm")}
            <span aria-hidden className={styles.key}>
              <Kbd keys="Enter" />
            </span>
          </Button>
        )}
      </div>
      {failure && (
        <div className={styles.refusal}>
          {failure.code === "invalid_fields" ? (
            <FailureNotice failure={failure} />
          ) : (
            <Refusal
              failure={failure}
              asked={place}
              onTake={changing.take}
              onOutside={() => changing.confirm(true)}
              outside={t("agenda.booking.outsideMove")}
            />
          )}
        </div>
      )}
    </div>
  );
}
