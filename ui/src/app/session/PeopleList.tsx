import { ListBox, ListBoxItem } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Avatar } from "@/components/Avatar";
import { useRoleName } from "@/format/useRoleName";
import type { PersonView } from "@/ipc/generated/commands";

import styles from "./Entrance.module.css";

/** As much of a person as is known before anybody is signed in. */
export type Somebody = Pick<PersonView, "id" | "display_name" | "role" | "role_name">;

interface PeopleListProps<P extends Somebody> {
  people: readonly P[];
  chosen: P | undefined;
  onChoose: (person: P) => void;
  /** Somebody was meant: what they are asked for comes next. */
  onMeant: () => void;
}

/** Who is there? By arrow keys or first letters, Enter; or a click. */
export function PeopleList<P extends Somebody>(props: PeopleListProps<P>) {
  const { people, chosen, onChoose, onMeant } = props;
  const { t } = useTranslation();
  const roleName = useRoleName();
  const choose = (is: (id: P["id"]) => boolean): void => {
    const person = people.find(({ id }) => is(id));
    if (person) onChoose(person);
  };
  return (
    // A hand on the mouse has chosen whom it clicked; arrow keys go on through the list.
    <div role="presentation" onClickCapture={onMeant}>
      <ListBox
        aria-label={t("frame.signIn.people")}
        className={styles.people}
        items={people}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={chosen ? [chosen.id] : []}
        onSelectionChange={(keys) => choose((id) => keys !== "all" && keys.has(id))}
        // Typing a name goes to somebody without choosing them: Enter does both.
        onAction={(key) => {
          choose((id) => id === key);
          onMeant();
        }}
      >
        {(person) => (
          <ListBoxItem id={person.id} textValue={person.display_name} className={styles.person}>
            <Avatar name={person.display_name} size={2.25} />
            <div>
              <div className={styles.name}>
                <bdi>{person.display_name}</bdi>
              </div>
              <div className={styles.role}>{roleName(person)}</div>
            </div>
          </ListBoxItem>
        )}
      </ListBox>
    </div>
  );
}
