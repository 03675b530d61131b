import { useQuery } from "@tanstack/react-query";
import { Download, Printer, ZoomIn, ZoomOut } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "@/components/Button";
import { Segmented } from "@/components/Choice";
import { Dialog } from "@/components/Dialog";
import { Notice } from "@/components/Notice";
import { Select } from "@/components/Select";
import { FailureNotice } from "@/failures/FailureNotice";
import type { PaperDocument } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";
import { useKey } from "@/keyboard/useKey";
import { languageChoices } from "@/locales/i18n";

import { paperKeys } from "../keys";
import { PaperPages } from "./PaperPages";
import { PaperTrouble } from "./PaperTrouble";
import { usePaper } from "./usePaper";
import { type Zoom, fit, larger, smaller } from "./zoom";

import styles from "./PaperDialog.module.css";

interface PaperDialogProps {
  /** What is shown; nothing while the sheet is closed. */
  document: PaperDocument | null;
  /** What it is: `Invoice A-000017`. */
  name: string;
  /** Whom it concerns. */
  about: string;
  onClose: () => void;
}

/** A document as it will be on paper, beside the work: look, print, save. */
export function PaperDialog({ document, name, about, onClose }: PaperDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      place="side"
      width={58}
      isOpen={document !== null}
      onClose={onClose}
      title={t("billing.paper.title", { name })}
      about={<bdi>{about}</bdi>}
    >
      {document && <Sheet document={document} onClose={onClose} />}
    </Dialog>
  );
}

function Sheet({ document, onClose }: { document: PaperDocument; onClose: () => void }) {
  const { t } = useTranslation();
  const sheet = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState<Zoom>(fit);
  const [chosen, setPrinter] = useState<string | null>(null);
  const { data: found } = useQuery(query("printers", {}));
  const printers = found?.printers ?? [];
  const printer = chosen ?? printers[0];
  const paper = usePaper(document, printer);
  const made = useQuery(query("document", { document, language: paper.language }));
  const hasNone = found !== undefined && printers.length === 0;
  const print = async (): Promise<void> => {
    if (await paper.print()) onClose();
  };
  // The keys work at once; the pages take the focus over when they are there.
  useEffect(() => sheet.current?.focus(), []);
  useKey(paperKeys.print, () => void print(), !hasNone);
  useKey(paperKeys.save, () => void paper.save());
  useKey(paperKeys.larger, () => setZoom(larger));
  useKey(paperKeys.smaller, () => setZoom(smaller));
  useKey(paperKeys.fit, () => setZoom(fit));
  return (
    <div ref={sheet} className={styles.sheet} data-scope="paper" tabIndex={-1}>
      <div className={styles.bar}>
        <Segmented
          hideLabel
          label={t("billing.paper.language")}
          options={languageChoices.map(([id, { name }]) => ({ id, name }))}
          value={paper.language}
          onChange={paper.setLanguage}
        />
        <div className={styles.zoom} role="group" aria-label={t("billing.paper.zoom")}>
          <IconButton
            label={t("billing.keys.smaller")}
            keys={paperKeys.smaller.keys}
            icon={<ZoomOut />}
            onPress={() => setZoom(smaller)}
          />
          <Button look="quiet" keys={paperKeys.fit.keys} onPress={() => setZoom(fit)}>
            {zoom === fit ? t("billing.paper.fits") : t("billing.paper.percent", { zoom })}
          </Button>
          <IconButton
            label={t("billing.keys.larger")}
            keys={paperKeys.larger.keys}
            icon={<ZoomIn />}
            onPress={() => setZoom(larger)}
          />
        </div>
      </div>
      {made.error && <FailureNotice failure={made.error.failure} />}
      {made.data && (
        <PaperPages
          key={made.data.pdf_base64}
          pdf={made.data.pdf_base64}
          name={made.data.file_name}
          zoom={zoom}
        />
      )}
      <div className={styles.foot}>
        {hasNone && (
          <Notice tone="warning" title={t("billing.paper.noPrinter")}>
            {t("billing.paper.noPrinterNext")}
          </Notice>
        )}
        <PaperTrouble paper={paper} />
        <div className={styles.actions}>
          {printers.length > 0 && printer && (
            <Select
              label={t("billing.paper.printer")}
              options={printers.map((name) => ({ id: name, name }))}
              value={printer}
              onChange={setPrinter}
            />
          )}
          <Button
            icon={<Download aria-hidden />}
            keys={paperKeys.save.keys}
            onPress={() => void paper.save()}
          >
            {t("billing.keys.saveFile")}
          </Button>
          <Button
            look="primary"
            icon={<Printer aria-hidden />}
            keys={paperKeys.print.keys}
            onPress={() => void print()}
            whyNot={hasNone ? t("billing.paper.noPrinter") : undefined}
          >
            {t("billing.keys.print")}
          </Button>
        </div>
      </div>
    </div>
  );
}
