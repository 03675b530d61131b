import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import type { SessionView } from "@/ipc/generated/commands";

import { OpenByPassword } from "./OpenByPassword";
import { PassphraseScreen } from "./PassphraseScreen";
import { RecoveryScreen } from "./RecoveryScreen";

type Ways = Extract<SessionView, { state: "needs_passphrase" }>;
type Way = "password" | "passphrase" | "recovery";

interface OpeningScreenProps extends Ways {
  onAnswer: (view: SessionView) => void;
}

/** Opens the patient data by whichever way there is: one’s own password first. */
export function OpeningScreen({ people, passphrase, recovery, onAnswer }: OpeningScreenProps) {
  const { t } = useTranslation();
  const ways: Way[] = [];
  if (people.length > 0) ways.push("password");
  if (passphrase) ways.push("passphrase");
  if (recovery) ways.push("recovery");
  const [chosen, setChosen] = useState<Way | undefined>(ways[0]);
  const others = ways
    .filter((way) => way !== chosen)
    .map((way) => (
      <Button key={way} look="quiet" onPress={() => setChosen(way)}>
        {t(`frame.opening.use.${way}`)}
      </Button>
    ));
  switch (chosen) {
    case "password":
      return <OpenByPassword people={people} others={others} onAnswer={onAnswer} />;
    case "recovery":
      return <RecoveryScreen others={others} onAnswer={onAnswer} />;
    case "passphrase":
    case undefined:
      return <PassphraseScreen first={false} others={others} onAnswer={onAnswer} />;
  }
}
