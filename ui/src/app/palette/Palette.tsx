import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useEffectEvent, useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Kbd } from "@/components/Kbd";

import { type Result, useResults } from "./results";

import styles from "./Palette.module.css";

interface PaletteProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Finds patients, places and actions as one types; Enter takes the marked one. */
export function Palette({ isOpen, onClose }: PaletteProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable
      className={styles.scrim}
    >
      <Modal className={styles.sheet}>
        <Dialog aria-label={t("keys.palette")} className={styles.dialog}>
          <Finder onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Finder({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [marked, setMarked] = useState(0);
  const [isTaking, setTaking] = useState(false);
  const { groups, isBehind, hasMore } = useResults(text);
  const results = groups.flatMap((group) => group.results);
  const current = results[Math.min(marked, results.length - 1)];

  const take = (result: Result): void => {
    onClose();
    result.run();
  };
  const takeNow = (): void => {
    if (current) take(current);
  };
  const takeMarked = useEffectEvent(takeNow);
  // Enter never takes a patient found for an earlier text: it waits for the answer to this one.
  useEffect(() => {
    if (isTaking && !isBehind) takeMarked();
  }, [isTaking, isBehind]);
  const markedId = current?.id;
  useEffect(() => {
    if (markedId)
      document.getElementById(`palette-${markedId}`)?.scrollIntoView({ block: "nearest" });
  }, [markedId]);

  const press = (event: KeyboardEvent): void => {
    const last = results.length - 1;
    const to = {
      ArrowDown: marked >= last ? 0 : marked + 1,
      ArrowUp: marked <= 0 ? last : marked - 1,
      PageDown: Math.min(last, marked + SHOWN_AT_ONCE),
      PageUp: Math.max(0, marked - SHOWN_AT_ONCE),
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setMarked(Math.max(0, to));
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (isBehind) setTaking(true);
      else takeNow();
    }
  };

  return (
    <>
      <div className={styles.top}>
        <Search aria-hidden />
        <input
          // The palette is opened in order to type into it.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          className={styles.input}
          role="combobox"
          aria-label={t("frame.search.label")}
          aria-expanded={results.length > 0}
          aria-controls="palette-results"
          aria-autocomplete="list"
          aria-activedescendant={current ? `palette-${current.id}` : undefined}
          placeholder={t("frame.search.placeholder")}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setMarked(0);
            setTaking(false);
          }}
          onKeyDown={press}
        />
      </div>
      <div
        id="palette-results"
        role="listbox"
        aria-label={t("frame.search.label")}
        className={styles.results}
        hidden={results.length === 0}
      >
        {groups.map((group) => (
          <div key={group.id} role="group" aria-label={group.title}>
            <div className={styles.group} aria-hidden>
              {group.title}
            </div>
            {group.results.map((result) => (
              <Option
                key={result.id}
                result={result}
                isMarked={result === current}
                onMark={() => setMarked(results.indexOf(result))}
                onTake={() => take(result)}
              />
            ))}
          </div>
        ))}
      </div>
      {text !== "" && results.length === 0 && !isBehind && (
        <div className={styles.none} role="status">
          <p>{t("frame.search.none", { text })}</p>
          <p>{t("frame.search.noneNext")}</p>
        </div>
      )}
      <div className={styles.foot}>
        <span role="status">{hasMore ? t("frame.search.more") : ""}</span>
        <span className={styles.hints}>
          <span>
            <Kbd keys="ArrowUp" />
            <Kbd keys="ArrowDown" />
            {t("frame.search.choose")}
          </span>
          <span>
            <Kbd keys="Enter" />
            {t("controls.open")}
          </span>
          <span>
            <Kbd keys=">" />
            {t("frame.search.commands")}
          </span>
        </span>
      </div>
    </>
  );
}

const SHOWN_AT_ONCE = 8;

interface OptionProps {
  result: Result;
  isMarked: boolean;
  onMark: () => void;
  onTake: () => void;
}

function Option({ result, isMarked, onMark, onTake }: OptionProps) {
  return (
    // The keyboard is with the input, which names the marked option as its active descendant.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={`palette-${result.id}`}
      role="option"
      aria-selected={isMarked}
      className={styles.option}
      onPointerMove={onMark}
      onClick={onTake}
    >
      {result.icon}
      <div className={styles.words}>
        <div className={styles.name}>{result.name}</div>
        {result.detail && <div className={styles.detail}>{result.detail}</div>}
      </div>
      {result.keys && <Kbd keys={result.keys} />}
    </div>
  );
}
