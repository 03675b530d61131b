import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { ariaKeys, Kbd } from "@/components/Kbd";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import type { LocalDate, PractitionerId, Slot } from "@/ipc/generated/commands";
import type { Key } from "@/keyboard/registry";
import { useKey } from "@/keyboard/useKey";

import { usePractitionerName } from "./usePlaceText";

import styles from "./Offers.module.css";

interface OffersProps {
  /** What they are offers of, for a screen reader. */
  label: string;
  slots: readonly Slot[];
  /** The key of each, in order; there are no more offers than keys. */
  keys: readonly Key[];
  onTake: (slot: Slot) => void;
  /** The day asked for: other days are named. */
  date?: LocalDate | null | undefined;
  /** The time that is chosen now. */
  start?: string | null | undefined;
  /** The practitioner asked for: others are named. */
  practitioner?: PractitionerId | null | undefined;
  /** Whether the keys work; they do unless there are several such groups on the screen. */
  isActive?: boolean;
}

/** Free times, each taken with one key. */
export function Offers({ label, slots, keys, ...rest }: OffersProps) {
  return (
    <div role="group" aria-label={label} className={styles.offers}>
      {keys.map((key, index) => {
        const slot = slots[index];
        if (!slot) return null;
        const id = `${slot.practitioner}-${slot.date}-${slot.start}`;
        return <Offer key={id} slot={slot} by={key} {...rest} />;
      })}
    </div>
  );
}

type OfferProps = Pick<OffersProps, "onTake" | "date" | "start" | "practitioner" | "isActive"> & {
  slot: Slot;
  by: Key;
};

function Offer({ slot, by, onTake, date, start, practitioner, isActive }: OfferProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = format.dateOf(useNow(60));
  const nameOf = usePractitionerName();
  useKey(by, () => onTake(slot), isActive);
  const time = format.time(slot.start);
  const isOn = slot.date === date && slot.start === start && slot.practitioner === practitioner;
  return (
    <Button
      className={styles.offer}
      onPress={() => onTake(slot)}
      render={(dom) => (
        <button {...dom} aria-keyshortcuts={ariaKeys(by.keys)} aria-pressed={isOn || undefined} />
      )}
    >
      {/* The number alone: what is held with it stands beside the group. */}
      <Kbd keys={by.keys.split("+").at(-1) ?? by.keys} />
      <span className={styles.when}>
        {slot.date === date
          ? time
          : t("attention.slot", { day: format.day(slot.date, today), time })}
      </span>
      {slot.practitioner !== practitioner && (
        <bdi className={styles.who}>{nameOf(slot.practitioner)}</bdi>
      )}
    </Button>
  );
}
