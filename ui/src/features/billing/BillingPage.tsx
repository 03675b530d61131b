import { useNavigate, useSearch } from "@tanstack/react-router";
import { Hash, Plus, ReceiptText, Search } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Segmented } from "@/components/Choice";
import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { ScopedArea } from "@/components/ScopedArea";
import { TextField } from "@/components/TextField";
import { FailureNotice } from "@/failures/FailureNotice";
import { useFormat } from "@/format/useFormat";
import type { InvoiceFilter, InvoiceId, InvoiceSummary } from "@/ipc/generated/commands";
import { usePermitted } from "@/ipc/session";
import { useKey } from "@/keyboard/useKey";

import { billingKeys, numbersKeys } from "./keys";
import { InvoiceTable } from "./list/InvoiceTable";
import { NewInvoiceDialog } from "./list/NewInvoiceDialog";
import { Takings } from "./list/Takings";
import { useInvoices } from "./list/useInvoices";

import styles from "./BillingPage.module.css";

const filters = ["all", "drafts", "open", "overdue", "settled"] as const satisfies InvoiceFilter[];

/** The invoices: which, how they stand, what is owed on all of them, what came in today. */
export function BillingPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const may = usePermitted();
  const navigate = useNavigate();
  const { filter = "all", text = "" } = useSearch({ from: "/billing" });
  const list = useInvoices(filter, text);
  const [selected, setSelected] = useState<InvoiceId | null>(null);
  const [isCreating, setCreating] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const search = (next: { filter?: InvoiceFilter; text?: string }): void => {
    const wanted = { filter, text, ...next };
    void navigate({
      to: "/billing",
      replace: true,
      search: {
        ...(wanted.filter !== "all" && { filter: wanted.filter }),
        ...(wanted.text !== "" && { text: wanted.text }),
      },
    });
  };
  const open = (invoice: InvoiceSummary): void => {
    // While rows answer an earlier text, Enter must not open one that was not meant.
    if (list.isBehind) return;
    void navigate({ to: "/billing/$invoice", params: { invoice: invoice.id } });
  };
  const payable = list.invoices.find(({ id, due }) => id === selected && due.minor > 0);
  const pay = (): void => {
    if (!payable) return;
    void navigate({
      to: "/billing/$invoice",
      params: { invoice: payable.id },
      search: { act: "pay" },
    });
  };
  const mayCreate = may("issue_invoices");
  useKey(billingKeys.create, () => setCreating(true), mayCreate);
  useKey(billingKeys.filter, () => box.current?.focus());
  useKey(billingKeys.more, list.more, list.hasMore);
  useKey(billingKeys.pay, pay, may("take_payments") && payable !== undefined);
  const { sums } = list;
  return (
    <ScopedArea scope="billing" mark={String(isCreating)}>
      <Page
        flush
        title={t("frame.place.billing")}
        about={sums && t("billing.list.count", { count: sums.total })}
        tools={
          <>
            <TextField
              ref={box}
              hideLabel
              label={t("billing.list.search")}
              type="search"
              placeholder={t("billing.list.searchHint")}
              icon={<Search aria-hidden />}
              value={text}
              onChange={(next) => search({ text: next })}
            />
            {may("see_number_series") && (
              <Button
                icon={<Hash aria-hidden />}
                keys={numbersKeys.open.keys}
                onPress={() => void navigate({ to: "/billing/numbers" })}
              >
                {t("billing.numbers.title")}
              </Button>
            )}
            {mayCreate && (
              <Button
                look="primary"
                icon={<Plus aria-hidden />}
                keys={billingKeys.create.keys}
                onPress={() => setCreating(true)}
              >
                {t("billing.keys.create")}
              </Button>
            )}
          </>
        }
      >
        <div className={styles.list}>
          <div className={styles.bar}>
            <Segmented
              hideLabel
              label={t("billing.list.show")}
              options={filters.map((id) => ({ id, name: t(`billing.filter.${id}`) }))}
              value={filter}
              onChange={(next) => search({ filter: next })}
            />
            {sums && (
              <p className={styles.owed}>
                {t("billing.list.owed")} <bdi>{format.money(sums.due)}</bdi>
                {sums.refunds_due.minor > 0 && (
                  <span className={styles.refunds}>
                    {t("billing.list.toGiveBack")} <bdi>{format.money(sums.refunds_due)}</bdi>
                  </span>
                )}
              </p>
            )}
          </div>
          {list.failure && <FailureNotice failure={list.failure} />}
          <div className={styles.rows}>
            {sums && (
              <InvoiceTable
                invoices={list.invoices}
                selected={selected}
                onSelect={setSelected}
                onOpen={open}
                empty={<Nothing filter={filter} text={text} />}
              />
            )}
          </div>
          {sums && (
            <footer className={styles.foot}>
              <p className={styles.shown} role="status">
                {t("billing.list.shown", {
                  shown: format.count(list.invoices.length),
                  total: format.count(sums.total),
                })}
                {list.hasMore && (
                  <Button size="small" keys={billingKeys.more.keys} onPress={list.more}>
                    {t("billing.keys.more")}
                  </Button>
                )}
              </p>
              <Takings takings={sums.takings_today} />
            </footer>
          )}
        </div>
      </Page>
      <NewInvoiceDialog isOpen={isCreating} onClose={() => setCreating(false)} />
    </ScopedArea>
  );
}

function Nothing({ filter, text }: { filter: InvoiceFilter; text: string }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<ReceiptText aria-hidden />}
      title={text ? t("billing.none.found", { text }) : t(`billing.none.${filter}`)}
    >
      {text ? t("billing.none.foundNext") : t(`billing.none.${filter}Next`)}
    </EmptyState>
  );
}
