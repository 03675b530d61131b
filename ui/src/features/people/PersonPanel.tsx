import { KeyRound, Pencil, Unlink, UserRoundCheck, UserRoundX } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Avatar } from "@/components/Avatar";
import { Button } from "@/components/Button";
import { Facts } from "@/components/Facts";
import { Kbd } from "@/components/Kbd";
import { useFormat } from "@/format/useFormat";
import { useRoleName } from "@/format/useRoleName";
import { useDirectory } from "@/ipc/directory";
import type { AccountLine, FacilityId } from "@/ipc/generated/commands";

import { peopleKeys } from "./keys";
import type { Possible } from "./possible";
import { PersonSessions } from "./sessions/PersonSessions";
import { StatePill } from "./StatePill";
import { type Standing, keyOf, useRoleChoices } from "./useRoleChoices";

import styles from "./People.module.css";

interface PersonPanelProps {
  person: AccountLine;
  possible: Possible;
  onChange: () => void;
  onReset: () => void;
  onActive: () => void;
  onUnlink: () => void;
}

/** One account beside the list: what it is, and what can be made of it or why not. */
export function PersonPanel(props: PersonPanelProps) {
  const { person, possible, onChange, onReset, onActive, onUnlink } = props;
  const { t } = useTranslation();
  const roleName = useRoleName();
  const isDisabled = person.state === "disabled";
  const reasons = new Set([possible.change, possible.reset, possible.active]);
  const whyNot = (why: Possible["change"]) => (why ? t(`people.whyNot.${why}`) : undefined);
  return (
    <aside className={styles.panel} aria-label={person.display_name}>
      <header className={styles.who}>
        <Avatar name={person.display_name} size={2.5} />
        <div>
          <h2>
            <bdi>{person.display_name}</bdi>
          </h2>
          <p className={styles.faint}>{roleName(person)}</p>
        </div>
      </header>
      <Standings person={person} />
      <div className={styles.acts}>
        <Act
          icon={<Pencil aria-hidden />}
          keys={peopleKeys.change.keys}
          whyNot={whyNot(possible.change)}
          onPress={onChange}
        >
          {t("people.change.action")}
        </Act>
        <Act
          icon={<KeyRound aria-hidden />}
          keys={peopleKeys.reset.keys}
          whyNot={whyNot(possible.reset)}
          onPress={onReset}
        >
          {t("people.reset.action")}
        </Act>
        <Act
          icon={isDisabled ? <UserRoundCheck aria-hidden /> : <UserRoundX aria-hidden />}
          keys={peopleKeys.active.keys}
          whyNot={whyNot(possible.active)}
          onPress={onActive}
        >
          {t(isDisabled ? "people.enable.action" : "people.disable.action")}
        </Act>
        {person.linked && !person.own && (
          <Act
            icon={<Unlink aria-hidden />}
            keys={peopleKeys.unlink.keys}
            whyNot={undefined}
            onPress={onUnlink}
          >
            {t("people.unlink.action")}
          </Act>
        )}
      </div>
      {[...reasons].map(
        (why) =>
          why && (
            <p key={why} className={styles.faint}>
              {t(`people.whyNot.${why}`)}
            </p>
          ),
      )}
      <PersonSessions person={person.id} />
    </aside>
  );
}

interface ActProps {
  icon: ReactNode;
  keys: string;
  whyNot: string | undefined;
  onPress: () => void;
  children: ReactNode;
}

function Act({ icon, keys, whyNot, onPress, children }: ActProps) {
  return (
    <Button icon={icon} keys={keys} whyNot={whyNot} onPress={onPress}>
      {children}
      <span aria-hidden className={styles.key}>
        <Kbd keys={keys} />
      </span>
    </Button>
  );
}

function Standings({ person }: { person: AccountLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  const directory = useDirectory();
  const { state, activation_until, practitioner, second_factor, linked, memberships } = person;
  const { options } = useRoleChoices();
  const nameOf = (facility: FacilityId): string =>
    directory?.facilities.find(({ id }) => id === facility)?.name ?? t("people.places.unknown");
  const roleOf = (standing: Standing): string =>
    options.find(({ id }) => id === keyOf(standing))?.name ?? t(`frame.role.${standing.role}`);
  const doctor = practitioner && directory?.practitioner(practitioner);
  return (
    <>
      <div>
        <StatePill state={state} />
        <p className={styles.means}>
          {t(`people.means.${state}`, { until: format.instant(activation_until) })}
        </p>
      </div>
      <Facts
        facts={[
          ...memberships.map(
            ({ facility, ...standing }) => [nameOf(facility), roleOf(standing)] as const,
          ),
          [t("people.factor"), t(second_factor ? "people.factorOn" : "people.factorOff")],
          [t("people.link"), t(linked ? "people.linkOn" : "people.linkOff")],
          [
            t("people.agenda"),
            doctor ? <bdi key="a">{format.staff(doctor.name)}</bdi> : t("people.noAgenda"),
          ],
        ]}
      />
    </>
  );
}
