import { useQuery } from "@tanstack/react-query";

import type { AttentionId, PatientId, RefusedChange } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";
import { usePermitted } from "@/ipc/session";

interface Refusal {
  item: AttentionId;
  refused: RefusedChange;
}

const isOf = (request: unknown, patient: PatientId): boolean =>
  typeof request === "object" &&
  request !== null &&
  "patient" in request &&
  request.patient === patient;

/** This person's requests to register a patient here that the server refused, oldest first. */
export function useRefusals(patient: PatientId): readonly Refusal[] {
  const enabled = usePermitted()("settle_attention");
  const { data } = useQuery({
    ...query("attention_list", { settled: false, mine: true }),
    enabled,
  });
  return (data?.items ?? []).flatMap(({ item }) =>
    "refused" in item &&
    item.refused.command === "register_here" &&
    isOf(item.refused.request, patient)
      ? [{ item: item.id, refused: item.refused }]
      : [],
  );
}
