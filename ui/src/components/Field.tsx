import type { ReactNode } from "react";
import { FieldError, Label, Text } from "react-aria-components";
import { useTranslation } from "react-i18next";

import styles from "./Field.module.css";

/** What every field can say about itself. */
export interface FieldWords {
  label: string;
  /** One line under the box: what to type, in which form. */
  hint?: ReactNode;
  /** What is wrong, as the core said. */
  error?: string | undefined;
  isRequired?: boolean;
  /** The label is for screen readers alone: what stands around the field says to others what it is. */
  hideLabel?: boolean;
  /** It stands in a table whose column names it: the label is for screen readers, the box has no frame. */
  inCell?: boolean;
}

/**
 * The props that mark a field wrong because the core said so. Unlike what the field finds wrong
 * itself, it does not keep the form from being sent again: only the core knows whether it still is.
 */
export function wrong(error: string | undefined) {
  return error ? ({ isInvalid: true, validationBehavior: "aria" } as const) : {};
}

/** The label, with `required` in words. */
export function FieldLabel({ label, isRequired }: Pick<FieldWords, "label" | "isRequired">) {
  const { t } = useTranslation();
  return (
    <Label className={styles.label}>
      {label}
      {isRequired && (
        // The blank keeps a screen reader from reading the two as one word.
        <span className={styles.mark}> {t("controls.required")}</span>
      )}
    </Label>
  );
}

/** The problem, or the hint while there is none. */
export function FieldNotes({ hint, error }: Pick<FieldWords, "hint" | "error">) {
  const { t } = useTranslation();
  return (
    <>
      {hint && !error && (
        <Text slot="description" className={styles.hint}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.problem}>
        {({ validationErrors, validationDetails }) =>
          error ??
          // The browser would say the same, but in its own language.
          (validationDetails.valueMissing ? t("problems.required") : validationErrors.join(" "))
        }
      </FieldError>
    </>
  );
}
