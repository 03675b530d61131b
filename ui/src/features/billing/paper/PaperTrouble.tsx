import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { FailureNotice } from "@/failures/FailureNotice";

import type { OnPaper } from "./usePaper";

/** Why the paper did not come, and the way to a file; or where the file is. */
export function PaperTrouble({ paper }: { paper: OnPaper }) {
  const { t } = useTranslation();
  if (paper.savedAt) {
    return (
      <Notice tone="good" title={t("billing.paper.saved")}>
        <bdi data-selectable>{paper.savedAt}</bdi>
      </Notice>
    );
  }
  if (!paper.failure) return null;
  return (
    <FailureNotice
      failure={paper.failure}
      actions={
        paper.failure.code === "printing_failed" && (
          <Button size="small" onPress={() => void paper.save()}>
            {t("billing.keys.saveFile")}
          </Button>
        )
      }
    />
  );
}
