import { useMutation } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { useSentence } from "@/failures/useSentence";
import { call } from "@/ipc/call";
import type { Failure, SessionView } from "@/ipc/generated/commands";

import { useProvider } from "./useProvider";
import { useStandingText } from "./useStandingText";
import { WaitingForBrowser } from "./WaitingForBrowser";

import styles from "./Entrance.module.css";

/** Another way in, where the server has one: through a provider, in the browser of the computer. */
export function ThroughProvider({ onAnswer }: { onAnswer: (view: SessionView) => void }) {
  const { t, i18n } = useTranslation();
  const sentence = useSentence();
  const provider = useProvider();
  const standing = useStandingText();
  const going = useMutation<SessionView>({
    mutationFn: () => call("sign_in_through_provider", { language: i18n.language }),
    meta: { inPlace: true },
    gcTime: 0,
    onSuccess: onAnswer,
  });
  if (!provider) return null;
  const { name } = provider;
  if (going.isPending) {
    return (
      <div className={styles.provider}>
        <WaitingForBrowser name={name} />
      </div>
    );
  }
  const failure = going.error?.failure;
  const said = failure && !isCalledOff(failure) ? sentence(failure) : undefined;
  const whyNot = standing(provider);
  return (
    <div className={styles.provider}>
      {said && (
        <Notice tone="danger" title={said.what}>
          {said.next}
        </Notice>
      )}
      <div className={styles.choices}>
        <Button icon={<ExternalLink aria-hidden />} whyNot={whyNot} onPress={() => going.mutate()}>
          {t("frame.provider.signIn", { name })}
        </Button>
      </div>
      {whyNot && <p className={styles.why}>{whyNot}</p>}
    </div>
  );
}

/** Whether the person knows why nothing came of it: they called it off here, or began again. */
export function isCalledOff({ code, data }: Failure): boolean {
  if (code !== "sign_in_not_finished" || typeof data !== "object" || data === null) return false;
  return "why" in data && (data.why === "cancelled" || data.why === "replaced");
}
