import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { useFormat } from "@/format/useFormat";
import type { Instant } from "@/ipc/generated/commands";

interface KeptNoteProps {
  /** When it was kept; nothing when the form began empty. */
  at: Instant | undefined;
  onStartOver: () => void;
}

/** Says that the form goes on with what was typed before, and offers to begin anew. */
export function KeptNote({ at, onStartOver }: KeptNoteProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!at) return null;
  return (
    <Notice
      title={t("patients.drafts.editFound", { at: format.instant(at) })}
      actions={
        <Button size="small" onPress={onStartOver}>
          {t("patients.drafts.startOver")}
        </Button>
      }
    >
      {t("patients.drafts.editFoundNext")}
    </Notice>
  );
}
