import { useEffect, useRef, useSyncExternalStore } from "react";

import type { ActiveAlarm, AlarmPriority } from "@/ipc/generated/commands";

import { nameOf } from "./order";
import { type SoundState, onSound, resumeSound, sound, soundState } from "./sounder";

/** What is to be heard: the most urgent alarm that is on and that nobody has acknowledged. */
export function audible(alarms: readonly ActiveAlarm[]): AlarmPriority | undefined {
  const on = alarms.filter(({ alarm }) => alarm.phase === "active");
  return (["high", "medium", "low"] as const).find((priority) =>
    on.some(({ alarm }) => alarm.priority === priority),
  );
}

/**
 * Sounds the alarms. A high alarm that is raised during a pause ends the pause: it was paused for
 * what was known then. An engine that fails sounds like a high alarm.
 */
export function useSound(alarms: readonly ActiveAlarm[], isFailing: boolean): SoundState {
  const state = useSyncExternalStore(onSound, soundState);
  const heard = isFailing ? "high" : audible(alarms);
  useEffect(() => sound(heard), [heard]);
  useEffect(() => () => sound(undefined), []);

  const high = alarms
    .filter(({ alarm }) => alarm.priority === "high" && alarm.phase === "active")
    .map(({ alarm }) => nameOf(alarm.key))
    .join(" ");
  const known = useRef(high);
  useEffect(() => {
    const before = new Set(known.current.split(" "));
    known.current = high;
    if (high !== "" && high.split(" ").some((name) => !before.has(name))) resumeSound();
  }, [high]);
  return state;
}
