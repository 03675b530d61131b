import { ArrowDown, ArrowUp, EllipsisVertical, Trash2 } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/components/Button";
import { cx } from "@/components/cx";
import { Menu } from "@/components/Menu";
import { TextField } from "@/components/TextField";
import { useFormat } from "@/format/useFormat";
import type { InvoiceLineView, Service } from "@/ipc/generated/commands";

import { lineKeys } from "../keys";
import type { Cell, Row, RowProblems } from "./rows";
import { ServiceField } from "./ServiceField";
import type { LineActs } from "./useLineActs";

import styles from "./LineTable.module.css";

interface LineRowProps {
  row: Row;
  /** Its number, from 1. */
  number: number;
  isLast: boolean;
  /** Its amounts, once the core has reckoned them. */
  amounts: InvoiceLineView | undefined;
  problems: RowProblems | undefined;
  services: readonly Service[];
  acts: LineActs;
}

const numbers = ["quantity", "price", "discount", "tax"] as const;

/** One line of a draft, every cell of it typed into. */
export const LineRow = memo(function LineRow(props: LineRowProps) {
  const { row, number, isLast, amounts, problems, services, acts } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const problem = (cell: Cell): string | undefined => {
    const sentence = problems?.[cell];
    return sentence && t(sentence);
  };
  const label = (cell: Cell): string =>
    t("billing.line.cell", { name: t(`billing.line.${cell}`), number });
  return (
    <tr
      data-row={row.id}
      className={cx(problems && Object.keys(problems).length > 0 && styles.wrong)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) acts.leave(row.id);
      }}
    >
      <th scope="row" className={styles.number}>
        {number}
      </th>
      <td data-cell="description">
        <ServiceField
          label={label("description")}
          value={row.description}
          error={problem("description")}
          services={services}
          onChange={(text) => acts.type(row.id, "description", text)}
          onTake={(service) => acts.take(row.id, service)}
          onBlur={() => acts.tidy(row.id, "description")}
        />
      </td>
      {numbers.map((cell) => (
        <td key={cell} data-cell={cell}>
          <TextField
            inCell
            align="end"
            label={label(cell)}
            value={row[cell]}
            error={problem(cell)}
            inputMode="decimal"
            autoComplete="off"
            onChange={(text) => acts.type(row.id, cell, text)}
            onBlur={() => acts.tidy(row.id, cell)}
          />
        </td>
      ))}
      <td className={styles.net}>
        {amounts && amounts.discount.minor > 0 && (
          <s className={styles.before}>
            <span className="visually-hidden">{t("billing.line.beforeDiscount")} </span>
            <bdi>{format.amount(amounts.before_discount)}</bdi>
          </s>
        )}
        {amounts && <bdi>{format.amount(amounts.net)}</bdi>}
      </td>
      <td className={styles.more}>
        <Menu
          label={t("billing.line.more", { number })}
          sections={[
            {
              id: "line",
              entries: [
                {
                  id: "up",
                  name: t("billing.keys.moveUp"),
                  icon: <ArrowUp aria-hidden />,
                  keys: lineKeys.up.keys,
                  run: () => acts.move(row.id, -1),
                  whyNot: number === 1 ? t("billing.line.isFirst") : undefined,
                },
                {
                  id: "down",
                  name: t("billing.keys.moveDown"),
                  icon: <ArrowDown aria-hidden />,
                  keys: lineKeys.down.keys,
                  run: () => acts.move(row.id, 1),
                  whyNot: isLast ? t("billing.line.isLast") : undefined,
                },
                {
                  id: "remove",
                  name: t("billing.keys.removeLine"),
                  icon: <Trash2 aria-hidden />,
                  keys: lineKeys.remove.keys,
                  isDanger: true,
                  run: () => acts.remove(row.id),
                },
              ],
            },
          ]}
        >
          <IconButton
            size="small"
            label={t("billing.line.more", { number })}
            icon={<EllipsisVertical />}
          />
        </Menu>
      </td>
    </tr>
  );
});
