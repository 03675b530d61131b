import { CircleCheck, PencilLine } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { FailureNotice } from "@/failures/FailureNotice";

import type { LineEditor } from "./useLineEditor";

import styles from "./DraftInvoice.module.css";

interface KeepingNoteProps {
  editor: LineEditor;
}

/** Says in words where what was typed stands. */
export function KeepingNote({ editor }: KeepingNoteProps) {
  const { t } = useTranslation();
  const { keeping, reading } = editor;
  const isEmpty = reading.lines.length === 0 && reading.problems.size === 0;
  const isSaved = keeping.kind === "saved";
  const words = {
    saved: isEmpty ? t("billing.keeping.empty") : t("billing.keeping.saved"),
    waiting: t("billing.keeping.waiting"),
    kept: isEmpty ? t("billing.keeping.noLines") : t("billing.keeping.kept"),
    refused: t("billing.keeping.kept"),
    conflict: t("billing.keeping.conflict"),
  }[keeping.kind];
  return (
    <p className={styles.keeping} role="status">
      {isSaved ? <CircleCheck aria-hidden /> : <PencilLine aria-hidden />}
      {words}
    </p>
  );
}

/** What stands between the rows and the draft, where a person has to decide or to know. */
export function KeepingTrouble({ editor }: KeepingNoteProps) {
  const { t } = useTranslation();
  const { keeping } = editor;
  if (keeping.kind === "conflict") {
    return (
      <Notice
        tone="warning"
        title={t("billing.conflict.title")}
        actions={
          <>
            <Button size="small" onPress={() => editor.settle("theirs")}>
              {t("billing.conflict.theirs")}
            </Button>
            <Button size="small" onPress={() => editor.settle("mine")}>
              {t("billing.conflict.mine")}
            </Button>
          </>
        }
      >
        {t("billing.conflict.next")}
      </Notice>
    );
  }
  // A wrong field is said at its cell.
  if (keeping.kind === "refused" && keeping.failure.code !== "invalid_fields") {
    return <FailureNotice failure={keeping.failure} />;
  }
  return null;
}
