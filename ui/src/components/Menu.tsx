import type { ReactElement, ReactNode } from "react";
import {
  Menu as AriaMenu,
  Header,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Separator,
} from "react-aria-components";

import { cx } from "./cx";
import { Kbd } from "./Kbd";
import { Popover } from "./Popover";

import styles from "./List.module.css";

interface Entry {
  id: string;
  name: string;
  run: () => void;
  icon?: ReactNode;
  /** The key that does the same. */
  keys?: string;
  /** It takes something away. */
  isDanger?: boolean;
  /** Why it cannot be done now; shown under its name. */
  whyNot?: string | undefined;
}

interface MenuProps {
  /** The button that opens it. */
  children: ReactElement;
  /** Its name for a screen reader, where the button's own name does not say it. */
  label?: string;
  sections: readonly { id: string; title?: string; entries: readonly Entry[] }[];
}

/** What can be done, each entry with its key. */
export function Menu({ children, label, sections }: MenuProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover>
        <AriaMenu aria-label={label} className={styles.list}>
          {sections.map(({ id, title, entries }, index) => (
            <MenuSection key={id} id={id} aria-label={title ?? label ?? id}>
              {index > 0 && <Separator className={styles.separator} />}
              {title && <Header className={styles.heading}>{title}</Header>}
              {entries.map((entry) => (
                <MenuItem
                  key={entry.id}
                  id={entry.id}
                  textValue={entry.name}
                  onAction={entry.run}
                  isDisabled={entry.whyNot !== undefined}
                  className={cx(styles.item, entry.isDanger && styles.danger)}
                >
                  {entry.icon}
                  <span className={styles.words}>
                    {entry.name}
                    {entry.whyNot && <div className={styles.detail}>{entry.whyNot}</div>}
                  </span>
                  {entry.keys && <Kbd keys={entry.keys} />}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
