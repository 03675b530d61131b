import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type {
  BloodPressureView,
  Freshness,
  MonitorView,
  NumericView,
} from "@/ipc/generated/commands";

import styles from "./Numerics.module.css";

/** What a monitor measures, in numbers: values with unit and limits, dashes where there is nothing. */
export function Numerics({ view, isLarge = false }: { view: MonitorView; isLarge?: boolean }) {
  return (
    <dl className={styles.numerics} data-large={isLarge || undefined}>
      {view.numerics.map((numeric) => (
        <Measured key={numeric.vital} numeric={numeric} off={offWords(view, numeric)} />
      ))}
      <Pressure view={view.blood_pressure} />
    </dl>
  );
}

function offWords(view: MonitorView, { vital }: NumericView): "leadOff" | "sensorOff" | undefined {
  if (vital === "heart_rate" && view.lead_off) return "leadOff";
  if (vital === "oxygen_saturation" && view.sensor_off) return "sensorOff";
  return undefined;
}

/** Rates and saturations are read as whole numbers, as on the monitor itself. */
const decimals = { heart_rate: 0, oxygen_saturation: 0, respiration_rate: 0, temperature: 1 };

function Measured({ numeric, off }: { numeric: NumericView; off: ReturnType<typeof offWords> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { vital, unit, value, freshness, age_ms, low_limit, high_limit } = numeric;
  const isThere = value !== null && freshness !== "absent" && off === undefined;
  const seconds = Math.floor((age_ms ?? 0) / 1000);
  return (
    <Slot
      vital={vital}
      unit={format.unit(unit)}
      freshness={isThere ? freshness : "absent"}
      note={isThere && freshness === "stale" ? t("ward.valueAge", { seconds }) : undefined}
      limits={
        (high_limit !== null || low_limit !== null) && (
          <Limits
            high={high_limit === null ? "" : format.measured(high_limit)}
            low={low_limit === null ? "" : format.measured(low_limit)}
          />
        )
      }
    >
      {isThere && format.measured(value, decimals[vital])}
      {!isThere && off && <span className={styles.off}>{t(`ward.${off}`)}</span>}
      {!isThere && !off && <Dashes />}
    </Slot>
  );
}

function Pressure({ view }: { view: BloodPressureView | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isThere = view !== null && view.freshness !== "absent";
  return (
    <Slot
      vital="pressure"
      unit={format.unit(view?.unit ?? "mm[Hg]")}
      freshness={isThere ? view.freshness : "absent"}
      note={isThere ? format.timeOf(view.measured_at) : undefined}
    >
      {isThere ? (
        <>
          {format.measured(view.pressure.systolic, 0)}/{format.measured(view.pressure.diastolic, 0)}
          {view.pressure.mean !== null && view.pressure.mean !== undefined && (
            <span className={styles.mean}>
              <span aria-hidden>({format.measured(view.pressure.mean, 0)})</span>
              <span className="visually-hidden">
                {t("ward.mean", { value: format.measured(view.pressure.mean, 0) })}
              </span>
            </span>
          )}
        </>
      ) : (
        <Dashes />
      )}
    </Slot>
  );
}

interface SlotProps {
  vital: NumericView["vital"] | "pressure";
  unit: string;
  freshness: Freshness;
  note?: string | undefined;
  limits?: ReactNode;
  children: ReactNode;
}

function Slot({ vital, unit, freshness, note, limits, children }: SlotProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.slot} data-vital={vital} data-freshness={freshness}>
      <dt className={styles.name}>
        <abbr title={t(`ward.vital.${vital}`)}>{t(`ward.short.${vital}`)}</abbr>
        <span className={styles.unit}>{unit}</span>
        {note && <span className={styles.note}>{note}</span>}
      </dt>
      <dd className={styles.reading}>
        <span className={styles.value}>{children}</span>
        {limits}
      </dd>
    </div>
  );
}

function Limits({ high, low }: { high: string; low: string }) {
  const { t } = useTranslation();
  return (
    <span className={styles.limits}>
      <span className="visually-hidden">{t("ward.limits")}</span>
      <span>{high}</span>
      <span>{low}</span>
    </span>
  );
}

function Dashes() {
  const { t } = useTranslation();
  return (
    <>
      <span aria-hidden>– –</span>
      <span className="visually-hidden">{t("ward.noReading")}</span>
    </>
  );
}
