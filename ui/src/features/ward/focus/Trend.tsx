import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChartLine } from "lucide-react";
import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

import { Segmented } from "@/components/Choice";
import { EmptyState } from "@/components/EmptyState";
import { FailureNotice } from "@/failures/FailureNotice";
import { useFormat } from "@/format/useFormat";
import { query } from "@/ipc/queries";

import { isDark, onLookChange } from "../waves/look";
import { TrendTable } from "./TrendTable";

import styles from "./Trend.module.css";

const choices = [1, 4, 8, 24] as const;
type Hours = (typeof choices)[number];

const HEIGHT = 460;
/** A picture is asked for in steps of this width, so that a window being resized asks seldom. */
const STEP = 40;
const REFRESH_MS = 30_000;

/** The last hours, drawn by the core from its encrypted cache; the same values stand in a table. */
export function Trend({ monitor }: { monitor: string }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const [hours, setHours] = useState<Hours>(4);
  const [shownAs, setShownAs] = useState<"chart" | "table">("chart");
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const dark = useSyncExternalStore(onLookChange, isDark);
  const request = { monitor, hours, dark, width, height: HEIGHT, language: format.language };
  const { data, error } = useQuery({
    ...query("vitals_trend", request),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
    gcTime: 0,
  });
  return (
    <section className={styles.trend} aria-labelledby="bed-trend">
      <header className={styles.head}>
        <h2 id="bed-trend">{t("ward.trend.title")}</h2>
        <Segmented
          hideLabel
          label={t("ward.trend.hours")}
          options={choices.map((one) => ({
            id: String(one),
            name: t("ward.trend.hour", { count: one }),
          }))}
          value={String(hours)}
          onChange={(id) => setHours(choices.find((one) => String(one) === id) ?? 4)}
        />
        <Segmented
          hideLabel
          label={t("ward.trend.as")}
          options={[
            { id: "chart", name: t("ward.trend.chart") },
            { id: "table", name: t("ward.trend.table") },
          ]}
          value={shownAs}
          onChange={setShownAs}
        />
      </header>
      <div ref={place} className={styles.place} dir={shownAs === "chart" ? "ltr" : i18n.dir()}>
        {error && <FailureNotice failure={error.failure} />}
        {data?.rows.length === 0 && (
          <EmptyState icon={<ChartLine aria-hidden />} title={t("ward.trend.empty")} />
        )}
        {data && data.rows.length > 0 && shownAs === "table" && <TrendTable rows={data.rows} />}
        {data && data.rows.length > 0 && shownAs === "chart" && (
          // An image cannot run what it might contain, unlike markup put into the page.
          <img
            className={styles.picture}
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(data.svg)}`}
            alt={t("ward.trend.picture", { hours })}
          />
        )}
      </div>
    </section>
  );
}

function useWidth(place: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(800);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const measure = (): void => {
      const steps = Math.floor(element.clientWidth / STEP);
      if (steps > 0) setWidth(Math.max(320, steps * STEP));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [place]);
  return width;
}
