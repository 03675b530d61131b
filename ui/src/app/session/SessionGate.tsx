import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";

import { silence } from "@/components/toasts";
import { AlarmBanner } from "@/features/ward/AlarmBanner";
import { call } from "@/ipc/call";
import { keepDraftsNow } from "@/ipc/drafts";
import { useHostEvent } from "@/ipc/events";
import type { SessionView } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";

import { JoinScreen } from "./JoinScreen";
import { OpeningScreen } from "./OpeningScreen";
import { PassphraseScreen } from "./PassphraseScreen";
import { PreparingScreen } from "./PreparingScreen";
import { SessionContext } from "./SessionContext";
import { SignInScreen } from "./SignInScreen";
import { StartFailedScreen } from "./StartFailedScreen";
import { TroubleScreen } from "./TroubleScreen";

const session = query("session_state", {});

/** Shows the work to whoever is signed in, and otherwise the screen that the session's state asks for. */
export function SessionGate({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { data, error } = useQuery(session);
  const [isVeiled, setVeiled] = useState(false);
  const isOpen = data?.state === "signed_in" && !isVeiled;

  // Whoever comes next finds nothing of what was on the screen: not in the cache, not in a toast.
  useEffect(() => {
    if (isOpen) return;
    silence();
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== session.queryKey[0] });
    client.getMutationCache().clear();
  }, [isOpen, client]);

  const settle = (view: SessionView): void => {
    client.setQueryData(session.queryKey, view);
  };
  const lock = (): void => {
    setVeiled(true);
    keepDraftsNow()
      .then(() => call("lock", {}))
      .then(settle, () => client.invalidateQueries({ queryKey: session.queryKey }))
      .finally(() => setVeiled(false))
      .catch(() => undefined);
  };

  useHostEvent("lock_now", () => {
    if (isOpen) lock();
  });

  if (error) return <StartFailedScreen failure={error.failure} />;
  if (!data || isVeiled) return null;
  switch (data.state) {
    case "trouble":
      return <TroubleScreen {...data} onAnswer={settle} />;
    case "choose_passphrase":
      return <PassphraseScreen first onAnswer={settle} />;
    case "needs_passphrase":
      return <OpeningScreen {...data} onAnswer={settle} />;
    case "needs_server":
      return <JoinScreen {...data} onAnswer={settle} />;
    case "preparing":
      return <PreparingScreen {...data} />;
    case "locked":
      return <SignInScreen {...data} alarms={<AlarmBanner />} onAnswer={settle} />;
    case "signed_in":
      return <SessionContext value={{ ...data, lock }}>{children}</SessionContext>;
  }
}
