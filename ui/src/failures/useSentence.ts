import { useTranslation } from "react-i18next";

import type { Failure } from "@/ipc/generated/commands";

/** What a failure says: what happened, and what was kept and can be done now. */
export interface FailureSentence {
  what: string;
  next: string;
}

/** Puts a failure into words of the language in use. */
export function useSentence(): (failure: Failure) => FailureSentence {
  const { t } = useTranslation();
  return (failure) => {
    const what = t(`codes.${failure.code}.what`);
    const next = t(`codes.${failure.code}.next`);
    const incident = failure.incident && t("frame.failed.incident", { id: failure.incident });
    return { what, next: incident ? `${next} ${incident}.` : next };
  };
}
