import type { ComponentProps, ReactNode } from "react";

import { Table } from "@/components/Table";

type ListOfProps<Item> = Omit<ComponentProps<typeof Table<Item>>, "empty"> & {
  /** Stands there instead of a table without rows. */
  empty: ReactNode;
};

/** A table of a part of the record, or one line that says that there is nothing. */
export function ListOf<Item>({ empty, ...table }: ListOfProps<Item>) {
  return table.items.length === 0 ? empty : <Table {...table} />;
}
