import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { useNow } from "@/components/useNow";
import { type CommandFailed, call } from "@/ipc/call";
import type { Commands, Failure, SessionView } from "@/ipc/generated/commands";

import { numberIn } from "./failureData";

type Proving = "sign_in" | "activate" | "return_by_pin" | "open_by_password";

/**
 * An attempt to prove who one is. Its own mutation, not `useCommand`: what was typed must not stay
 * in the cache of mutations. `waits` are the seconds until the next attempt is heard.
 */
export function useProof<N extends Proving>(
  name: N,
  onAnswer: (view: SessionView) => void,
  onFailed: (failure: Failure) => void,
) {
  const [until, setUntil] = useState<{ at: number; seconds: number } | null>(null);
  const now = useNow(1).getTime();
  const prove = useMutation<SessionView, CommandFailed, Commands[N]["request"]>({
    mutationFn: (request) => call(name, request),
    meta: { inPlace: true },
    gcTime: 0,
    onSuccess: onAnswer,
    onError: ({ failure }) => {
      const seconds = numberIn(failure, "wait_seconds");
      setUntil(seconds === undefined ? null : { at: Date.now() + seconds * 1000, seconds });
      onFailed(failure);
    },
  });
  const left = until ? Math.max(0, Math.ceil((until.at - now) / 1000)) : 0;
  return {
    failure: prove.isPending ? undefined : prove.error?.failure,
    isPending: prove.isPending,
    waits: until ? Math.min(left, until.seconds) : undefined,
    /** Sends it, unless one is on its way or it is too early. */
    send: (request: Commands[N]["request"]): void => {
      if (!prove.isPending && left === 0) prove.mutate(request);
    },
  };
}
