import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";

import { call } from "@/ipc/call";
import { type Activation, type Instant, type Tag, effects } from "@/ipc/generated/commands";
import { invalidateTags } from "@/ipc/queries";

/** A code to be shown, and to whom it is given. */
export interface Admission {
  code: string;
  until: Instant;
  name: string;
}

type Verified = Pick<Activation, "verifier" | "until">;

/**
 * Makes a code that admits once and runs the change that puts it in force; only then is it shown.
 * Its own mutation, not `useCommand`: a code must not stay in the cache of mutations. Asked again
 * after a refusal, the same code is offered again, so that what is shown is always what is in force.
 */
export function useAdmission(
  name: "invite_person" | "reset_sign_in",
  change: (made: Verified) => Promise<unknown>,
  onShown: (admission: Omit<Admission, "name">) => void,
) {
  const client = useQueryClient();
  const made = useRef<Activation>(null);
  const tags: readonly Tag[] = effects[name].tags;
  const admit = useMutation<Activation>({
    mutationFn: async () => {
      made.current ??= await call("make_activation", {});
      const { verifier, until } = made.current;
      await change({ verifier, until });
      return made.current;
    },
    meta: { inPlace: true },
    gcTime: 0,
    onSuccess: ({ code, until }) => {
      void invalidateTags(client, tags);
      onShown({ code, until });
    },
  });
  return {
    failure: admit.isPending ? undefined : admit.error?.failure,
    isPending: admit.isPending,
    admit: (): void => {
      if (!admit.isPending) admit.mutate();
    },
  };
}
