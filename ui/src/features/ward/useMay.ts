import { useQuery } from "@tanstack/react-query";

import type { Permission } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";

/** Whether whoever is signed in may do that; nobody may while nobody is. The core decides in any case. */
export function useMay(permission: Permission): boolean {
  const { data } = useQuery(query("session_state", {}));
  return data?.state === "signed_in" && data.permissions.includes(permission);
}
