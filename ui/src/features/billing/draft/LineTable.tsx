import { Plus } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { useFormat } from "@/format/useFormat";
import { useDirectory } from "@/ipc/directory";
import type { Currency, InvoiceLineId, InvoiceLineView, Service } from "@/ipc/generated/commands";
import { useKey } from "@/keyboard/useKey";

import { lineKeys } from "../keys";
import { LineRow } from "./LineRow";
import { type Row, type RowProblems, blankRow, isBlank } from "./rows";
import { useCellFocus } from "./useCellFocus";
import { type ChangeRows, useLineActs } from "./useLineActs";

import styles from "./LineTable.module.css";

interface LineTableProps {
  rows: readonly Row[];
  change: ChangeRows;
  currency: Currency;
  amounts: readonly InvoiceLineView[];
  /** What is wrong, whether or not it is time to say so. */
  problems: ReadonlyMap<InvoiceLineId, RowProblems>;
  /** Says all of it, also in the line that is being typed. */
  isStrict: boolean;
}

const none: readonly Service[] = [];

/** The lines of a draft: typed like a sheet, line by line. */
export function LineTable(props: LineTableProps) {
  const { rows, change, currency, amounts, problems, isStrict } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const services = useDirectory()?.services ?? none;
  const table = useRef<HTMLTableElement>(null);
  const [left, setLeft] = useState<ReadonlySet<InvoiceLineId>>(() => new Set());
  const focus = useCellFocus(table, rows);

  const add = (): void => {
    const last = rows.at(-1);
    if (last && isBlank(last)) return focus.go({ id: last.id, cell: "description" });
    const row = blankRow(last?.tax ?? format.rate(0));
    change((now) => [...now, row]);
    focus.go({ id: row.id, cell: "description" });
  };
  const acts = useLineActs({ rows, change, currency, focus, setLeft });
  const here = (act: (id: InvoiceLineId) => void) => (): void => {
    const place = focus.place();
    if (place) act(place.id);
  };
  useKey(lineKeys.add, add);
  useKey(lineKeys.remove, here(acts.remove));
  useKey(
    lineKeys.up,
    here((id) => acts.move(id, -1)),
  );
  useKey(
    lineKeys.down,
    here((id) => acts.move(id, 1)),
  );
  const amountsOf = useMemo(() => new Map(amounts.map((of) => [of.line.id, of])), [amounts]);
  return (
    <div
      role="presentation"
      className={styles.sheet}
      data-scope="lines"
      onKeyDown={(event) => focus.press(event, add)}
    >
      <table ref={table} className={styles.table} aria-label={t("billing.line.table")}>
        <thead>
          <tr>
            <th scope="col" className={styles.number}>
              <span className="visually-hidden">{t("billing.line.number")}</span>
            </th>
            <th scope="col">{t("billing.line.description")}</th>
            <th scope="col" className={styles.quantity}>
              {t("billing.line.quantity")}
            </th>
            <th scope="col" className={styles.price}>
              {t("billing.line.priceIn", { currency })}
            </th>
            <th scope="col" className={styles.discount}>
              {t("billing.line.discount")}
            </th>
            <th scope="col" className={styles.tax}>
              {t("billing.line.tax")}
            </th>
            <th scope="col" className={styles.net}>
              {t("billing.line.netIn", { currency })}
            </th>
            <th scope="col" className={styles.more}>
              <span className="visually-hidden">{t("controls.more")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <LineRow
              key={row.id}
              row={row}
              number={index + 1}
              isLast={index === rows.length - 1}
              amounts={amountsOf.get(row.id)}
              problems={isStrict || left.has(row.id) ? problems.get(row.id) : undefined}
              services={services}
              acts={acts}
            />
          ))}
        </tbody>
      </table>
      <div className={styles.add}>
        <Button look="quiet" size="small" keys={lineKeys.add.keys} icon={<Plus />} onPress={add}>
          {t("billing.keys.addLine")}
        </Button>
        <span className={styles.hint}>{t("billing.line.hint")}</span>
      </div>
    </div>
  );
}
