import { ChevronDown } from "lucide-react";
import type { ReactNode, Ref } from "react";
import {
  ComboBox as AriaComboBox,
  Button,
  Input,
  ListBox,
  ListBoxItem,
} from "react-aria-components";
import { useTranslation } from "react-i18next";

import { FieldLabel, FieldNotes, type FieldWords, wrong } from "./Field";
import { Popover } from "./Popover";
import type { Option } from "./Select";

import styles from "./Field.module.css";
import list from "./List.module.css";

interface ComboBoxProps<Id extends string> extends FieldWords {
  /** What to choose from. With `text` given, the caller has already filtered them. */
  options: readonly Option<Id>[];
  value: Id | null;
  onChange: (id: Id | null) => void;
  /** The text typed, where the options come from a search. */
  text?: string;
  onTextChange?: (text: string) => void;
  /** What to say when nothing fits. */
  none?: ReactNode;
  icon?: ReactNode;
  placeholder?: string;
  autoFocus?: boolean;
  isDisabled?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** One of a long list, found by typing. Enter takes the first that fits. */
export function ComboBox<Id extends string>(props: ComboBoxProps<Id>) {
  const {
    label,
    hint,
    error,
    options,
    value,
    onChange,
    text,
    onTextChange,
    none,
    icon,
    placeholder,
    ref,
    ...rest
  } = props;
  const { t } = useTranslation();
  return (
    <AriaComboBox
      {...rest}
      className={styles.field}
      {...wrong(error)}
      {...(text === undefined ? { defaultItems: options } : { items: options, inputValue: text })}
      onInputChange={onTextChange}
      value={value}
      onChange={(key) => onChange(options.find(({ id }) => id === key)?.id ?? null)}
      menuTrigger="focus"
      allowsEmptyCollection
    >
      <FieldLabel label={label} isRequired={props.isRequired} />
      <div className={styles.box}>
        {icon}
        <Input ref={ref} className={styles.input} placeholder={placeholder} />
        <Button className={styles.inner}>
          <ChevronDown aria-hidden />
        </Button>
      </div>
      <FieldNotes hint={hint} error={error} />
      <Popover>
        <ListBox
          className={list.list}
          renderEmptyState={() => (
            <div className={list.empty}>{none ?? t("controls.nothingFound")}</div>
          )}
        >
          {(option: Option<Id>) => (
            <ListBoxItem id={option.id} textValue={option.name} className={list.item}>
              <span className={list.words}>
                {option.name}
                {option.detail && <div className={list.detail}>{option.detail}</div>}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
