import type { ReactNode } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components";

import { cx } from "./cx";

import styles from "./Tabs.module.css";

interface TabsProps<Id extends string> {
  label: string;
  tabs: readonly { id: Id; name: string; count?: number; content: ReactNode }[];
  /** The open one; it belongs into the URL. */
  value: Id;
  onChange: (id: Id) => void;
  /** What can be done with the whole, at the end of the row of tabs. */
  tools?: ReactNode;
  /** The tabs take the height that there is, and the open one scrolls by itself. */
  fill?: boolean;
}

/** Parts of one thing, one shown at a time; arrow keys go from tab to tab. */
export function Tabs<Id extends string>(props: TabsProps<Id>) {
  const { label, tabs, value, onChange, tools, fill } = props;
  return (
    <AriaTabs
      className={cx(styles.tabs, fill && styles.fill)}
      selectedKey={value}
      onSelectionChange={(key) => {
        const chosen = tabs.find(({ id }) => id === key);
        if (chosen) onChange(chosen.id);
      }}
    >
      <div className={styles.bar}>
        <TabList aria-label={label} className={styles.list}>
          {tabs.map(({ id, name, count }) => (
            <Tab key={id} id={id} className={styles.tab}>
              {name}
              {count !== undefined && <span className={styles.count}>{count}</span>}
            </Tab>
          ))}
        </TabList>
        {tools && <div className={styles.tools}>{tools}</div>}
      </div>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className={styles.panel}>
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
