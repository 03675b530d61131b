import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { TextField } from "@/components/TextField";
import { useSentence } from "@/failures/useSentence";
import type { OpeningPerson, SessionView } from "@/ipc/generated/commands";

import { Entrance } from "./Entrance";
import { PeopleList, type Somebody } from "./PeopleList";
import { CodeField } from "./proof/CodeField";
import { ProofForm } from "./proof/ProofForm";
import { useProof } from "./proof/useProof";

import styles from "./Entrance.module.css";

interface OpenByPasswordProps {
  people: readonly OpeningPerson[];
  others: ReactNode;
  onAnswer: (view: SessionView) => void;
}

interface Opener extends Somebody {
  needsCode: boolean;
}

/** Opens the patient data with the password of somebody who signed in here before, and signs them in. */
export function OpenByPassword({ people, others, onAnswer }: OpenByPasswordProps) {
  const { t } = useTranslation();
  const openers = people.map<Opener>(({ person, name, role, second_factor }) => ({
    id: person,
    display_name: name,
    role,
    needsCode: second_factor,
  }));
  const [chosen, setChosen] = useState(openers[0]);
  const field = useRef<HTMLInputElement>(null);
  return (
    <Entrance>
      <h1 className={styles.title}>{t("frame.opening.title")}</h1>
      <p className={styles.about}>{t("frame.opening.why")}</p>
      <div className={styles.signIn}>
        <PeopleList
          people={openers}
          chosen={chosen}
          onChoose={setChosen}
          onMeant={() => field.current?.focus()}
        />
        {chosen && (
          <Password
            key={chosen.id}
            person={chosen}
            field={field}
            others={others}
            onAnswer={onAnswer}
          />
        )}
      </div>
    </Entrance>
  );
}

interface PasswordProps {
  person: Opener;
  field: React.RefObject<HTMLInputElement | null>;
  others: ReactNode;
  onAnswer: (view: SessionView) => void;
}

function Password({ person, field, others, onAnswer }: PasswordProps) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const proof = useProof("open_by_password", onAnswer, () => {
    setPassword("");
    setCode("");
    field.current?.focus();
  });
  const said = proof.failure && sentence(proof.failure);
  return (
    <ProofForm
      person={person}
      submit={t("frame.passphrase.submit")}
      waits={proof.waits}
      isPending={proof.isPending}
      onSubmit={() =>
        proof.send({ person: person.id, password, ...(person.needsCode && { code }) })
      }
      other={others}
    >
      <div aria-live="assertive">
        <TextField
          ref={field}
          label={t("frame.signIn.password")}
          type="password"
          name="password"
          autoComplete="current-password"
          autoFocus
          value={password}
          onChange={setPassword}
          error={said && `${said.what} ${said.next}`}
        />
      </div>
      {person.needsCode && <CodeField value={code} onChange={setCode} autoFocus={false} />}
    </ProofForm>
  );
}
