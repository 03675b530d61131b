import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { fieldProblems } from "@/failures/fieldProblems";
import type { Directory } from "@/ipc/directory";
import { useDraftKeeper } from "@/ipc/drafts";
import type { AppointmentView, ServiceId, Slot } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";

import { BOOKING, type BookingFields, bookingOf, isWorthKeeping, withSlot } from "./fields";

interface BookingProps {
  start: BookingFields;
  directory: Directory;
  onBooked: (view: AppointmentView) => void;
}

/** A booking from the first letter to the core's answer. What is typed is kept as it is typed. */
export function useBooking({ start, directory, onBooked }: BookingProps) {
  const { t } = useTranslation();
  const [fields, setFields] = useState(start);
  const isLengthChosen = useRef(false);
  const draft = useDraftKeeper(`${BOOKING}/${start.id}`);
  const book = useCommand("book_appointment", { inPlace: true });
  const failure = book.error?.failure;

  const put = (next: BookingFields): void => {
    setFields(next);
    // What was refused is not asked for any more.
    if (book.error) book.reset();
    if (isWorthKeeping(next)) draft.keep(next);
  };
  const change = (some: Partial<BookingFields>): void => {
    if (some.minutes !== undefined) isLengthChosen.current = true;
    const next = { ...fields, ...some };
    const practitioner = some.practitioner && directory.practitioner(some.practitioner);
    const usual = practitioner && !isLengthChosen.current ? practitioner.usual_minutes : undefined;
    put(usual === undefined ? next : { ...next, minutes: usual });
  };
  /** Services that take time of their own say how long the visit is, until somebody says it. */
  const plan = (services: ServiceId[]): void => {
    const takes = services.reduce((sum, id) => sum + (directory.service(id)?.minutes ?? 0), 0);
    const follows = !isLengthChosen.current && takes >= 5;
    put({ ...fields, services, ...(follows && { minutes: takes }) });
  };
  const send = (of: BookingFields, outside: boolean): void => {
    const request = bookingOf(of, outside);
    if (!request || book.isPending) return;
    book.mutate(request, {
      onSuccess: (view) => {
        void draft.drop();
        onBooked(view);
      },
    });
  };
  return {
    fields,
    change,
    plan,
    take: (slot: Slot): void => put(withSlot(fields, slot)),
    send: (outside = false): void => send(fields, outside),
    /** Takes a free time that a refusal offered, and books it. */
    sendAt: (slot: Slot): void => {
      const next = withSlot(fields, slot);
      put(next);
      send(next, false);
    },
    failure,
    problems: Object.fromEntries(
      Object.entries(fieldProblems(failure)).map(([name, sentence]) => [name, t(sentence)]),
    ),
    keepNow: (): void => void draft.keepNow(),
    discard: (): void => void draft.drop(),
  };
}
