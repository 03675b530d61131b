import { useMutation, useQueryClient } from "@tanstack/react-query";

import { type CommandFailed, call } from "./call";
import { type Commands, effects } from "./generated/commands";
import { invalidateTags } from "./queries";

/** Commands whose request is a secret. */
export type Secret =
  | "change_password"
  | "choose_pin"
  | "begin_second_factor"
  | "confirm_second_factor"
  | "end_second_factor"
  | "link_provider"
  | "unlink_provider"
  | "make_recovery_key"
  | "change_passphrase"
  | "ask_at_start"
  | "rotate_key"
  | "open_in_emergency"
  | "invite_workstation"
  | "revoke_workstation";

/**
 * A command that carries a password, a PIN or a code. Its own mutation, not `useCommand`: none of
 * them must stay in the cache of mutations.
 */
export function useSecretCommand<N extends Secret>(
  name: N,
  onDone: (answer: Commands[N]["response"]) => void,
  onFailed?: (failed: CommandFailed) => void,
) {
  const client = useQueryClient();
  const command = useMutation<Commands[N]["response"], CommandFailed, Commands[N]["request"]>({
    mutationFn: (request) => call(name, request),
    meta: { inPlace: onFailed !== undefined },
    gcTime: 0,
    onSuccess: (answer) => {
      void invalidateTags(client, effects[name].tags);
      onDone(answer);
    },
    onError: (failed) => onFailed?.(failed),
  });
  return {
    failure: command.isPending ? undefined : command.error?.failure,
    isPending: command.isPending,
    send: (request: Commands[N]["request"]): void => {
      if (!command.isPending) command.mutate(request);
    },
  };
}
