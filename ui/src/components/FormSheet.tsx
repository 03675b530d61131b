import { type ReactNode, type RefObject, useId } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button } from "./Button";
import { Dialog } from "./Dialog";

import styles from "./FormSheet.module.css";

interface FormSheetProps {
  title: string;
  /** A line under the title: whom or what it concerns. */
  about?: ReactNode;
  /** The verb on the button. */
  submit: string;
  onSubmit: () => void;
  /** Leaves. */
  onClose: () => void;
  /** The key that sends it from any field; whoever uses the sheet binds it to `form`. */
  keys?: string;
  /** The scope of that key. */
  scope?: string;
  form?: RefObject<HTMLFormElement | null>;
  /** The focus goes from a field to another, or leaves the sheet. */
  onBlur?: (() => void) | undefined;
  /** The fields, and what was refused. */
  children: ReactNode;
  /** Words before the buttons. */
  note?: ReactNode;
  /** Buttons before the verb. */
  aside?: ReactNode;
  /** Whether the way out stands beside the verb. */
  hasCancel?: boolean;
  /** Under the form, and no part of it. */
  below?: ReactNode;
  /** Why it cannot be sent now. */
  whyNot?: string | undefined;
  /** How the verb looks. */
  look?: "primary" | "danger";
  /** Width in rem. */
  width?: number;
  place?: "middle" | "side";
}

/** A form on a sheet above the screen: the fields, then the verb. */
export function FormSheet(props: FormSheetProps) {
  const { title, about, submit, onSubmit, onClose, keys, scope, form, children } = props;
  const { t } = useTranslation();
  const id = useId();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      about={about}
      {...(props.width !== undefined && { width: props.width })}
      {...(props.place !== undefined && { place: props.place })}
      actions={
        <>
          {props.note && <div className={styles.aside}>{props.note}</div>}
          {props.aside}
          {props.hasCancel && <Button onPress={onClose}>{t("controls.cancel")}</Button>}
          <Button
            look={props.look ?? "primary"}
            type="submit"
            form={id}
            keys={keys}
            whyNot={props.whyNot}
          >
            {submit}
          </Button>
        </>
      }
    >
      <div role="presentation" data-scope={scope} onBlur={props.onBlur}>
        <Form
          id={id}
          ref={form}
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            // Enter in a field sends a form that has no button to press.
            if (props.whyNot === undefined) onSubmit();
          }}
        >
          {children}
        </Form>
        {props.below}
      </div>
    </Dialog>
  );
}
