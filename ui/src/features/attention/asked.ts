import type {
  AppointmentStatus,
  LocalDate,
  PractitionerId,
  RoomId,
} from "@/ipc/generated/commands";

type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const isText = (value: unknown): value is string => typeof value === "string";

/** A text in what was asked; nothing when it is none, as another version may have written it. */
export function textIn(request: unknown, name: string): string | undefined {
  const value = isRecord(request) ? request[name] : undefined;
  return isText(value) && value.trim() !== "" ? value : undefined;
}

/** A place in the agenda that was asked for. */
export interface AskedPlace {
  practitioner: PractitionerId;
  room?: RoomId;
  date: LocalDate;
  start: string;
  minutes: number;
}

/** Whether what was asked names a place in the agenda. */
export function isPlace(request: unknown): request is AskedPlace {
  return (
    isRecord(request) &&
    isText(request["practitioner"]) &&
    isText(request["date"]) &&
    /^\d{4}-\d{2}-\d{2}$/.test(request["date"]) &&
    isText(request["start"]) &&
    typeof request["minutes"] === "number"
  );
}

const statuses: Record<AppointmentStatus, true> = {
  booked: true,
  arrived: true,
  in_room: true,
  done: true,
  did_not_attend: true,
  cancelled: true,
};

/** Whether a text names a status that this version knows. */
export const isStatus = (text: string | undefined): text is AppointmentStatus =>
  text !== undefined && Object.hasOwn(statuses, text);

interface Amount {
  minor: number;
  currency: string;
}

/** The amount that was asked for, if one was. */
export function amountIn(request: unknown): Amount | undefined {
  const amount = isRecord(request) ? request["amount"] : undefined;
  if (!isRecord(amount)) return undefined;
  const { minor, currency } = amount;
  return typeof minor === "number" && isText(currency) ? { minor, currency } : undefined;
}

/** The value that was entered to settle a conflict; nothing when one of the two was kept, or it is no text. */
export function enteredIn(request: unknown): string | undefined {
  const choice = isRecord(request) ? request["choice"] : undefined;
  return textIn(choice, "value");
}

/** The name of a person who was to be registered. */
export function nameIn(
  request: unknown,
): { family: string; given: string; prefix?: string | null } | undefined {
  const name = isRecord(request) ? request["name"] : undefined;
  if (!isRecord(name)) return undefined;
  const { family, given, prefix } = name;
  if (!isText(family) || !isText(given)) return undefined;
  return { family, given, prefix: isText(prefix) ? prefix : null };
}
