import { useTranslation } from "react-i18next";

import { ForPaper } from "@/components/ForPaper";

import styles from "./Account.module.css";

interface CodesDialogProps {
  codes: readonly string[];
  onDone: () => void;
}

/** The recovery codes, shown this one time. */
export function CodesDialog({ codes, onDone }: CodesDialogProps) {
  const { t } = useTranslation();
  return (
    <ForPaper
      title={t("account.factor.codesTitle")}
      why={t("account.factor.codesWhy")}
      written={t("account.factor.written")}
      onDone={onDone}
    >
      <ol className={styles.codes} dir="ltr">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
    </ForPaper>
  );
}
