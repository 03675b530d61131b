import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";

import { call } from "@/ipc/call";
import { useHostEvent } from "@/ipc/events";
import type { ActiveAlarm, ActiveAlarmsView, LinkView } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";

import { inOrder } from "./order";
import { ANSWER_MS, Pulse } from "./pulse";

const ASK_EVERY_MS = 500;
const active = query("active_alarms", {});

interface AlarmWatch {
  /** The most urgent first. */
  alarms: readonly ActiveAlarm[];
  /** The connection to the broker; none where there are no monitors. */
  link: LinkView | undefined;
  /** Since when alarms have not been working; nothing while they do. */
  failingSince: Date | undefined;
}

/** The alarms that are on, read from the cache that the banner keeps up to date. */
export function useActiveAlarms(): readonly ActiveAlarm[] {
  const { data } = useQuery(active);
  return data ? inOrder(data.alarms) : [];
}

/**
 * Keeps the alarms up to date: the core announces each change, and twice a second it is asked whether
 * it still looks. The banner does this, on every screen.
 */
export function useAlarmWatch(): AlarmWatch {
  const client = useQueryClient();
  const { data } = useQuery(active);
  const [failingSince, setFailingSince] = useState<Date | undefined>(undefined);
  const pulse = useRef(new Pulse());
  const heard = useRef(0);

  const works = (yes: boolean): void =>
    setFailingSince((since) => (yes ? undefined : (since ?? new Date())));
  const judge = (view: ActiveAlarmsView): void =>
    works(pulse.current.beats(view.checked_at, performance.now()));

  useHostEvent("alarms", ({ alarms }) => {
    heard.current += 1;
    judge(alarms);
  });

  const ask = useEffectEvent(async () => {
    const before = heard.current;
    const late = setTimeout(() => works(false), ANSWER_MS);
    try {
      const view = await call("active_alarms", {});
      judge(view);
      // An announcement that came while the answer was on its way is newer than the answer.
      if (before === heard.current) client.setQueryData(active.queryKey, view);
    } catch {
      works(false);
    } finally {
      clearTimeout(late);
    }
  });

  useEffect(() => {
    let isAsking = false;
    const timer = setInterval(() => {
      if (isAsking) return;
      isAsking = true;
      void ask().finally(() => (isAsking = false));
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);

  return { alarms: data ? inOrder(data.alarms) : [], link: data?.link, failingSince };
}
