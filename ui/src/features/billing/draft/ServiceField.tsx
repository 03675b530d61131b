import { type KeyboardEvent, useId, useRef, useState } from "react";
import { TextField as AriaTextField, Input } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { cx } from "@/components/cx";
import { FieldLabel, FieldNotes, wrong } from "@/components/Field";
import { Kbd } from "@/components/Kbd";
import { Popover } from "@/components/Popover";
import { useFormat } from "@/format/useFormat";
import type { Service } from "@/ipc/generated/commands";
import { useMarker } from "@/patient/useMarker";

import { servicesFor } from "./services";

import styles from "./ServiceField.module.css";
import field from "@/components/Field.module.css";

interface ServiceFieldProps {
  label: string;
  value: string;
  error?: string | undefined;
  services: readonly Service[];
  onChange: (text: string) => void;
  onTake: (service: Service) => void;
  onBlur: () => void;
}

/**
 * What is billed, in words of one's own or taken from the services: typing offers those that fit,
 * Enter takes the marked one, Tab keeps what was typed.
 */
export function ServiceField(props: ServiceFieldProps) {
  const { label, value, error, services, onChange, onTake, onBlur } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const offered = isOpen ? servicesFor(value, services) : [];
  const isShown = offered.length > 0;
  const take = (index: number): void => {
    const service = offered[index];
    if (service) onTake(service);
    setOpen(false);
  };
  const { marked, mark, press, restart } = useMarker({
    count: offered.length,
    isBehind: false,
    marksFirst: value.trim() !== "",
    onTake: take,
  });
  const option = (index: number): string => `${list}-${index}`;
  const key = (event: KeyboardEvent): void => {
    if (isShown && event.key === "Escape") {
      event.stopPropagation();
      setOpen(false);
    } else if (isShown) press(event);
    else if (value.trim() === "" && event.key === "ArrowDown" && !event.altKey) {
      event.preventDefault();
      setOpen(true);
    }
  };
  return (
    <AriaTextField
      className={cx(field.field, field.cell)}
      {...wrong(error)}
      value={value}
      onChange={(text) => {
        restart();
        setOpen(true);
        onChange(text);
      }}
      onBlur={() => {
        setOpen(false);
        onBlur();
      }}
    >
      <FieldLabel label={label} />
      <div ref={box} className={field.box}>
        <Input
          className={field.input}
          role="combobox"
          dir="auto"
          autoComplete="off"
          placeholder={t("billing.line.whatPlaceholder")}
          aria-expanded={isShown}
          aria-controls={isShown ? list : undefined}
          aria-autocomplete="list"
          aria-activedescendant={isShown && marked >= 0 ? option(marked) : undefined}
          onKeyDown={key}
        />
      </div>
      <FieldNotes error={error} />
      <Popover
        isNonModal
        isOpen={isShown}
        onOpenChange={setOpen}
        triggerRef={box}
        placement="bottom start"
        className={styles.popover ?? ""}
      >
        {/* The focus stays in the field. */}
        <div role="presentation" onPointerDown={(event) => event.preventDefault()}>
          {/* What is opened over the page has a name of its own in it. */}
          <section aria-label={t("billing.line.services")}>
            <div id={list} role="listbox" aria-label={t("billing.line.services")}>
              {offered.map((service, index) => (
                // The keyboard is with the field, which names the marked option as its active descendant.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                <div
                  key={service.id}
                  id={option(index)}
                  role="option"
                  aria-selected={index === marked}
                  className={styles.option}
                  onPointerMove={() => mark(index)}
                  onClick={() => take(index)}
                >
                  <bdi className={styles.name}>{service.name}</bdi>
                  <bdi className={styles.code}>{service.code}</bdi>
                  <bdi className={styles.price}>{format.money(service.price)}</bdi>
                </div>
              ))}
            </div>
          </section>
          {/* A screen reader says how a combo box is used. */}
          <p className={styles.foot} aria-hidden>
            <Kbd keys="Enter" /> {t("billing.line.takes")} <Kbd keys="Tab" />{" "}
            {t("billing.line.keeps")}
          </p>
        </div>
      </Popover>
    </AriaTextField>
  );
}
