import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { Offers } from "@/appointment/Offers";
import { slotTaken } from "@/appointment/slotTaken";
import { useInTheWay } from "@/appointment/useInTheWay";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { FailureNotice } from "@/failures/FailureNotice";
import type {
  Failure,
  LocalDate,
  PractitionerId,
  RoomId,
  Slot,
  SlotTaken,
} from "@/ipc/generated/commands";
import { useKey } from "@/keyboard/useKey";

import { bookingKeys } from "../keys";

import styles from "./Booking.module.css";

const keys = [
  bookingKeys.offer1,
  bookingKeys.offer2,
  bookingKeys.offer3,
  bookingKeys.offer4,
  bookingKeys.offer5,
];

interface RefusalProps {
  failure: Failure;
  /** What was asked for. */
  asked: { practitioner: PractitionerId; room?: RoomId | undefined; date: LocalDate };
  onTake: (slot: Slot) => void;
  /** Does it outside working hours, on purpose. */
  onOutside: () => void;
  /** What that is called here. */
  outside: string;
}

/** Why a place was not given, who stands there, and what is free instead: one key each. */
export function Refusal(props: RefusalProps) {
  const taken = slotTaken(props.failure);
  if (props.failure.code === "invalid_fields") return null;
  if (!taken) return <FailureNotice failure={props.failure} />;
  return <Taken {...props} taken={taken} />;
}

function Taken({ asked, taken, onTake, onOutside, outside }: RefusalProps & { taken: SlotTaken }) {
  const { t } = useTranslation();
  const way = useInTheWay(asked, taken);
  const box = useRef<HTMLDivElement>(null);
  const isOutside = taken.what === "hours";
  useKey(bookingKeys.outside, onOutside, isOutside);
  // The numbers work at once: what was typed is kept, and the next thing to do is to choose.
  useEffect(() => {
    box.current?.querySelector("button")?.focus();
  }, []);
  if (!way) return null;
  return (
    <div ref={box} data-scope="offers" className={styles.refusal}>
      <Notice tone="warning" title={way.what}>
        {way.who && <bdi className={styles.way}>{way.who}</bdi>}
        {isOutside && <p>{t("agenda.refused.hoursNext")}</p>}
        <p className={styles.choose}>
          {taken.offers.length > 0 ? t("agenda.refused.choose") : t("agenda.refused.none")}
        </p>
        <Offers
          label={t("agenda.refused.choose")}
          slots={taken.offers}
          keys={keys}
          date={asked.date}
          practitioner={asked.practitioner}
          onTake={onTake}
        />
        {isOutside && (
          <div className={styles.outside}>
            <Button size="small" keys={bookingKeys.outside.keys} onPress={onOutside}>
              {outside}
            </Button>
          </div>
        )}
      </Notice>
    </div>
  );
}
