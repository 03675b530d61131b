import { KeyRound, Pencil, Unlink, UserRoundCheck, UserRoundX } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Avatar } from "@/components/Avatar";
import { Button } from "@/components/Button";
import { Facts } from "@/components/Facts";
import { Kbd } from "@/components/Kbd";
import { useFormat } from "@/format/useFormat";
import { useDirectory } from "@/ipc/directory";
import type { AccountLine } from "@/ipc/generated/commands";

import { peopleKeys } from "./keys";
import type { Standing } from "./standing";
import { StatePill } from "./StatePill";

import styles from "./People.module.css";

interface PersonPanelProps {
  person: AccountLine;
  standing: Standing;
  onChange: () => void;
  onReset: () => void;
  onActive: () => void;
  onUnlink: () => void;
}

/** One account beside the list: what it is, and what can be made of it or why not. */
export function PersonPanel(props: PersonPanelProps) {
  const { person, standing, onChange, onReset, onActive, onUnlink } = props;
  const { t } = useTranslation();
  const isDisabled = person.state === "disabled";
  const reasons = new Set([standing.change, standing.reset, standing.active]);
  const whyNot = (why: Standing["change"]) => (why ? t(`people.whyNot.${why}`) : undefined);
  return (
    <aside className={styles.panel} aria-label={person.display_name}>
      <header className={styles.who}>
        <Avatar name={person.display_name} size={2.5} />
        <div>
          <h2>
            <bdi>{person.display_name}</bdi>
          </h2>
          <p className={styles.faint}>{t(`frame.role.${person.role}`)}</p>
        </div>
      </header>
      <Standings person={person} />
      <div className={styles.acts}>
        <Act
          icon={<Pencil aria-hidden />}
          keys={peopleKeys.change.keys}
          whyNot={whyNot(standing.change)}
          onPress={onChange}
        >
          {t("people.change.action")}
        </Act>
        <Act
          icon={<KeyRound aria-hidden />}
          keys={peopleKeys.reset.keys}
          whyNot={whyNot(standing.reset)}
          onPress={onReset}
        >
          {t("people.reset.action")}
        </Act>
        <Act
          icon={isDisabled ? <UserRoundCheck aria-hidden /> : <UserRoundX aria-hidden />}
          keys={peopleKeys.active.keys}
          whyNot={whyNot(standing.active)}
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
  const { state, activation_until, practitioner, second_factor, linked } = person;
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
