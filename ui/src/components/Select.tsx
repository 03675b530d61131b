import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import {
  Select as AriaSelect,
  Button,
  ListBox,
  ListBoxItem,
  SelectValue,
} from "react-aria-components";

import { FieldLabel, FieldNotes, type FieldWords, wrong } from "./Field";
import { Popover } from "./Popover";

import styles from "./Field.module.css";
import list from "./List.module.css";

export interface Option<Id extends string> {
  id: Id;
  name: string;
  /** A second, fainter line. */
  detail?: ReactNode;
}

interface SelectProps<Id extends string> extends FieldWords {
  options: readonly Option<Id>[];
  value: Id | null;
  onChange: (id: Id) => void;
  placeholder?: string;
  isDisabled?: boolean;
  autoFocus?: boolean;
}

/** One of a short list; typing a letter goes to it. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, hint, error, options, value, onChange, placeholder = "", ...rest } = props;
  return (
    <AriaSelect
      {...rest}
      className={styles.field}
      placeholder={placeholder}
      {...wrong(error)}
      value={value}
      onChange={(key) => {
        const chosen = options.find(({ id }) => id === key);
        if (chosen) onChange(chosen.id);
      }}
    >
      <FieldLabel label={label} isRequired={props.isRequired} />
      <Button className={styles.trigger}>
        {/* The chosen name alone: its second line is for the list. */}
        <SelectValue className={styles.value}>
          {({ selectedText, isPlaceholder, defaultChildren }) =>
            isPlaceholder ? defaultChildren : selectedText
          }
        </SelectValue>
        <ChevronDown aria-hidden />
      </Button>
      <FieldNotes hint={hint} error={error} />
      <Popover>
        <ListBox className={list.list} items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.name} className={list.item}>
              <span className={list.words}>
                {option.name}
                {option.detail && <div className={list.detail}>{option.detail}</div>}
              </span>
              <Check className={list.check} aria-hidden />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
