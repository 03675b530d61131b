import { type RefObject, useEffect, useRef } from "react";

import type { GridColumn } from "./columns";
import { DAY } from "./layout";

/** What is seen above the beginning of work, minutes. */
const ABOVE = 20;

/** Where the day is to begin on the screen: with work, or lower when now would not be in sight. */
export function topOf(
  columns: readonly GridColumn[],
  now: number | undefined,
  inSight: number,
): number {
  const begins = columns.flatMap(({ working, spans }) => [
    ...working.map(({ from }) => from),
    ...[...spans.values()].map(({ from }) => from),
  ]);
  const top = begins.length > 0 ? Math.min(...begins) - ABOVE : 480;
  const ends = columns.flatMap(({ working }) => working.map(({ to }) => to));
  const isWorkTime = now !== undefined && now < Math.max(0, ...ends);
  const lowest = isWorkTime ? now - inSight / 2 : top;
  return Math.max(0, Math.min(DAY, Math.max(top, lowest)));
}

/** Shows working hours when the grid opens; from then on a person scrolls as they like. */
export function useScrollToWork(
  frame: RefObject<HTMLDivElement | null>,
  canvas: RefObject<HTMLDivElement | null>,
  columns: readonly GridColumn[],
  now: { date: string; minute: number },
): void {
  const isDone = useRef(false);
  useEffect(() => {
    const scale = (canvas.current?.offsetHeight ?? 0) / DAY;
    if (isDone.current || columns.length === 0 || !frame.current || scale === 0) return;
    isDone.current = true;
    const isToday = columns.some(({ date }) => date === now.date);
    const inSight = frame.current.clientHeight / scale;
    const top = topOf(columns, isToday ? now.minute : undefined, inSight) * scale;
    frame.current.scrollTo({ top });
  }, [frame, canvas, columns, now]);
}
