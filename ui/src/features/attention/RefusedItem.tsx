import { Link } from "@tanstack/react-router";
import { CalendarX2, type LucideIcon, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Offers } from "@/appointment/Offers";
import { Button } from "@/components/Button";
import { Kbd } from "@/components/Kbd";
import { FailureNotice } from "@/failures/FailureNotice";
import type { AttentionView, Failure, RefusedChange, Slot } from "@/ipc/generated/commands";
import { useKey } from "@/keyboard/useKey";

import { isPlace, textIn } from "./asked";
import { Frame, Who } from "./Frame";
import { attentionKeys } from "./keys";
import { useAskedText } from "./useAskedText";
import { Why } from "./Why";

import styles from "./Attention.module.css";

interface RefusedItemProps {
  view: AttentionView;
  refused: RefusedChange;
  isFocused: boolean;
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
export function RefusedItem(props: RefusedItemProps) {
  const { view, refused, isFocused } = props;
  const { t } = useTranslation();
  const askedText = useAskedText();
  const Sign: LucideIcon = isPlace(refused.request) ? CalendarX2 : TriangleAlert;
  const reason = textIn(refused.request, "reason");
  return (
    <Frame
      view={view}
      isFocused={isFocused}
      sign={<Sign className={styles.sign} aria-hidden />}
      title={askedText(refused)}
      about={
        <>
          <Who patient={view.patient} />
          {reason && refused.command === "book_appointment" && (
            <p className={styles.reason}>
              <bdi>{t("attention.reason", { reason })}</bdi>
            </p>
          )}
          <Why refused={refused} />
        </>
      }
    >
      {(isActive) => <Acts {...props} isActive={isActive} />}
    </Frame>
  );
}

function Acts(props: RefusedItemProps & { isActive: boolean }) {
  const { view, refused, isActive, onTake, onDiscard, failure } = props;
  const { t } = useTranslation();
  useKey(attentionKeys.discard, onDiscard, isActive);
  return (
    <>
      <WhatNow refused={refused} offers={view.offers} isActive={isActive} onTake={onTake} />
      {failure && <FailureNotice failure={failure} />}
      <div className={styles.acts}>
        {isPlace(refused.request) && (
          <Link to="/schedule" search={{ date: refused.request.date }} className={styles.link}>
            {t("attention.schedule")}
          </Link>
        )}
        <Button size="small" look="quiet" keys={attentionKeys.discard.keys} onPress={onDiscard}>
          {t("attention.discard")}
          <span aria-hidden>
            <Kbd keys={attentionKeys.discard.keys} />
          </span>
        </Button>
      </div>
    </>
  );
}

/** The free times near the one that was asked for; with keys while the item has the focus. */
function WhatNow(props: {
  refused: RefusedChange;
  offers: readonly Slot[];
  isActive: boolean;
  onTake: (slot: Slot) => void;
}) {
  const { refused, offers, isActive, onTake } = props;
  const { t } = useTranslation();
  const { request, command } = refused;
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
