import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { Offers } from "@/appointment/Offers";
import { Kbd } from "@/components/Kbd";
import type {
  LocalDate,
  LocalTime,
  PatientId,
  PractitionerId,
  Slot,
} from "@/ipc/generated/commands";
import { searching } from "@/ipc/queries";

import { bookingKeys } from "../keys";
import type { PlaceFields } from "./fields";

import styles from "./Booking.module.css";

const keys = [
  bookingKeys.free1,
  bookingKeys.free2,
  bookingKeys.free3,
  bookingKeys.free4,
  bookingKeys.free5,
];

interface FreeTimesProps {
  fields: PlaceFields;
  /** Whose other visits are kept free of. */
  patient: PatientId | undefined;
  onTake: (slot: Slot) => void;
}

/** The next free times of the day and the practitioner that stand in the form. */
export function FreeTimes({ fields, ...rest }: FreeTimesProps) {
  const { practitioner, date, start, minutes } = fields;
  if (date === null || minutes === null || minutes < 5 || minutes > 480) return null;
  return <Times asked={{ practitioner, date, start, minutes }} {...rest} />;
}

interface TimesProps extends Omit<FreeTimesProps, "fields"> {
  asked: {
    practitioner: PractitionerId | null;
    date: LocalDate;
    start: LocalTime | null;
    minutes: number;
  };
}

function Times({ asked, patient, onTake }: TimesProps) {
  const { practitioner, date, start, minutes } = asked;
  const { t } = useTranslation();
  const { data, isPlaceholderData } = useQuery(
    searching("free_slots", {
      from: date,
      ...(practitioner && { practitioner }),
      ...(patient && { patient }),
      minutes,
      limit: keys.length,
    }),
  );
  if (!data) return null;
  const label = t("agenda.booking.free");
  return (
    <div className={styles.free}>
      <div className={styles.freeLabel}>
        {label}
        {data.slots.length > 0 && (
          <span className={styles.freeKeys}>
            {t("agenda.booking.freeKeys")} <Kbd keys="Alt" />
          </span>
        )}
      </div>
      {data.slots.length === 0 ? (
        <p className={styles.none}>{t("agenda.booking.noneFree")}</p>
      ) : (
        <Offers
          label={label}
          slots={data.slots}
          keys={keys}
          date={date}
          start={start}
          practitioner={practitioner}
          onTake={(slot) => {
            // Times of an earlier question are shown for a moment, never taken.
            if (!isPlaceholderData) onTake(slot);
          }}
        />
      )}
    </div>
  );
}
