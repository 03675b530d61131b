import type { ReactNode } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Avatar } from "@/components/Avatar";
import { Button } from "@/components/Button";
import { useRoleName } from "@/format/useRoleName";

import type { Somebody } from "../PeopleList";

import styles from "../Entrance.module.css";

interface ProofFormProps {
  person: Somebody;
  onSubmit: () => void;
  submit: string;
  /** Seconds until the next attempt is heard, once there were too many. */
  waits: number | undefined;
  isPending: boolean;
  /** Another way, beside the verb. */
  other?: ReactNode;
  children: ReactNode;
}

/** What one person is asked for, under their name. */
export function ProofForm(props: ProofFormProps) {
  const { person, onSubmit, submit, waits, isPending, other, children } = props;
  const { t } = useTranslation();
  const roleName = useRoleName();
  const wait = useWaitText()(waits);
  const whyNot = isPending
    ? t("account.password.working")
    : waits !== undefined && waits > 0
      ? wait
      : undefined;
  return (
    <Form
      className={styles.password}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <div className={styles.who}>
        <Avatar name={person.display_name} size={2.75} />
        <div>
          <div className={styles.name}>
            <bdi>{person.display_name}</bdi>
          </div>
          <div className={styles.role}>{roleName(person)}</div>
        </div>
      </div>
      {children}
      {wait && (
        // A clock that is read out every second would talk over everything: only its end is said.
        <p className={styles.wait} role={waits === 0 ? "status" : "timer"}>
          {wait}
        </p>
      )}
      <div className={styles.choices}>
        <Button type="submit" look="primary" whyNot={whyNot}>
          {submit}
        </Button>
        {other}
      </div>
    </Form>
  );
}

/** `Try again in 8 seconds.`; nothing where nobody has to wait. */
function useWaitText(): (seconds: number | undefined) => string | undefined {
  const { t } = useTranslation();
  return (seconds) => {
    if (seconds === undefined) return undefined;
    if (seconds === 0) return t("frame.signIn.waitOver");
    if (seconds <= 90) return t("frame.signIn.wait", { count: seconds });
    return t("frame.signIn.waitMinutes", { count: Math.ceil(seconds / 60) });
  };
}
