import { useTranslation } from "react-i18next";

import { timeAt } from "@/format/dates";
import { usePatientNames } from "@/patient/useUnsettled";

import type { Sketch } from "./AgendaGrid";
import type { GridColumn } from "./columns";
import { vars } from "./vars";

import styles from "./AgendaGrid.module.css";

/** What is being booked or moved, drawn where it would stand. */
export function Preview({ sketch, columns }: { sketch: Sketch; columns: readonly GridColumn[] }) {
  const { t } = useTranslation();
  const names = usePatientNames();
  const place = columns.findIndex(({ key }) => key === sketch.column);
  if (place < 0) return null;
  const { from, to, view } = sketch;
  const position = vars({ "--from": from, "--length": to - from, "--col": place });
  return (
    <div className={styles.preview} style={position} aria-hidden>
      <span className={styles.previewTime}>
        {timeAt(from)}–{timeAt(to)}
      </span>
      <bdi>{view ? names(view.patient) : t("agenda.grid.new")}</bdi>
    </div>
  );
}
