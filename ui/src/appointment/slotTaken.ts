import type { Failure, SlotTaken } from "@/ipc/generated/commands";

function isSlotTaken(data: unknown): data is SlotTaken {
  return (
    typeof data === "object" &&
    data !== null &&
    "what" in data &&
    typeof data.what === "string" &&
    ["practitioner", "room", "patient", "hours"].includes(data.what) &&
    "offers" in data &&
    Array.isArray(data.offers)
  );
}

/** Who or what stands in the way of a place, and what is free instead; nothing for other failures. */
export function slotTaken(
  failure: Pick<Failure, "data"> & { code: string },
): SlotTaken | undefined {
  const isPlace = failure.code === "slot_taken" || failure.code === "outside_hours";
  return isPlace && isSlotTaken(failure.data) ? failure.data : undefined;
}
