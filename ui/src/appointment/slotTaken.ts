import type { Failure, SlotTaken } from "@/ipc/generated/commands";

function isSlotTaken(data: unknown): data is SlotTaken {
  return (
    typeof data === "object" &&
    data !== null &&
    "what" in data &&
    typeof data.what === "string" &&
    ["practitioner", "room", "patient", "hours", "lease"].includes(data.what) &&
    "offers" in data &&
    Array.isArray(data.offers)
  );
}

/** Who or what stands in the way of a place, and what is free instead; nothing for other failures. */
export function slotTaken(
  failure: Pick<Failure, "data"> & { code: string },
): SlotTaken | undefined {
  const isPlace = ["slot_taken", "slot_leased", "outside_hours"].includes(failure.code);
  return isPlace && isSlotTaken(failure.data) ? failure.data : undefined;
}
