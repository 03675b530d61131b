import { useQuery } from "@tanstack/react-query";
import { UserRoundPlus, UsersRound } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { ScopedArea } from "@/components/ScopedArea";
import { FailureNotice } from "@/failures/FailureNotice";
import type { AccountLine, PersonId } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";
import { useKey } from "@/keyboard/useKey";

import { ChangeSheet } from "./ChangeSheet";
import { ConfirmDialog } from "./ConfirmDialog";
import { InviteSheet } from "./InviteSheet";
import { peopleKeys } from "./keys";
import { PeopleTable } from "./PeopleTable";
import { PersonPanel } from "./PersonPanel";
import { possibleFor } from "./possible";
import { ResetDialog } from "./ResetDialog";
import { ShownCode } from "./ShownCode";
import { useActive } from "./useActive";
import type { Admission } from "./useAdmission";
import { useUnlink } from "./useUnlink";

import styles from "./People.module.css";

/** What lies over the list. */
type Over =
  | { is: "invite" }
  | { is: "change" | "reset" | "disable" | "unlink"; person: AccountLine }
  | { is: "code"; admission: Admission };

/** Who has an account: inviting, changing, resetting, disabling. */
export function AccountsView({ views }: { views: ReactNode }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(query("people_list", {}));
  const people = data?.people ?? [];
  const [chosen, setChosen] = useState<PersonId | null>(null);
  const [over, setOver] = useState<Over | null>(null);
  const setActive = useActive();
  const unlinkNow = useUnlink();
  const person = people.find(({ id }) => id === chosen);
  const possible = person && possibleFor(person, people);
  const invite = (): void => setOver({ is: "invite" });
  const change = (): void => {
    if (person && !possible?.change) setOver({ is: "change", person });
  };
  const reset = (): void => {
    if (person && !possible?.reset) setOver({ is: "reset", person });
  };
  const active = (): void => {
    if (!person || possible?.active) return;
    if (person.state === "disabled") setActive(person, true);
    else setOver({ is: "disable", person });
  };
  const unlink = (): void => {
    if (person?.linked && !person.own) setOver({ is: "unlink", person });
  };
  useKey(peopleKeys.invite, invite);
  useKey(peopleKeys.change, change, person !== undefined && !possible?.change);
  useKey(peopleKeys.reset, reset, person !== undefined && !possible?.reset);
  useKey(peopleKeys.active, active, person !== undefined && !possible?.active);
  useKey(peopleKeys.unlink, unlink, person?.linked === true && !person.own);
  const inviting = (
    <Button
      look="primary"
      icon={<UserRoundPlus aria-hidden />}
      keys={peopleKeys.invite.keys}
      onPress={invite}
    >
      {t("people.keys.invite")}
    </Button>
  );
  return (
    <ScopedArea scope="people" mark={over?.is ?? ""}>
      <Page
        flush
        title={t("people.title")}
        about={data && t("people.about", { count: people.length })}
        tools={
          <>
            {views}
            {inviting}
          </>
        }
      >
        {error && <FailureNotice failure={error.failure} />}
        {data && (
          <div className={styles.page}>
            <PeopleTable
              people={people}
              selected={chosen}
              onSelect={setChosen}
              onOpen={(one) => {
                setChosen(one.id);
                if (!possibleFor(one, people).change) setOver({ is: "change", person: one });
              }}
              empty={
                <EmptyState icon={<UsersRound aria-hidden />} title={t("people.none")}>
                  {t("people.noneNext")}
                </EmptyState>
              }
            />
            {person && possible ? (
              <PersonPanel
                person={person}
                possible={possible}
                onChange={change}
                onReset={reset}
                onActive={active}
                onUnlink={unlink}
              />
            ) : (
              <aside className={styles.panel}>
                <p className={styles.faint}>{t("people.choose")}</p>
              </aside>
            )}
          </div>
        )}
      </Page>
      {over && (
        <OverPeople
          over={over}
          onShown={(admission) => setOver({ is: "code", admission })}
          onDisable={(one) => {
            setOver(null);
            setActive(one, false);
          }}
          onUnlink={(one) => {
            setOver(null);
            unlinkNow(one);
          }}
          onClose={() => setOver(null)}
        />
      )}
    </ScopedArea>
  );
}

interface OverPeopleProps {
  over: Over;
  onShown: (admission: Admission) => void;
  onDisable: (person: AccountLine) => void;
  onUnlink: (person: AccountLine) => void;
  onClose: () => void;
}

function OverPeople({ over, onShown, onDisable, onUnlink, onClose }: OverPeopleProps) {
  switch (over.is) {
    case "invite":
      return <InviteSheet onShown={onShown} onClose={onClose} />;
    case "change":
      return <ChangeSheet person={over.person} onClose={onClose} />;
    case "reset":
      return <ResetDialog person={over.person} onShown={onShown} onClose={onClose} />;
    case "disable":
      return (
        <ConfirmDialog
          what="disable"
          person={over.person}
          onConfirm={() => onDisable(over.person)}
          onClose={onClose}
        />
      );
    case "unlink":
      return (
        <ConfirmDialog
          what="unlink"
          person={over.person}
          onConfirm={() => onUnlink(over.person)}
          onClose={onClose}
        />
      );
    case "code":
      return <ShownCode admission={over.admission} onDone={onClose} />;
  }
}
