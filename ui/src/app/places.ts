import {
  CalendarDays,
  Computer,
  HeartPulse,
  type LucideIcon,
  ReceiptText,
  Settings,
  ShieldCheck,
  Sun,
  TriangleAlert,
  UserCog,
  Users,
} from "lucide-react";

import type { Permission } from "@/ipc/generated/commands";
import type { Key, Sentence } from "@/keyboard/registry";

import { frameKeys } from "./keys";

/** A place of the rail. It is there for whoever holds the permission that it needs. */
export interface Place {
  to:
    | "/today"
    | "/schedule"
    | "/patients"
    | "/ward"
    | "/billing"
    | "/attention"
    | "/people"
    | "/workstations"
    | "/audit"
    | "/settings";
  title: Sentence;
  icon: LucideIcon;
  key: Key;
  needs: Permission;
}

export const places: readonly Place[] = [
  {
    to: "/today",
    title: "frame.place.today",
    icon: Sun,
    key: frameKeys.place1,
    needs: "use_workstation",
  },
  {
    to: "/schedule",
    title: "frame.place.schedule",
    icon: CalendarDays,
    key: frameKeys.place2,
    needs: "see_agenda",
  },
  {
    to: "/patients",
    title: "frame.place.patients",
    icon: Users,
    key: frameKeys.place3,
    needs: "open_patients",
  },
  {
    to: "/ward",
    title: "frame.place.ward",
    icon: HeartPulse,
    key: frameKeys.place4,
    needs: "watch_monitors",
  },
  {
    to: "/billing",
    title: "frame.place.billing",
    icon: ReceiptText,
    key: frameKeys.place5,
    needs: "see_invoices",
  },
  {
    to: "/attention",
    title: "frame.place.attention",
    icon: TriangleAlert,
    key: frameKeys.place6,
    needs: "settle_attention",
  },
  {
    to: "/people",
    title: "frame.place.people",
    icon: UserCog,
    key: frameKeys.place7,
    needs: "manage_people",
  },
  {
    to: "/workstations",
    title: "frame.place.workstations",
    icon: Computer,
    key: frameKeys.place9,
    needs: "manage_workstations",
  },
  {
    to: "/audit",
    title: "frame.place.audit",
    icon: ShieldCheck,
    key: frameKeys.place8,
    needs: "see_audit",
  },
  {
    to: "/settings",
    title: "frame.place.settings",
    icon: Settings,
    key: frameKeys.settings,
    needs: "use_workstation",
  },
];

/** The places of somebody with these permissions. */
export const placesFor = (permissions: readonly Permission[]): Place[] =>
  places.filter(({ needs }) => permissions.includes(needs));
