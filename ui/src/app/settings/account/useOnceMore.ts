import { type RefObject, useState } from "react";

import type { Failure } from "@/ipc/generated/commands";

/** The password or the PIN of whoever is signed in, asked for once more in `field`. */
export function useOnceMore(hasPin: boolean, field: RefObject<HTMLInputElement | null>) {
  const [secret, setSecret] = useState("");
  const [prefersPassword, setPrefersPassword] = useState(false);
  const byPin = hasPin && !prefersPassword;
  return {
    secret,
    setSecret,
    byPin,
    hasPin,
    /** As it goes into a request. */
    proof: byPin ? { pin: secret } : { password: secret },
    turn: (): void => {
      setSecret("");
      setPrefersPassword(byPin);
    },
    /** It was refused: it is gone, and asked for again. */
    refused: ({ code }: Failure): void => {
      setSecret("");
      if (code === "pin_not_enough") setPrefersPassword(true);
      field.current?.focus();
    },
  };
}

export type OnceMore = ReturnType<typeof useOnceMore>;

/** Whether the field beside it says what went wrong. */
export const isOfProof = (failure: Failure | undefined): boolean =>
  failure?.code === "wrong_password" ||
  failure?.code === "too_many_attempts" ||
  failure?.code === "wrong_pin" ||
  failure?.code === "pin_not_enough";
