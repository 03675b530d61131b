import { useQuery } from "@tanstack/react-query";

import type { Permission, SessionView } from "./generated/commands";
import { query } from "./queries";

type SignedIn = Extract<SessionView, { state: "signed_in" }>;

/** Who works here and what they may do, for features; nothing while nobody is signed in. */
export function useSignedIn(): SignedIn | undefined {
  const { data } = useQuery(query("session_state", {}));
  return data?.state === "signed_in" ? data : undefined;
}

/** Says whether the person holds a permission. The core asks again at every command. */
export function usePermitted(): (permission: Permission) => boolean {
  const permissions = useSignedIn()?.permissions;
  return (permission) => permissions?.includes(permission) ?? false;
}
