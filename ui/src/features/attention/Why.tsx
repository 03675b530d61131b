import { useTranslation } from "react-i18next";

import { slotTaken } from "@/appointment/slotTaken";
import { useInTheWay } from "@/appointment/useInTheWay";
import { useSentence } from "@/failures/useSentence";
import { codes, type Code, type RefusedChange } from "@/ipc/generated/commands";

import { type AskedPlace, isPlace } from "./asked";

import styles from "./Attention.module.css";

const isCode = (text: string): text is Code => codes.some((code) => code === text);

/** Why the shared records refused it: who stood in the way, or the sentence of the refusal. */
export function Why({ refused }: { refused: RefusedChange }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const { code, request } = refused;
  return (
    <div className={styles.why}>
      <span className={styles.label}>{t("attention.why")}</span>
      {slotTaken(refused) && isPlace(request) ? (
        <InTheWay refused={refused} asked={request} />
      ) : (
        <p>{sentence({ code: isCode(code) ? code : "internal" }).what}</p>
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
