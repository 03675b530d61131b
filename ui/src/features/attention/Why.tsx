import { useTranslation } from "react-i18next";

import { slotTaken } from "@/appointment/slotTaken";
import { useInTheWay } from "@/appointment/useInTheWay";
import { failureOf } from "@/failures/failureOf";
import { useSentence } from "@/failures/useSentence";
import type { RefusedChange } from "@/ipc/generated/commands";

import { type AskedPlace, isPlace } from "./asked";

import styles from "./Attention.module.css";

/** Why the shared records refused it: who stood in the way, or the sentence of the refusal. */
export function Why({ refused }: { refused: RefusedChange }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const { request } = refused;
  return (
    <div className={styles.why}>
      <span className={styles.label}>{t("attention.why")}</span>
      {slotTaken(refused) && isPlace(request) ? (
        <InTheWay refused={refused} asked={request} />
      ) : (
        <p>{sentence(failureOf(refused)).what}</p>
      )}
    </div>
  );
}

function InTheWay({ refused, asked }: { refused: RefusedChange; asked: AskedPlace }) {
  const way = useInTheWay(asked, slotTaken(refused));
  if (!way) return null;
  return (
    <p>
      {way.what}
      {way.who && (
        <>
          {": "}
          <bdi>{way.who}</bdi>
        </>
      )}
    </p>
  );
}
