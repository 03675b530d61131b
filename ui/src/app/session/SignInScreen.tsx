import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { Form, ListBox, ListBoxItem } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Avatar } from "@/components/Avatar";
import { Button } from "@/components/Button";
import { TextField } from "@/components/TextField";
import { useSentence } from "@/failures/useSentence";
import { type CommandFailed, call } from "@/ipc/call";
import type { PersonView, SessionView, SignIn } from "@/ipc/generated/commands";

import { Entrance } from "./Entrance";

import styles from "./Entrance.module.css";

type Locked = Extract<SessionView, { state: "locked" }>;

interface SignInScreenProps extends Locked {
  alarms: ReactNode;
  onAnswer: (view: SessionView) => void;
}

/** Who is there? People by arrow keys or first letters, Enter, password, Enter. */
export function SignInScreen({
  people,
  facility,
  last,
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
      <div className={styles.signIn}>
        {/* A hand on the mouse has chosen whom it clicked; arrow keys go on through the list. */}
        <div role="presentation" onClickCapture={() => password.current?.focus()}>
          <ListBox
            aria-label={t("frame.signIn.people")}
            className={styles.people}
            items={people}
            selectionMode="single"
            selectionBehavior="replace"
            disallowEmptySelection
            selectedKeys={chosen ? [chosen.id] : []}
            onSelectionChange={(keys) =>
              setChosen(people.find(({ id }) => keys !== "all" && keys.has(id)))
            }
            // Typing a name goes to somebody without choosing them: Enter does both.
            onAction={(key) => {
              setChosen((before) => people.find(({ id }) => id === key) ?? before);
              password.current?.focus();
            }}
          >
            {(person) => (
              <ListBoxItem id={person.id} textValue={person.display_name} className={styles.person}>
                <Avatar name={person.display_name} size={2.25} />
                <div>
                  <div className={styles.name}>
                    <bdi>{person.display_name}</bdi>
                  </div>
                  <div className={styles.role}>{t(`frame.role.${person.role}`)}</div>
                </div>
              </ListBoxItem>
            )}
          </ListBox>
        </div>
        {chosen && (
          <Password
            key={chosen.id}
            person={chosen}
            demo={demo}
            field={password}
            onAnswer={onAnswer}
          />
        )}
      </div>
    </Entrance>
  );
}

interface PasswordProps {
  person: PersonView;
  demo: boolean;
  field: React.RefObject<HTMLInputElement | null>;
  onAnswer: (view: SessionView) => void;
}

function Password({ person, demo, field, onAnswer }: PasswordProps) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const [password, setPassword] = useState("");
  // Its own mutation, not `useCommand`: the password must not stay in the cache of mutations.
  const signIn = useMutation<SessionView, CommandFailed, SignIn>({
    mutationFn: (request) => call("sign_in", request),
    meta: { inPlace: true },
    gcTime: 0,
    onSuccess: onAnswer,
    onError: () => {
      setPassword("");
      field.current?.focus();
    },
  });
  const failed = signIn.error && sentence(signIn.error.failure);
  return (
    <Form
      className={styles.password}
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate({ person: person.id, password });
      }}
    >
      <div className={styles.who}>
        <Avatar name={person.display_name} size={2.75} />
        <div>
          <div className={styles.name}>
            <bdi>{person.display_name}</bdi>
          </div>
          <div className={styles.role}>{t(`frame.role.${person.role}`)}</div>
        </div>
      </div>
      <TextField
        ref={field}
        label={t("frame.signIn.password")}
        type="password"
        name="password"
        autoComplete="current-password"
        autoFocus
        value={password}
        onChange={setPassword}
        error={failed ? `${failed.what} ${failed.next}` : undefined}
        hint={demo && t("frame.signIn.demo")}
      />
      <div>
        <Button type="submit" look="primary">
          {t("frame.signIn.submit")}
        </Button>
      </div>
    </Form>
  );
}
