import {
  CalendarCheck,
  CalendarX2,
  Check,
  DoorOpen,
  Hourglass,
  type LucideIcon,
  UserX,
} from "lucide-react";

import type { PillTone } from "@/components/StatusPill";
import type { AppointmentStatus } from "@/ipc/generated/commands";

interface StatusLook {
  icon: LucideIcon;
  tone: PillTone;
}

/** How each status looks. The word stands beside it: `agenda.status.…`. */
export const statusLooks: Record<AppointmentStatus, StatusLook> = {
  booked: { icon: CalendarCheck, tone: "accent" },
  arrived: { icon: Hourglass, tone: "warning" },
  in_room: { icon: DoorOpen, tone: "good" },
  done: { icon: Check, tone: "neutral" },
  did_not_attend: { icon: UserX, tone: "danger" },
  cancelled: { icon: CalendarX2, tone: "neutral" },
};

/** From so many minutes on, somebody has waited long. */
export const LONG_WAIT = 20;

const order: readonly AppointmentStatus[] = ["booked", "arrived", "in_room", "done"];

/** Whether a step takes back what was noted, instead of going on with the day. */
export function isStepBack(from: AppointmentStatus, to: AppointmentStatus): boolean {
  const here = order.indexOf(from);
  return to === "booked" || (here >= 0 && order.includes(to) && order.indexOf(to) < here);
}
