import { ToInvoice } from "./ToInvoice";
import { UnpaidByAge } from "./UnpaidByAge";

import styles from "./Today.module.css";

/** The work of a billing clerk's day: what is to be billed, and who owes what for how long. */
export function TodayForBilling() {
  return (
    <div className={styles.parts}>
      <ToInvoice />
      <UnpaidByAge />
    </div>
  );
}
