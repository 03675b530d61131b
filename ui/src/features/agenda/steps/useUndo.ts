import { useCallback, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import { say } from "@/components/toasts";

interface Did {
  /** What was done, and to whom. */
  title: string;
  detail?: string | undefined;
  /** Runs the command that takes it back. */
  takeBack: () => void;
}

/** So many steps can be taken back, the last one first. */
const KEPT = 20;

export interface Undo {
  /** Says what was done and offers the way back. */
  did: (done: Did) => void;
  /** Takes back the last step, if there is one. */
  last: () => void;
}

/**
 * Steps that can be taken back, by the message that tells of each or by a key. What was taken back
 * once is not taken back again. The steps go with the screen: nobody takes back another's.
 */
export function useUndo(): Undo {
  const { t } = useTranslation();
  const done = useRef<Did[]>([]);
  const back = useCallback((one: Did | undefined): void => {
    if (!one || !done.current.includes(one)) return;
    done.current = done.current.filter((other) => other !== one);
    one.takeBack();
  }, []);
  const did = useCallback(
    (one: Did): void => {
      done.current = [...done.current.slice(1 - KEPT), one];
      const action = { name: t("controls.undo"), run: () => back(one) };
      say({ tone: "good", title: one.title, detail: one.detail, action });
    },
    [t, back],
  );
  const last = useCallback((): void => back(done.current.at(-1)), [back]);
  return useMemo(() => ({ did, last }), [did, last]);
}
