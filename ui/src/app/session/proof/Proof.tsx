import { useState } from "react";

import { ChooseStep } from "./ChooseStep";
import { CodeStep } from "./CodeStep";
import { PasswordStep } from "./PasswordStep";
import { PinStep } from "./PinStep";
import type { Step, StepProps } from "./steps";

interface ProofProps extends Omit<StepProps, "onStep" | "takesFocus"> {
  /** Whether the PIN is enough, as far as is known. */
  byPin: boolean;
  demo: boolean;
}

/** How one person proves who they are, a step at a time. */
export function Proof({ byPin, demo, ...rest }: ProofProps) {
  const [step, onStep] = useState<Step>({ at: byPin ? "pin" : "password" });
  // Whoever goes through the list by arrow keys stays in it until Enter; after that, each step's
  // field takes the focus.
  const [isInList] = useState(() => Boolean(document.activeElement?.closest("[role=listbox]")));
  const [first] = useState(step);
  const props = { ...rest, onStep, takesFocus: step !== first || !isInList };
  switch (step.at) {
    case "pin":
      return <PinStep {...props} />;
    case "password":
      return <PasswordStep {...props} demo={demo} because={step.because} />;
    case "code":
      return <CodeStep {...props} password={step.password} />;
    case "choose":
      return <ChooseStep {...props} activation={step.activation} />;
  }
}
