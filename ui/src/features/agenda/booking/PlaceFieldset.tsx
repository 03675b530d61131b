import { useTranslation } from "react-i18next";

import { DateField, TimeField } from "@/components/DateField";
import { Select } from "@/components/Select";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import type { Directory } from "@/ipc/directory";
import type { RoomId } from "@/ipc/generated/commands";

import { type PlaceFields, endOf } from "./fields";
import { MinutesField } from "./MinutesField";

import styles from "./Booking.module.css";

interface PlaceFieldsetProps {
  fields: PlaceFields;
  directory: Directory;
  /** What the core found wrong, by the request's field. */
  problems: Record<string, string>;
  onChange: (some: Partial<PlaceFields>) => void;
}

const USUAL = "usual";

/** With whom, where, when and for how long. */
export function PlaceFieldset({ fields, directory, problems, onChange }: PlaceFieldsetProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = format.dateOf(useNow(60));
  const { practitioner: id, date, start, minutes, room } = fields;
  const usual = id ? directory.practitioner(id)?.usual_room : undefined;
  const usualName = usual && directory.room(usual)?.name;
  const rooms: { id: RoomId | typeof USUAL; name: string }[] = [
    {
      id: USUAL,
      name: usualName
        ? t("agenda.booking.usualRoom", { room: usualName })
        : t("agenda.booking.noRoom"),
    },
    ...directory.rooms.filter((one) => one.id !== usual),
  ];
  const end = endOf(fields);
  return (
    <div className={styles.place}>
      <Select
        label={t("agenda.booking.practitioner")}
        options={directory.practitioners
          .filter(({ active, id: one }) => active || one === id)
          .map((one) => ({ id: one.id, name: format.staff(one.name), detail: one.specialty }))}
        value={id}
        onChange={(practitioner) => onChange({ practitioner, room: null })}
        error={problems["practitioner"]}
        isRequired
      />
      <Select
        label={t("agenda.booking.room")}
        options={rooms}
        value={room ?? USUAL}
        onChange={(chosen) => onChange({ room: chosen === USUAL ? null : chosen })}
        error={problems["room"]}
      />
      <DateField
        label={t("agenda.booking.date")}
        today={today}
        value={date}
        onChange={(next) => onChange({ date: next })}
        error={problems["date"]}
        isRequired
      />
      <div className={styles.when}>
        <TimeField
          label={t("agenda.booking.start")}
          value={start}
          onChange={(next) => onChange({ start: next })}
          error={problems["start"]}
          isRequired
        />
        <MinutesField
          label={t("agenda.booking.length")}
          value={minutes}
          onChange={(next) => onChange({ minutes: next })}
          error={problems["minutes"]}
          hint={end && t("agenda.booking.ends", { time: end })}
          isRequired
        />
      </div>
    </div>
  );
}
