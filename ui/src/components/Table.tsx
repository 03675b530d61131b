import { ArrowDown, ArrowUp } from "lucide-react";
import { type ReactNode, useSyncExternalStore } from "react";
import {
  Table as AriaTable,
  Cell,
  Column,
  ResizableTableContainer,
  Row,
  type SortDescriptor,
  TableBody,
  TableHeader,
  TableLayout,
  Virtualizer,
} from "react-aria-components";

import { cx } from "./cx";

import styles from "./Table.module.css";

/** From so many rows on, only those in sight are in the page. */
const VIRTUAL_FROM = 200;

export interface TableColumn<Item> {
  id: string;
  title: string;
  /** The title is for screen readers alone: a column of buttons needs none to be seen. */
  hidesTitle?: boolean;
  cell: (item: Item) => ReactNode;
  /** `end` for numbers and amounts. */
  align?: "start" | "end";
  /** Pixels, `1fr`, or left to share what remains. */
  width?: number | `${number}fr`;
  minWidth?: number;
  /** The column that names the row to a screen reader; the first one unless told otherwise. */
  isRowHeader?: boolean;
  isSortable?: boolean;
}

interface TableProps<Item> {
  label: string;
  columns: readonly TableColumn<Item>[];
  items: readonly Item[];
  idOf: (item: Item) => string;
  /** What the row is called, for type-ahead. */
  nameOf?: (item: Item) => string;
  /** Enter, or a double click. */
  onOpen?: (item: Item) => void;
  selected?: string | null;
  onSelect?: (id: string | null) => void;
  sort?: SortDescriptor;
  onSort?: (sort: SortDescriptor) => void;
  /** Shown instead of rows. */
  empty?: ReactNode;
  /** The scope of the keys that work while the table has the focus. */
  scope?: string;
}

/** Rows and columns, moved through with the arrow keys; type-ahead finds a row. */
export function Table<Item>(props: TableProps<Item>) {
  const {
    label,
    columns,
    items,
    idOf,
    nameOf,
    onOpen,
    onSelect,
    selected,
    sort,
    onSort,
    empty,
    scope,
  } = props;
  const rowHeight = useRowHeight();
  const headed = columns.some(({ isRowHeader }) => isRowHeader);
  const table = (
    <AriaTable
      aria-label={label}
      className={styles.table}
      selectionMode={onSelect ? "single" : "none"}
      selectionBehavior="replace"
      selectedKeys={selected ? [selected] : []}
      onSelectionChange={(keys) => {
        if (keys !== "all") onSelect?.(String([...keys][0] ?? "") || null);
      }}
      onRowAction={(key) => {
        const item = items.find((one) => idOf(one) === key);
        if (item !== undefined) onOpen?.(item);
      }}
      sortDescriptor={sort}
      onSortChange={onSort}
    >
      <TableHeader>
        {columns.map((column, index) => (
          <Column
            key={column.id}
            id={column.id}
            isRowHeader={headed ? column.isRowHeader : index === 0}
            allowsSorting={column.isSortable}
            defaultWidth={column.width ?? "1fr"}
            minWidth={column.minWidth ?? 64}
            className={cx(styles.column, column.align === "end" && styles.end)}
          >
            {({ sortDirection }) => (
              <span className={styles.name}>
                {column.hidesTitle ? (
                  <span className="visually-hidden">{column.title}</span>
                ) : (
                  column.title
                )}
                {sortDirection === "ascending" && <ArrowUp aria-hidden />}
                {sortDirection === "descending" && <ArrowDown aria-hidden />}
              </span>
            )}
          </Column>
        ))}
      </TableHeader>
      <TableBody
        items={items.map((item) => ({ id: idOf(item), item }))}
        renderEmptyState={() => empty}
      >
        {({ id, item }) => (
          <Row id={id} textValue={nameOf?.(item)} className={styles.row}>
            {columns.map((column) => (
              <Cell
                key={column.id}
                className={cx(styles.cell, column.align === "end" && styles.end)}
              >
                {column.cell(item)}
              </Cell>
            ))}
          </Row>
        )}
      </TableBody>
    </AriaTable>
  );
  return (
    <ResizableTableContainer className={styles.frame} data-scope={scope}>
      {items.length > VIRTUAL_FROM ? (
        <Virtualizer layout={TableLayout} layoutOptions={{ rowHeight, headingHeight: rowHeight }}>
          {table}
        </Virtualizer>
      ) : (
        table
      )}
    </ResizableTableContainer>
  );
}

/** The row height of the density in use, in pixels. */
function useRowHeight(): number {
  const density = useSyncExternalStore(
    (changed) => {
      const observer = new MutationObserver(changed);
      observer.observe(document.documentElement, { attributeFilter: ["data-density"] });
      return () => observer.disconnect();
    },
    () => document.documentElement.dataset["density"],
  );
  return { compact: 28, roomy: 44 }[density ?? ""] ?? 34;
}
