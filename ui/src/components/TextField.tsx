import type { ReactNode, Ref } from "react";
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Input,
  TextArea,
} from "react-aria-components";

import { cx } from "./cx";
import { FieldLabel, FieldNotes, type FieldWords, wrong } from "./Field";

import styles from "./Field.module.css";

type Passed = Pick<
  AriaTextFieldProps,
  | "value"
  | "defaultValue"
  | "onChange"
  | "onBlur"
  | "onFocus"
  | "onKeyDown"
  | "name"
  | "type"
  | "autoComplete"
  | "autoFocus"
  | "isDisabled"
  | "isReadOnly"
  | "maxLength"
  | "validate"
  | "inputMode"
  | "spellCheck"
>;

interface TextFieldProps extends FieldWords, Passed {
  placeholder?: string;
  /** More than one: a field of several lines. */
  lines?: number;
  /** An icon before the text. */
  icon?: ReactNode;
  /** A unit or a reading after the text. */
  aside?: ReactNode;
  /** Numbers stand at the end, so that their digits line up. */
  align?: "start" | "end";
  /** Text of its own direction, such as a telephone number. */
  dir?: "ltr" | "rtl" | "auto";
  ref?: Ref<HTMLInputElement>;
}

/** One line of text, or several. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    hint,
    error,
    placeholder,
    lines = 1,
    icon,
    aside,
    align,
    dir,
    hideLabel,
    inCell,
    ref,
    ...rest
  } = props;
  const input = cx(styles.input, align === "end" && styles.end);
  return (
    <AriaTextField
      {...rest}
      className={cx(styles.field, hideLabel && styles.unlabelled, inCell && styles.cell)}
      {...wrong(error)}
    >
      <FieldLabel label={label} isRequired={props.isRequired} />
      <div className={cx(styles.box, lines > 1 && styles.area)}>
        {icon}
        {lines > 1 ? (
          <TextArea className={input} rows={lines} placeholder={placeholder} dir={dir} />
        ) : (
          <Input ref={ref} className={input} placeholder={placeholder} dir={dir} />
        )}
        {aside && <span className={styles.aside}>{aside}</span>}
      </div>
      <FieldNotes hint={hint} error={error} />
    </AriaTextField>
  );
}
