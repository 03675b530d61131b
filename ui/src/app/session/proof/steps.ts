import type { RefObject } from "react";

import type { Failure, PersonView, SessionView } from "@/ipc/generated/commands";

/** Where somebody stands on the way in. What was typed is kept here alone, and goes with the screen. */
export type Step =
  | { at: "pin" }
  /** `because`: why it is asked for now. */
  | { at: "password"; because?: Failure }
  | { at: "code"; password: string }
  | { at: "choose"; activation: string };

export interface StepProps {
  person: PersonView;
  /** The field that a click on the name goes to. */
  field: RefObject<HTMLInputElement | null>;
  /** Whether the field takes the focus as soon as it is there. */
  takesFocus: boolean;
  onAnswer: (view: SessionView) => void;
  onStep: (step: Step) => void;
}
