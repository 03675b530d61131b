import { useTranslation } from "react-i18next";

import { restricted } from "@/locales/en/restricted";

type Reason = keyof typeof restricted.open.reasons;

const isReason = (text: string): text is Reason => text in restricted.open.reasons;

/** Why somebody did it: the reason of an emergency access in words, then what they wrote. */
export function useReason(): (reason: string) => string {
  const { t } = useTranslation();
  return (reason) => {
    const [first = "", ...rest] = reason.split(": ");
    if (!isReason(first)) return reason;
    return [t(`restricted.open.reasons.${first}`), ...rest].join(": ");
  };
}
