import { type ReactNode, type Ref, useState } from "react";

import type { FieldWords } from "./Field";
import { TextField } from "./TextField";

export interface ReadFieldProps<Value> extends FieldWords {
  value: Value | null;
  /** Called with what was understood; with `null` for nothing, and for what is not understood yet. */
  onChange: (value: Value | null) => void;
  name?: string;
  autoFocus?: boolean;
  isDisabled?: boolean;
  placeholder?: string;
  ref?: Ref<HTMLInputElement>;
}

interface Reading<Value> {
  /** What the text means, if anything. */
  read: (text: string) => Value | undefined;
  /** The value as it stands in the box once it is understood. */
  write: (value: Value) => string;
  /** What it was understood as, shown while it is typed. */
  echo?: (value: Value) => ReactNode;
  /** One step up or down, for the arrow keys. */
  step?: (value: Value | null, by: 1 | -1) => Value;
  /** What to say when it means nothing. */
  problem: string;
  align?: "start" | "end";
  inputMode?: "text" | "numeric" | "decimal";
  aside?: ReactNode;
}

/**
 * A field that is typed freely and read: `14jul45` becomes `14-Jul-1945`. What cannot be read
 * stays as typed, is marked, and keeps its form from being sent.
 */
export function ReadField<Value>(props: ReadFieldProps<Value> & Reading<Value>) {
  const { value, onChange, read, write, echo, step, problem, aside, error, ...rest } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (value === null ? "" : write(value));
  const understood = typed === null ? undefined : read(typed);
  const take = (next: string): void => {
    setTyped(next);
    onChange(read(next) ?? null);
  };
  return (
    <TextField
      {...rest}
      // What cannot be read is the field's own finding, and that one keeps the form from being sent.
      error={typed === null || typed.trim() === "" || understood !== undefined ? error : undefined}
      value={text}
      onChange={take}
      onBlur={() => {
        if (understood !== undefined || typed?.trim() === "") setTyped(null);
      }}
      onKeyDown={(event) => {
        if (!step || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) {
          // A key that the field does not use is for whoever stands around it.
          event.continuePropagation();
          return;
        }
        event.preventDefault();
        setTyped(null);
        onChange(step(value, event.key === "ArrowUp" ? 1 : -1));
      }}
      validate={(current) =>
        current.trim() === "" || typed === null || read(current) !== undefined ? null : problem
      }
      spellCheck="false"
      autoComplete="off"
      aside={understood === undefined ? aside : (echo?.(understood) ?? aside)}
    />
  );
}
