import { type ReactNode, useId, useRef } from "react";
import { Form } from "react-aria-components";

import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { useKey } from "@/keyboard/useKey";

import { bookingKeys } from "../keys";

import styles from "./Booking.module.css";

interface FormSheetProps {
  title: string;
  /** A line under the title: whom or what it concerns. */
  about?: ReactNode;
  /** Width in rem. */
  width?: number;
  /** The verb on the button. */
  submit: string;
  onSubmit: () => void;
  onClose: () => void;
  /** The focus goes from a field to another, or leaves the sheet. */
  onBlur?: () => void;
  /** The fields, and what was refused. */
  children: ReactNode;
  /** Beside the button. */
  aside?: ReactNode;
  /** Under the form, and no part of it. */
  below?: ReactNode;
}

/** A form of the schedule on a sheet beside the grid. Ctrl+Enter sends it from any field. */
export function FormSheet(props: FormSheetProps) {
  const { title, about, width = 31, submit, onSubmit, onClose, onBlur, children } = props;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  useKey(bookingKeys.send, () => form.current?.requestSubmit());
  return (
    <Dialog
      isOpen
      place="side"
      width={width}
      title={title}
      about={about}
      onClose={onClose}
      actions={
        <>
          {props.aside}
          <Button look="primary" type="submit" form={id} keys={bookingKeys.send.keys}>
            {submit}
          </Button>
        </>
      }
    >
      <div role="presentation" data-scope="booking" onBlur={onBlur}>
        <Form
          id={id}
          ref={form}
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit();
          }}
        >
          {children}
        </Form>
        {props.below}
      </div>
    </Dialog>
  );
}
