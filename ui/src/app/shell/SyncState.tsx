import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  Clock,
  CloudCheck,
  CloudDownload,
  CloudOff,
  CloudUpload,
  TriangleAlert,
} from "lucide-react";
import { useTranslation } from "react-i18next";

import { cx } from "@/components/cx";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import { query } from "@/ipc/queries";

import { useMay } from "../session/SessionContext";
import { SharingStopped } from "./SharingStopped";

import styles from "./SyncState.module.css";

/** How sharing with the server stands, always in words. */
export function SyncState() {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const maySettle = useMay("settle_attention");
  const { data: status } = useQuery(query("sync_status", {}));
  if (!status) return null;
  const { online, waiting, shared_at, attention, clock_ahead_ms, stopped, refilling, copying } =
    status;
  return (
    <div className={styles.sync} role="status" aria-label={t("frame.sync.label")}>
      {attention > 0 &&
        (maySettle ? (
          <Link to="/attention" className={cx(styles.part, styles.attention)}>
            <TriangleAlert aria-hidden />
            {t("frame.sync.attention", { count: attention })}
          </Link>
        ) : (
          <span className={styles.part}>{t("frame.sync.attention", { count: attention })}</span>
        ))}
      {clock_ahead_ms !== undefined && (
        <span className={cx(styles.part, styles.warning)}>
          <Clock aria-hidden />
          {t(clock_ahead_ms > 0 ? "frame.sync.clockAhead" : "frame.sync.clockBehind", {
            by: format.duration(Math.abs(clock_ahead_ms) / 1000),
          })}
        </span>
      )}
      {stopped && (
        <SharingStopped
          stop={stopped}
          waiting={waiting}
          className={cx(styles.part, styles.warning)}
        />
      )}
      {copying && (
        <span className={styles.part}>
          <CloudDownload aria-hidden />
          {copying.total === undefined
            ? t("frame.sync.copyingSome", { received: format.count(copying.received) })
            : t("frame.sync.copying", {
                received: format.count(copying.received),
                total: format.count(copying.total),
              })}
        </span>
      )}
      {refilling && !stopped && online && (
        <span className={cx(styles.part, styles.warning)}>
          <CloudUpload aria-hidden />
          {t("frame.sync.refilling", { count: waiting })}
        </span>
      )}
      {online && (stopped || refilling || (copying && waiting === 0)) ? null : online ? (
        <span className={styles.part}>
          {waiting > 0 ? <CloudUpload aria-hidden /> : <CloudCheck aria-hidden />}
          {waiting > 0 && t("frame.sync.sharing", { count: waiting })}
          {waiting === 0 &&
            (shared_at
              ? t("frame.sync.shared", { ago: format.ago(shared_at, now) })
              : t("frame.sync.sharedNow"))}
        </span>
      ) : (
        <span className={cx(styles.part, styles.offline)}>
          <CloudOff aria-hidden />
          {t("frame.sync.offline", { count: waiting })}
        </span>
      )}
    </div>
  );
}
