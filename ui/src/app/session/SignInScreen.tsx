import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Notice } from "@/components/Notice";
import type { PersonView, SessionView } from "@/ipc/generated/commands";

import { Entrance } from "./Entrance";
import { PeopleList } from "./PeopleList";
import { Proof } from "./proof/Proof";
import { ThroughProvider } from "./ThroughProvider";

import styles from "./Entrance.module.css";

type Locked = Extract<SessionView, { state: "locked" }>;

interface SignInScreenProps extends Locked {
  alarms: ReactNode;
  onAnswer: (view: SessionView) => void;
}

/** Who is there? People by arrow keys or first letters, Enter, password or PIN, Enter. */
export function SignInScreen({
  people,
  facility,
  last,
  by_pin,
  lease_days,
  demo,
  alarms,
  onAnswer,
}: SignInScreenProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<PersonView | undefined>(
    () => people.find(({ id }) => id === last) ?? people[0],
  );
  const password = useRef<HTMLInputElement>(null);
  const before = people.find(({ id }) => id === last);
  return (
    <Entrance where={facility} above={alarms}>
      <h1 className={styles.title}>{t("frame.signIn.title")}</h1>
      <p className={styles.about}>
        {before && `${t("frame.signIn.lastHere", { name: before.display_name })} `}
        {t("frame.signIn.kept")}
      </p>
      {lease_days !== undefined && (
        <div className={styles.lease}>
          <Notice tone="warning" title={t("frame.signIn.lease")}>
            {t("frame.signIn.leaseDays", { count: lease_days })}
          </Notice>
        </div>
      )}
      <div className={styles.signIn}>
        <PeopleList
          people={people}
          chosen={chosen}
          onChoose={setChosen}
          onMeant={() => password.current?.focus()}
        />
        {chosen && (
          <Proof
            key={chosen.id}
            person={chosen}
            byPin={by_pin.includes(chosen.id)}
            demo={demo}
            field={password}
            onAnswer={onAnswer}
          />
        )}
      </div>
      <ThroughProvider onAnswer={onAnswer} />
    </Entrance>
  );
}
