import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ArrowLeft, Printer } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Page } from "@/components/Page";
import { ScopedArea } from "@/components/ScopedArea";
import { FailureNotice } from "@/failures/FailureNotice";
import type { PaperDocument } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";
import { usePermitted } from "@/ipc/session";
import { useKey } from "@/keyboard/useKey";

import { numbersKeys } from "./keys";
import { SeriesTable } from "./numbers/SeriesTable";
import { VoidedTable } from "./numbers/VoidedTable";
import { Whole } from "./numbers/Whole";
import { PaperDialog } from "./paper/PaperDialog";

import styles from "./numbers/NumberSeries.module.css";

const paper: PaperDocument = { kind: "number_series" };

/** What became of each document number: on a paper, void, or missing. */
export function NumberSeriesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = usePermitted();
  const [isOnPaper, setOnPaper] = useState(false);
  const { data, error } = useQuery(query("number_series", {}));
  const back = (): void => void navigate({ to: "/billing" });
  const maySeeInvoices = may("see_invoices");
  useKey(numbersKeys.paper, () => setOnPaper(true), data !== undefined);
  useKey(numbersKeys.back, back, maySeeInvoices);
  const series = data?.series ?? [];
  return (
    <ScopedArea scope="numbers" mark={String(isOnPaper)}>
      <Page
        title={t("billing.numbers.title")}
        tools={
          <>
            {maySeeInvoices && (
              <Button
                icon={<ArrowLeft aria-hidden className={styles.back} />}
                keys={numbersKeys.back.keys}
                onPress={back}
              >
                {t("billing.backToList")}
              </Button>
            )}
            <Button
              look="primary"
              icon={<Printer aria-hidden />}
              keys={numbersKeys.paper.keys}
              onPress={() => setOnPaper(true)}
            >
              {t("billing.keys.numbersPaper")}
            </Button>
          </>
        }
      >
        {error && <FailureNotice failure={error.failure} />}
        {data && (
          <div className={styles.page}>
            <Whole series={series} />
            <SeriesTable series={series} />
            <section className={styles.part} aria-labelledby="voided">
              <h2 id="voided">{t("billing.numbers.voided")}</h2>
              <VoidedTable voided={series.flatMap(({ voided }) => voided)} />
            </section>
          </div>
        )}
      </Page>
      <PaperDialog
        document={isOnPaper ? paper : null}
        name={t("billing.numbers.title")}
        about={t("billing.numbers.about")}
        onClose={() => setOnPaper(false)}
      />
    </ScopedArea>
  );
}
