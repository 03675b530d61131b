import type { ComponentType } from "react";

import { CheckOut } from "@/features/agenda/home/CheckOut";
import { MyDay } from "@/features/agenda/home/MyDay";
import { TodayForReception } from "@/features/agenda/home/TodayForReception";
import { TakingsToday } from "@/features/billing/today/TakingsToday";
import { TodayForBilling } from "@/features/billing/today/TodayForBilling";
import { TodayForNurse } from "@/features/ward/TodayForNurse";
import type { Permission, Role } from "@/ipc/generated/commands";

import { ForAdministrator } from "./ForAdministrator";

/** A part of somebody's day, made by a feature. */
export interface TodayPart {
  id: string;
  component: ComponentType;
  /** What one must hold to see it: a custom role may hold less than the role in whose place it is. */
  needs: readonly Permission[];
  /** `main`: the work of the day. `side`: what else to keep an eye on. */
  place: "main" | "side";
}

/** What each role's home is made of, in order. Features give the parts; this table composes them. */
export const todayParts: Record<Role, readonly TodayPart[]> = {
  reception: [
    { id: "agenda", component: TodayForReception, needs: ["see_agenda"], place: "main" },
    {
      id: "checkOut",
      component: CheckOut,
      needs: ["see_agenda", "see_invoices"],
      place: "side",
    },
  ],
  doctor: [{ id: "agenda", component: MyDay, needs: ["see_agenda"], place: "main" }],
  nurse: [{ id: "ward", component: TodayForNurse, needs: ["watch_monitors"], place: "main" }],
  laboratory: [],
  pharmacy: [],
  billing: [
    { id: "billing", component: TodayForBilling, needs: ["see_invoices"], place: "main" },
    { id: "takings", component: TakingsToday, needs: ["see_invoices"], place: "side" },
  ],
  administrator: [
    { id: "toLookAt", component: ForAdministrator, needs: ["use_workstation"], place: "main" },
  ],
};
