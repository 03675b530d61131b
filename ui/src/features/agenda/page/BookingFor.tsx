import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";

import type { PatientId, PatientSummary } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";

interface BookingForProps {
  patient: PatientId;
  onKnown: (patient: PatientSummary) => void;
}

/** Somebody's page asked for a visit to be booked for them: says who it is as soon as that is known. */
export function BookingFor({ patient, onKnown }: BookingForProps) {
  const { data } = useQuery(query("patient_page", { patient }));
  const tell = useEffectEvent(onKnown);
  const summary = data?.summary;
  useEffect(() => {
    if (summary) tell(summary);
  }, [summary]);
  return null;
}
