import { Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import {
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
  Button,
  Input,
} from "react-aria-components";

import { cx } from "./cx";
import { FieldLabel, FieldNotes, type FieldWords, wrong } from "./Field";

import styles from "./Field.module.css";

interface NumberFieldProps
  extends
    FieldWords,
    Pick<
      AriaNumberFieldProps,
      "value" | "onChange" | "minValue" | "maxValue" | "step" | "isDisabled" | "autoFocus" | "name"
    > {
  /** The unit, after the number. */
  unit?: ReactNode;
}

const options: Intl.NumberFormatOptions = { maximumFractionDigits: 6, numberingSystem: "latn" };

/** A whole or decimal number with its unit; arrow keys step it. Clinical decimals go as text instead. */
export function NumberField({ label, hint, error, unit, ...rest }: NumberFieldProps) {
  return (
    <AriaNumberField
      {...rest}
      className={styles.field}
      {...wrong(error)}
      formatOptions={options}
      isWheelDisabled
    >
      <FieldLabel label={label} isRequired={rest.isRequired} />
      <div className={styles.box}>
        <Input className={cx(styles.input, styles.end)} />
        {unit && <span className={styles.aside}>{unit}</span>}
        <Button slot="decrement" className={styles.inner}>
          <Minus aria-hidden />
        </Button>
        <Button slot="increment" className={styles.inner}>
          <Plus aria-hidden />
        </Button>
      </div>
      <FieldNotes hint={hint} error={error} />
    </AriaNumberField>
  );
}
