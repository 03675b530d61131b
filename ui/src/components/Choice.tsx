import { Check, Minus } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import {
  Checkbox as AriaCheckbox,
  Radio as AriaRadio,
  RadioGroup as AriaRadioGroup,
} from "react-aria-components";

import { cx } from "./cx";
import { FieldLabel, FieldNotes, type FieldWords, wrong } from "./Field";

import styles from "./Choice.module.css";
import field from "./Field.module.css";

interface CheckboxProps {
  children: ReactNode;
  hint?: ReactNode;
  value: boolean;
  onChange: (value: boolean) => void;
  /** Some but not all of what it stands for. */
  isPartial?: boolean;
  isDisabled?: boolean;
}

/** On or off. */
export function Checkbox({
  children,
  hint,
  value,
  onChange,
  isPartial,
  isDisabled,
}: CheckboxProps) {
  return (
    <AriaCheckbox
      className={styles.choice}
      isSelected={value}
      onChange={onChange}
      isIndeterminate={isPartial}
      isDisabled={isDisabled}
    >
      <span className={styles.mark}>
        {isPartial ? <Minus aria-hidden /> : <Check aria-hidden />}
      </span>
      <span className={styles.words}>
        {children}
        {hint && <span className={styles.hint}>{hint}</span>}
      </span>
    </AriaCheckbox>
  );
}

interface ChoiceProps<Id extends string> extends FieldWords {
  options: readonly { id: Id; name: string; hint?: ReactNode; icon?: ReactNode }[];
  value: Id | null;
  onChange: (id: Id) => void;
  isDisabled?: boolean;
}

function Group<Id extends string>(
  props: ChoiceProps<Id> & {
    children: ReactNode;
    orientation: "horizontal" | "vertical";
    hideLabel?: boolean;
  },
) {
  const { label, hint, error, options, value, onChange, children, hideLabel, ...rest } = props;
  return (
    <AriaRadioGroup
      {...rest}
      className={field.field}
      {...(hideLabel && { "aria-label": label })}
      {...wrong(error)}
      value={value}
      onChange={(next) => {
        const chosen = options.find(({ id }) => id === next);
        if (chosen) onChange(chosen.id);
      }}
    >
      {!hideLabel && <FieldLabel label={label} isRequired={rest.isRequired} />}
      {children}
      <FieldNotes hint={hint} error={error} />
    </AriaRadioGroup>
  );
}

/** One of a few, each with room for a line of explanation. */
export function RadioGroup<Id extends string>({
  row,
  autoFocus = false,
  ...props
}: ChoiceProps<Id> & { row?: boolean; autoFocus?: boolean }) {
  return (
    <Group {...props} orientation={row ? "horizontal" : "vertical"}>
      <div className={styles.options} data-row={row || undefined}>
        {props.options.map(({ id, name, hint }, index) => (
          <AriaRadio
            key={id}
            value={id}
            className={styles.choice}
            autoFocus={autoFocus && index === 0}
          >
            <span className={cx(styles.mark, styles.round)} />
            <span className={styles.words}>
              {name}
              {hint && <span className={styles.hint}>{hint}</span>}
            </span>
          </AriaRadio>
        ))}
      </div>
    </Group>
  );
}

/** One of two to five short words, side by side; the first letter of a word chooses it. */
export function Segmented<Id extends string>(props: ChoiceProps<Id> & { hideLabel?: boolean }) {
  const { options, onChange, isDisabled } = props;
  const press = (event: KeyboardEvent): void => {
    if (isDisabled || event.ctrlKey || event.metaKey || event.altKey) return;
    const typed = event.key.toLocaleLowerCase();
    const meant = options.find(({ name }) => name.toLocaleLowerCase().startsWith(typed));
    if (typed.length !== 1 || typed === " " || !meant) return;
    event.preventDefault();
    onChange(meant.id);
    const radios = event.currentTarget.querySelectorAll<HTMLInputElement>("input[type=radio]");
    radios[options.indexOf(meant)]?.focus();
  };
  return (
    <Group {...props} orientation="horizontal">
      <div role="presentation" className={styles.segments} onKeyDown={press}>
        {props.options.map(({ id, name, icon }) => (
          <AriaRadio key={id} value={id} className={styles.segment}>
            {icon}
            {name}
          </AriaRadio>
        ))}
      </div>
    </Group>
  );
}
