import { Search, UserRoundPlus } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { TextField as AriaTextField, Input } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { FieldLabel, FieldNotes, type FieldWords, wrong } from "@/components/Field";
import { Popover } from "@/components/Popover";
import type { PatientSummary } from "@/ipc/generated/commands";

import { PatientDetails, PatientLine } from "./PatientLine";
import { useFinder } from "./useFinder";
import { useMarker } from "./useMarker";
import { usePatientNames } from "./useUnsettled";

import styles from "./PatientPicker.module.css";
import field from "@/components/Field.module.css";

const SHOWN = 8;

interface PatientPickerProps extends FieldWords {
  value: PatientSummary | null;
  onChange: (patient: PatientSummary | null) => void;
  autoFocus?: boolean;
  isDisabled?: boolean;
  /** Offers to register who was typed, with the text as typed. */
  onRegister?: ((text: string) => void) | undefined;
}

/**
 * A patient, found as one types. Arrow keys mark, Enter takes the marked one; while nothing is
 * typed the patients opened last are offered. Typing over a chosen one begins anew.
 */
export function PatientPicker(props: PatientPickerProps) {
  const { label, hint, error, value, onChange, onRegister, isRequired, ...rest } = props;
  const { t } = useTranslation();
  const names = usePatientNames();
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const found = useFinder(text, SHOWN, isOpen);
  const offersNew = onRegister !== undefined && !found.isRecent && !found.isBehind;
  const count = found.patients.length + (offersNew ? 1 : 0);
  const take = (index: number): void => {
    const patient = found.patients[index];
    if (patient) onChange(patient);
    else onRegister?.(text.trim());
    if (patient) setText("");
    setOpen(false);
  };
  const { marked, mark, press, restart, isTaking } = useMarker({
    count: isOpen ? count : 0,
    isBehind: isOpen && found.isBehind,
    marksFirst: !found.isRecent,
    onTake: take,
  });
  const option = (index: number): string => `${list}-${index}`;
  useEffect(() => {
    document.getElementById(`${list}-${marked}`)?.scrollIntoView({ block: "nearest" });
  }, [list, marked]);
  const change = (typed: string): void => {
    restart();
    setOpen(true);
    // The first letter over a chosen patient has replaced the selected name.
    setText(typed);
    if (value) onChange(null);
  };
  const key = (event: KeyboardEvent): void => {
    if (isOpen && event.key === "Escape") {
      event.stopPropagation();
      setOpen(false);
    } else if (!isOpen && event.key === "ArrowDown") {
      event.preventDefault();
      setOpen(true);
    } else press(event);
  };
  const nobody = isOpen && !found.isBehind && count === 0;
  return (
    <AriaTextField
      {...rest}
      className={field.field}
      {...wrong(error)}
      isRequired={isRequired}
      value={value ? names(value) : text}
      onChange={change}
      validate={(shown) => (value || shown.trim() === "" ? null : t("patient.search.choose"))}
      onFocus={() => {
        input.current?.select();
        setOpen(value === null);
      }}
      // Whoever pressed Enter and went on typing elsewhere still gets whom they asked for.
      onBlur={() => setOpen(isTaking)}
    >
      <FieldLabel label={label} isRequired={isRequired} />
      <div ref={box} className={field.box}>
        <Search aria-hidden />
        <Input
          ref={input}
          className={field.input}
          role="combobox"
          dir="auto"
          placeholder={t("patient.search.placeholder")}
          autoComplete="off"
          spellCheck={false}
          aria-expanded={isOpen}
          aria-controls={isOpen ? list : undefined}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && marked >= 0 ? option(marked) : undefined}
          onKeyDown={key}
          onClick={() => setOpen(value === null)}
        />
      </div>
      {value && <PatientDetails patient={value} />}
      <FieldNotes hint={hint} error={error} />
      <Popover
        isNonModal
        isOpen={isOpen && (count > 0 || nobody)}
        onOpenChange={setOpen}
        triggerRef={box}
        placement="bottom start"
        className={styles.popover ?? ""}
      >
        {/* What lies over the page has a name of its own there. */}
        <section aria-label={t("patient.search.results")}>
          {/* The focus stays in the field. */}
          <div role="presentation" onPointerDown={(event) => event.preventDefault()}>
            {found.isRecent && count > 0 && (
              <div className={styles.heading}>{t("patient.search.recent")}</div>
            )}
            {nobody && (
              <p className={styles.none} role="status">
                {found.isRecent
                  ? t("patient.search.start")
                  : t("patient.search.none", { text: text.trim() })}
              </p>
            )}
            <div id={list} role="listbox" aria-label={label} hidden={count === 0}>
              {found.patients.map((patient, index) => (
                <Option
                  key={patient.id}
                  id={option(index)}
                  isMarked={index === marked}
                  onMark={() => mark(index)}
                  onTake={() => take(index)}
                >
                  <PatientLine patient={patient} />
                </Option>
              ))}
              {offersNew && (
                <Option
                  id={option(found.patients.length)}
                  isMarked={marked === found.patients.length}
                  onMark={() => mark(found.patients.length)}
                  onTake={() => take(found.patients.length)}
                >
                  <UserRoundPlus aria-hidden />
                  <bdi>{t("patient.search.register", { text: text.trim() })}</bdi>
                </Option>
              )}
            </div>
            {found.hasMore && (
              <p className={styles.more} role="status">
                {t("patient.search.more")}
              </p>
            )}
          </div>
        </section>
      </Popover>
    </AriaTextField>
  );
}

interface OptionProps {
  id: string;
  isMarked: boolean;
  onMark: () => void;
  onTake: () => void;
  children: ReactNode;
}

function Option({ id, isMarked, onMark, onTake, children }: OptionProps) {
  return (
    // The keyboard is with the field, which names the marked option as its active descendant.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="option"
      aria-selected={isMarked}
      className={styles.option}
      onPointerMove={onMark}
      onClick={onTake}
    >
      {children}
    </div>
  );
}
