import { useMutation } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { call } from "@/ipc/call";
import type { SessionView } from "@/ipc/generated/commands";

import { Entrance } from "./Entrance";
import { RecoveryScreen } from "./RecoveryScreen";

import styles from "./Entrance.module.css";

type Trouble = Extract<SessionView, { state: "trouble" }>;

/** The patient data cannot be opened: what happened, what was kept, what to do. */
export function TroubleScreen({
  trouble,
  folder,
  recovery,
  onAnswer,
}: Trouble & { onAnswer: (view: SessionView) => void }) {
  const { t } = useTranslation();
  const [isRecovering, setRecovering] = useState(false);
  const again = useMutation<SessionView>({
    mutationFn: () => call("retry_unlock", {}),
    onSuccess: onAnswer,
  });
  const rescue = useMutation<SessionView>({
    mutationFn: () => call("rescue_cache", {}),
    onSuccess: onAnswer,
  });
  const isDamaged = trouble === "damaged";
  if (isRecovering) {
    const back = (
      <Button look="quiet" onPress={() => setRecovering(false)}>
        {t("frame.recovery.back")}
      </Button>
    );
    return <RecoveryScreen others={back} onAnswer={onAnswer} />;
  }
  return (
    <Entrance width={46}>
      <TriangleAlert className={styles.sign} aria-hidden />
      <h1 className={styles.title}>{t(`frame.trouble.${trouble}.title`)}</h1>
      <dl className={styles.steps}>
        <div>
          <dt>{t("frame.trouble.happened")}</dt>
          <dd>{t(`frame.trouble.${trouble}.happened`)}</dd>
        </div>
        <div>
          <dt>{t("frame.trouble.kept")}</dt>
          <dd>{t(`frame.trouble.${trouble}.kept`)}</dd>
        </div>
        <div>
          <dt>{t("frame.trouble.todo")}</dt>
          <dd>{t(`frame.trouble.${trouble}.todo`)}</dd>
        </div>
        <div>
          <dt>{t("frame.trouble.folder")}</dt>
          <dd className={styles.path} dir="ltr">
            {folder}
          </dd>
        </div>
      </dl>
      <div className={styles.choices}>
        <Button look={isDamaged ? "plain" : "primary"} autoFocus onPress={() => again.mutate()}>
          {t("frame.trouble.again")}
        </Button>
        {recovery && (
          <Button onPress={() => setRecovering(true)}>{t("frame.opening.use.recovery")}</Button>
        )}
        {isDamaged && (
          <Button
            look="primary"
            onPress={() => rescue.mutate()}
            whyNot={rescue.isPending ? t("frame.trouble.rescuing") : undefined}
          >
            {t("frame.trouble.rescue")}
          </Button>
        )}
      </div>
    </Entrance>
  );
}
