import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type { AlarmCondition, AlarmPriority, AlarmView, Unit } from "@/ipc/generated/commands";

/** The customary sign of each priority, beside colour and words. */
export const stars: Record<AlarmPriority, string> = { high: "***", medium: "**", low: "*" };

const units: Partial<Record<AlarmCondition, Unit>> = {
  heart_rate_high: "/min",
  heart_rate_low: "/min",
  oxygen_desaturation: "%",
  oxygen_saturation_low: "%",
  respiration_rate_high: "/min",
  respiration_rate_low: "/min",
  malformed_messages: "%",
};

/** What an alarm says, each part by itself. */
export interface AlarmWords {
  /** `Heart rate high`; the monitor's own name for an alarm of its own. */
  condition: string;
  /** `131 /min`, where a value decided. */
  value: string | undefined;
  /** `above 120`, where a limit was passed. */
  limit: string | undefined;
  /** `since 10:32:05`. */
  since: string;
  /** How far it has been dealt with, where that is news: over, or acknowledged and by whom. */
  standing: string | undefined;
}

/** Puts alarms into words. */
export function useAlarmWords(): (alarm: AlarmView, acknowledgedBy?: string) => AlarmWords {
  const { t } = useTranslation();
  const format = useFormat();
  return (alarm, acknowledgedBy) => {
    const { condition } = alarm.key;
    const unit = units[condition];
    const number = alarm.value === null ? undefined : format.beyond(alarm.value, alarm.limit);
    const code = alarm.code?.replaceAll("_", " ");
    const side = condition.endsWith("_low") || condition === "oxygen_desaturation";
    const limit = alarm.limit === null ? undefined : format.measured(alarm.limit);
    return {
      condition: t(`ward.condition.${condition}`) + (code ? `: ${code}` : ""),
      value: number && unit ? format.quantity(number, format.unit(unit)) : number,
      limit: limit && t(side ? "ward.below" : "ward.above", { limit }),
      since: t("ward.alarm.since", { time: format.clock(alarm.raised_at) }),
      standing: standing(alarm, acknowledgedBy),
    };
  };

  function standing(alarm: AlarmView, name?: string): string | undefined {
    if (alarm.phase === "latched" && alarm.ended_at)
      return t("ward.alarm.over", { time: format.clock(alarm.ended_at) });
    if (alarm.phase !== "acknowledged" || !alarm.acknowledged) return undefined;
    const time = format.clock(alarm.acknowledged.at);
    return name === undefined
      ? t("ward.alarm.acknowledgedBySomebody", { time })
      : t("ward.alarm.acknowledged", { name, time });
  }
}
