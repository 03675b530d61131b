import type { ComponentType } from "react";

import { CheckOut } from "@/features/agenda/home/CheckOut";
import { MyDay } from "@/features/agenda/home/MyDay";
import { TodayForReception } from "@/features/agenda/home/TodayForReception";
import { TakingsToday } from "@/features/billing/today/TakingsToday";
import { TodayForBilling } from "@/features/billing/today/TodayForBilling";
import { TodayForNurse } from "@/features/ward/TodayForNurse";
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
  reception: [
    { id: "agenda", component: TodayForReception, place: "main" },
    { id: "checkOut", component: CheckOut, place: "side" },
  ],
  doctor: [{ id: "agenda", component: MyDay, place: "main" }],
  nurse: [{ id: "ward", component: TodayForNurse, place: "main" }],
  laboratory: [],
  pharmacy: [],
  billing: [
    { id: "billing", component: TodayForBilling, place: "main" },
    { id: "takings", component: TakingsToday, place: "side" },
  ],
  administrator: [],
};
