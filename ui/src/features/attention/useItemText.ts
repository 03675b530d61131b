import { useTranslation } from "react-i18next";

import type { Attention } from "@/ipc/generated/commands";
import { useFieldText } from "@/patient/useFieldText";

import { useAskedText } from "./useAskedText";

/** What an item is about, in one line. */
export function useItemText(): (item: Attention) => string {
  const { t } = useTranslation();
  const askedText = useAskedText();
  const { label } = useFieldText();
  return (item) => {
    if ("refused" in item) return askedText(item.refused);
    if ("conflict" in item)
      return t("attention.conflict.what", { field: label(item.conflict.field) });
    return t("attention.duplicate.what");
  };
}
