import type { ReactNode } from "react";

import { Notice } from "@/components/Notice";
import type { Failure } from "@/ipc/generated/commands";

import { useSentence } from "./useSentence";

/** A failure, said in the page: what happened, what was kept, what to do. */
export function FailureNotice({ failure, actions }: { failure: Failure; actions?: ReactNode }) {
  const { what, next } = useSentence()(failure);
  return (
    <Notice tone="danger" title={what} actions={actions}>
      {next}
    </Notice>
  );
}
