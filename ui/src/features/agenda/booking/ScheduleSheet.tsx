import { type ComponentProps, useRef } from "react";

import { FormSheet } from "@/components/FormSheet";
import { useKey } from "@/keyboard/useKey";

import { bookingKeys } from "../keys";

type ScheduleSheetProps = Omit<
  ComponentProps<typeof FormSheet>,
  "keys" | "scope" | "form" | "place"
>;

/** A form of the schedule on a sheet beside the grid. Ctrl+Enter sends it from any field. */
export function ScheduleSheet(props: ScheduleSheetProps) {
  const form = useRef<HTMLFormElement>(null);
  useKey(bookingKeys.send, () => form.current?.requestSubmit());
  return (
    <FormSheet
      width={31}
      {...props}
      place="side"
      scope="booking"
      keys={bookingKeys.send.keys}
      form={form}
    />
  );
}
