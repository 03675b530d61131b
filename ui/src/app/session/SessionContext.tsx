import { createContext, use } from "react";

import type { Permission, SessionView } from "@/ipc/generated/commands";

export type SignedIn = Extract<SessionView, { state: "signed_in" }>;

interface Session extends SignedIn {
  /** Hides everything at once, then tells the core. */
  lock: () => void;
}

export const SessionContext = createContext<Session | null>(null);

/** Who works here, where, and what they may do. Only below the shell. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error("nobody is signed in here");
  return session;
}

/** Whether the person may do that. */
export const useMay = (permission: Permission): boolean =>
  useSession().permissions.includes(permission);
