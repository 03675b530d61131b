import { useTranslation } from "react-i18next";

import { say } from "@/components/toasts";

import { CareSheet } from "./CareSheet";

/** Has a start wait for somebody’s password, or not. */
export function AskDialog({ ask, onClose }: { ask: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const which = ask ? "ask" : "askNobody";
  return (
    <CareSheet
      command="ask_at_start"
      title={t(`key.opening.${which}`)}
      about={t(`key.opening.${which}Why`)}
      submit={t(`key.opening.${which}Submit`)}
      request={{ ask }}
      onDone={() => {
        say({ tone: "good", title: t(`key.opening.${which}Done`) });
        onClose();
      }}
      onClose={onClose}
    />
  );
}
