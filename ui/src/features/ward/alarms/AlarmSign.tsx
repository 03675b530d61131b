import { OctagonAlert, TriangleAlert, Wrench } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AlarmPriority } from "@/ipc/generated/commands";

import { stars } from "./useAlarmWords";

import styles from "./AlarmSign.module.css";

const shapes = { high: OctagonAlert, medium: TriangleAlert, low: Wrench } as const;

/** The sign of a priority: a shape of its own, stars, and the word for whoever cannot see them. */
export function AlarmSign({ priority }: { priority: AlarmPriority }) {
  const { t } = useTranslation();
  const Shape = shapes[priority];
  return (
    <span className={styles.sign}>
      <Shape aria-hidden />
      <span aria-hidden>{stars[priority]}</span>
      <span className="visually-hidden">{t(`ward.priority.${priority}`)}</span>
    </span>
  );
}
