import { useQueryClient } from "@tanstack/react-query";
import { LockKeyholeOpen } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { say } from "@/components/toasts";
import { useNow } from "@/components/useNow";
import { type EmergencyView, effects } from "@/ipc/generated/commands";
import { invalidateTags, useCommand } from "@/ipc/queries";
import { useKey } from "@/keyboard/useKey";

import { patientsKeys } from "../keys";

import styles from "./EmergencyStrip.module.css";

const MINUTE = 60_000;

/** Above a record that only an emergency access opened: how long it stays so, and the way out. */
export function EmergencyStrip({ emergency }: { emergency: EmergencyView }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const end = useCommand("end_emergency_access");
  const left = Date.parse(emergency.until) - useNow(1).getTime();
  const isOver = left <= 0;
  useEffect(() => {
    if (!isOver) return undefined;
    // Asked again until the core says so too: its clock decides.
    const ask = (): void => void invalidateTags(client, effects.end_emergency_access.tags);
    ask();
    const timer = setInterval(ask, 1_000);
    return () => clearInterval(timer);
  }, [client, isOver]);
  // What other pages showed of the record goes with it.
  useEffect(() => () => client.removeQueries({ type: "inactive" }), [client]);
  const endNow = (): void => {
    const done = (): void => {
      say({ tone: "good", title: t("restricted.strip.ended") });
    };
    if (!end.isPending) end.mutate({ access: emergency.access }, { onSuccess: done });
  };
  useKey(patientsKeys.endEmergency, endNow);
  return (
    <section className={styles.strip} aria-label={t("restricted.strip.title")}>
      <LockKeyholeOpen aria-hidden />
      <p role="alert" className={styles.words}>
        <strong>{t("restricted.strip.title")}</strong> <span>{t("restricted.strip.note")}</span>
      </p>
      <span className={styles.left} role="timer">
        {t("restricted.strip.left", { count: Math.max(0, Math.floor(left / MINUTE)) })}
      </span>
      <Button size="small" keys={patientsKeys.endEmergency.keys} onPress={endNow}>
        {t("restricted.strip.end")}
      </Button>
    </section>
  );
}
