import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { cx } from "@/components/cx";
import { useFormat } from "@/format/useFormat";
import type { InvoiceTotals, Money } from "@/ipc/generated/commands";

import styles from "./Sums.module.css";

interface SumsProps {
  totals: InvoiceTotals;
  /** They are of other lines than those on the screen. */
  isBehind?: boolean;
  children?: ReactNode;
}

/** What the lines come to: net, tax by rate, all of it. */
export function Sums({ totals, isBehind = false, children }: SumsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <dl className={cx(styles.sums, isBehind && styles.behind)} aria-busy={isBehind}>
      <Sum name={t("billing.sums.net")} amount={totals.net} />
      {totals.taxes.map(({ rate, net, tax }) => (
        <Sum
          key={rate}
          name={t("billing.sums.taxAt", { rate: format.rate(rate), net: format.amount(net) })}
          amount={tax}
        />
      ))}
      <Sum name={t("billing.sums.gross")} amount={totals.gross} isStrong />
      {children}
    </dl>
  );
}

/** One sum with its name. */
export function Sum(props: { name: string; amount: Money; isStrong?: boolean }) {
  const { name, amount, isStrong = false } = props;
  const format = useFormat();
  return (
    <div className={cx(styles.sum, isStrong && styles.strong)}>
      <dt>{name}</dt>
      <dd>
        <bdi>{isStrong ? format.money(amount) : format.amount(amount)}</bdi>
      </dd>
    </div>
  );
}
