import { useState } from "react";

import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import { useDirectory } from "@/ipc/directory";
import { usePermitted } from "@/ipc/session";
import { useKey } from "@/keyboard/useKey";

import { BookingSheet } from "./booking/BookingSheet";
import { newBooking, type BookingFields } from "./booking/fields";
import { agendaKeys } from "./keys";
import { useSteps } from "./steps/useSteps";
import { useUndo } from "./steps/useUndo";

/** Lets a visit be booked from any place: the telephone rings where it will. The shell has one. */
export function BookAnywhere() {
  const may = usePermitted();
  const format = useFormat();
  const today = format.dateOf(useNow(60));
  const [start, setStart] = useState<BookingFields | null>(null);
  useKey(
    agendaKeys.bookAnywhere,
    () => setStart(newBooking({ date: today, minutes: 20 })),
    may("book_appointments"),
  );
  return start && <Sheet start={start} onClose={() => setStart(null)} />;
}

function Sheet({ start, onClose }: { start: BookingFields; onClose: () => void }) {
  const directory = useDirectory();
  const steps = useSteps(useUndo());
  if (!directory) return null;
  return (
    <BookingSheet
      start={start}
      directory={directory}
      onBooked={(view) => {
        onClose();
        steps.booked(view);
      }}
      onClose={onClose}
    />
  );
}
