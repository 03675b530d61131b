import type { ComponentType } from "react";

import type { Role } from "@/ipc/generated/commands";

/** A part of somebody's day, made by a feature. */
export interface TodayPart {
  id: string;
  component: ComponentType;
  /** `main`: the work of the day. `side`: what else to keep an eye on. */
  place: "main" | "side";
}

/** What each role's home is made of, in order. Features give the parts; this table composes them. */
export const todayParts: Record<Role, readonly TodayPart[]> = {
  reception: [],
  doctor: [],
  nurse: [],
  laboratory: [],
  pharmacy: [],
  billing: [],
  administrator: [],
};
