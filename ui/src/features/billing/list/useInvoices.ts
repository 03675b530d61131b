import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import { call } from "@/ipc/call";
import { type InvoiceFilter, type InvoiceListView, effects } from "@/ipc/generated/commands";

/** Invoices that are fetched at a time. */
const PAGE = 100;

/** The invoices of a list, page after page, with the sums of all of them. */
export function useInvoices(filter: InvoiceFilter, text: string) {
  const list = useInfiniteQuery({
    queryKey: ["invoice_list", "pages", filter, text],
    queryFn: ({ pageParam }): Promise<InvoiceListView> =>
      call("invoice_list", { filter, text, offset: pageParam, limit: PAGE }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((count, page) => count + page.invoices.length, 0);
      return last.invoices.length > 0 && shown < last.total ? shown : undefined;
    },
    meta: { tags: effects.invoice_list.tags },
    placeholderData: keepPreviousData,
  });
  return {
    invoices: list.data?.pages.flatMap((page) => page.invoices) ?? [],
    /** The sums, as the core last gave them; nothing before the first answer. */
    sums: list.data?.pages.at(-1),
    hasMore: list.hasNextPage,
    more: (): void => {
      if (list.hasNextPage && !list.isFetching) void list.fetchNextPage();
    },
    /** The rows still answer an earlier text. */
    isBehind: list.isPlaceholderData,
    failure: list.error?.failure,
  };
}
