import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef } from "react";

import type { DraftView } from "./generated/commands";
import { query, useCommand } from "./queries";

/** How long after the last key press what was typed is kept. */
const PAUSE_MS = 500;

const keepers = new Set<() => Promise<void>>();

/** A disk that does not answer must not keep a workstation from being locked. */
const PATIENCE_MS = 1000;

/** Keeps at once what is still waiting for a pause: before a lock, nothing typed is left behind. */
export async function keepDraftsNow(): Promise<void> {
  if (keepers.size === 0) return;
  const kept = Promise.all([...keepers].map((keep) => keep()));
  await Promise.race([kept, new Promise((done) => setTimeout(done, PATIENCE_MS))]);
}

/** The person's drafts of one kind of form (`register_patient`, `edit_patient`), latest first. */
export function useDrafts(kind: string): readonly DraftView[] | undefined {
  const { data } = useQuery(query("drafts", {}));
  return data?.drafts
    .filter(({ form }) => form === kind || form.startsWith(`${kind}/`))
    .toSorted((one, other) => other.saved_at.localeCompare(one.saved_at));
}

/**
 * Keeps what is typed into a form in the core, where it survives a crash, a lock and a switch of
 * person: `keep` half a second after the last call, `keepNow` on blur, `drop` once it is saved.
 */
export function useDraftKeeper(form: string) {
  const { mutateAsync: save } = useCommand("save_draft");
  const { mutateAsync: discard } = useCommand("discard_draft");
  const waiting = useRef<{ body: unknown; timer: ReturnType<typeof setTimeout> } | null>(null);
  // One after the other, so that a draft that was dropped never comes back by a late save.
  const last = useRef<Promise<unknown>>(Promise.resolve());

  const inTurn = (act: () => Promise<unknown>): Promise<void> => {
    // A failure has been said at the edge of the window; the next save tries again.
    const done = last.current.then(act).then(
      () => undefined,
      () => undefined,
    );
    last.current = done;
    return done;
  };
  const take = (): { body: unknown } | null => {
    const now = waiting.current;
    if (now) clearTimeout(now.timer);
    waiting.current = null;
    return now;
  };
  const keepNow = async (): Promise<void> => {
    const now = take();
    await (now ? inTurn(() => save({ form, body: now.body })) : last.current);
  };
  const keep = (body: unknown): void => {
    take();
    waiting.current = { body, timer: setTimeout(() => void keepNow(), PAUSE_MS) };
  };
  const drop = (): Promise<void> => {
    take();
    return inTurn(() => discard({ form }));
  };

  const keepLatest = useEffectEvent(keepNow);
  useEffect(() => {
    const keeper = (): Promise<void> => keepLatest();
    keepers.add(keeper);
    return () => {
      keepers.delete(keeper);
      void keeper();
    };
  }, []);
  return { keep, keepNow, drop };
}
