import { useQuery } from "@tanstack/react-query";

import type { LockedPatient, PatientSummary } from "@/ipc/generated/commands";
import { query, searching } from "@/ipc/queries";

export interface Found {
  patients: readonly PatientSummary[];
  /** Whose records are closed, and may be opened in an emergency. */
  locked: readonly LockedPatient[];
  /** The patients still answer an earlier text: show them, never act on them. */
  isBehind: boolean;
  /** Nothing is typed: these are the patients opened last. */
  isRecent: boolean;
  /** More match than are shown. */
  hasMore: boolean;
}

/** Who is found for what is typed so far; whom the person opened last while nothing is. */
export function useFinder(text: string, limit: number, isOn = true): Found {
  const typed = text.trim();
  const isRecent = typed === "";
  const recent = useQuery({ ...query("recent_patients", { limit }), enabled: isOn && isRecent });
  const found = useQuery({
    ...searching("search_patients", { text: typed, limit }),
    enabled: isOn && !isRecent,
  });
  const answer = isRecent ? recent.data : found.data;
  return {
    patients: answer?.patients ?? [],
    locked: answer?.locked ?? [],
    isBehind: isOn && !isRecent && (found.isPlaceholderData || found.isPending),
    isRecent,
    hasMore: answer?.more ?? false,
  };
}
