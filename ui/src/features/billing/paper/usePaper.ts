import { useState } from "react";
import { useTranslation } from "react-i18next";

import { say } from "@/components/toasts";
import type { PaperDocument } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import type { Language } from "@/locales/translated";

/** A document on its way to paper or to a file. */
export function usePaper(document: PaperDocument, printer?: string) {
  const { t, i18n } = useTranslation();
  const [language, setLanguage] = useState<Language>(i18n.language === "ar" ? "ar" : "en");
  const printing = useCommand("print_document", { inPlace: true });
  const saving = useCommand("save_document", { inPlace: true });
  /** Hands it to the printer; says whether the printing system took it. */
  const print = async (): Promise<boolean> => {
    if (printing.isPending) return false;
    saving.reset();
    try {
      const printed = await printing.mutateAsync({
        document,
        language,
        ...(printer && { printer }),
      });
      say({
        tone: "good",
        title: t("billing.paper.printed", { printer: printed.printer }),
        detail: t("billing.paper.job", { job: printed.job }),
      });
      return true;
    } catch {
      return false;
    }
  };
  const save = async (): Promise<void> => {
    if (saving.isPending) return;
    printing.reset();
    // A refusal is shown where the document is.
    await saving.mutateAsync({ document, language }).catch(() => undefined);
  };
  return {
    language,
    setLanguage,
    print,
    save,
    isPrinting: printing.isPending,
    /** Where the file is, once it has been written. */
    savedAt: saving.data?.path,
    failure: printing.error?.failure ?? saving.error?.failure,
  };
}

export type OnPaper = ReturnType<typeof usePaper>;
