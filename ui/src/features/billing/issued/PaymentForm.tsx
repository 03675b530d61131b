import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Segmented } from "@/components/Choice";
import { Kbd } from "@/components/Kbd";
import { MoneyField } from "@/components/MoneyField";
import { FailureNotice } from "@/failures/FailureNotice";
import { useFormat } from "@/format/useFormat";
import type { InvoiceView, Money, PaymentId, PaymentMethod } from "@/ipc/generated/commands";
import { query, useCommand } from "@/ipc/queries";
import { uuid7 } from "@/ipc/uuid7";
import { useKey } from "@/keyboard/useKey";

import { paymentKeys } from "../keys";
import { amountProblem } from "./amountProblem";
import type { Taken } from "./PaymentDialog";

import styles from "./PaymentForm.module.css";

const methods = ["cash", "card", "transfer", "insurance"] as const satisfies PaymentMethod[];

interface PaymentFormProps {
  view: InvoiceView;
  onTaken: (taken: Taken) => void;
  onClose: () => void;
}

/** How much and how. The amount owed stands there already; a letter says how it is paid, Enter takes it. */
export function PaymentForm({ view, onTaken, onClose }: PaymentFormProps) {
  const { invoice, totals } = view;
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const isRefund = invoice.kind === "credit_note";
  const paidBy = usePaidBy(view);
  const [amount, setAmount] = useState<Money | null>(totals.due);
  const [chosen, setMethod] = useState<PaymentMethod | null>(null);
  const [isSent, setSent] = useState(false);
  // One and the same payment, however often it is tried.
  const [id] = useState(() => uuid7<PaymentId>());
  const take = useCommand("take_payment", { inPlace: true });
  // Money goes back the way it came, where it came one way only.
  const method = chosen ?? (isRefund && paidBy.length === 1 ? (paidBy[0] ?? null) : null);

  const send = async (prints: boolean): Promise<void> => {
    setSent(true);
    if (!amount || !method || take.isPending) return;
    const after = await take.mutateAsync({ id, invoice: invoice.id, amount, method });
    client.setQueryData(query("invoice", { invoice: invoice.id }).queryKey, after);
    const payment = after.payments.find((one) => one.id === id);
    if (payment) onTaken({ payment, view: after, prints });
    else onClose();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send(false).catch(() => undefined);
  };
  const choose = (next: PaymentMethod) => (): void => setMethod(next);
  useKey(paymentKeys.cash, choose("cash"));
  useKey(paymentKeys.card, choose("card"));
  useKey(paymentKeys.transfer, choose("transfer"));
  useKey(paymentKeys.insurance, choose("insurance"));
  useKey(paymentKeys.takeAndPrint, () => void send(true).catch(() => undefined));
  // The amount is right most of the time: the first key says how it is paid. The focus goes along with
  // the choice, because Enter on another method would choose that one.
  useEffect(() => {
    const isTyping = document.activeElement?.matches("input:not([type=radio])");
    const radio = method ? `input[type=radio][value=${method}]` : "input[type=radio]";
    if (!isTyping) form.current?.querySelector<HTMLElement>(radio)?.focus();
  }, [method]);

  const failure = take.error?.failure;
  const wrongAmount = amountProblem(failure, amount);
  const amountError =
    isSent && wrongAmount
      ? t(wrongAmount.sentence, {
          amount: wrongAmount.due ? format.money(wrongAmount.due) : "",
        })
      : undefined;
  return (
    <div data-scope="payment">
      <Form ref={form} className={styles.form} onSubmit={submit}>
        <MoneyField
          label={t("billing.pay.amount")}
          currency={invoice.currency}
          value={amount}
          onChange={(next) => {
            setAmount(next);
            take.reset();
          }}
          error={amountError}
          hint={
            isRefund
              ? t("billing.pay.toGiveBack", { amount: format.money(totals.due) })
              : t("billing.pay.owed", { amount: format.money(totals.due) })
          }
        />
        <Segmented
          label={isRefund ? t("billing.pay.howBack") : t("billing.pay.how")}
          options={methods.map((one) => ({
            id: one,
            name: t(`billing.method.${one}`),
            icon: <Kbd keys={paymentKeys[one].keys} />,
          }))}
          value={method}
          onChange={setMethod}
          error={isSent && !method ? t("billing.pay.chooseMethod") : undefined}
          hint={
            isRefund && paidBy.length > 0
              ? t("billing.pay.cameBy", {
                  methods: paidBy.map((one) => t(`billing.method.${one}`)).join(", "),
                })
              : undefined
          }
        />
        {failure && !wrongAmount && <FailureNotice failure={failure} />}
        <p className={styles.final}>
          {t(isRefund ? "billing.pay.refundFinal" : "billing.pay.final")}
        </p>
        <div className={styles.actions}>
          <Button onPress={onClose}>{t("controls.cancel")}</Button>
          <Button
            keys={paymentKeys.takeAndPrint.keys}
            onPress={() => void send(true).catch(() => undefined)}
          >
            {t(isRefund ? "billing.pay.refundAndPrint" : "billing.keys.takeAndPrint")}
          </Button>
          <Button type="submit" look="primary" keys="Enter">
            {t(isRefund ? "billing.pay.refundVerb" : "billing.pay.verb", {
              amount: amount ? format.money(amount) : "",
            })}
          </Button>
        </div>
      </Form>
    </div>
  );
}

/** For a credit note: how the invoice that it takes back was paid. */
function usePaidBy({ invoice }: InvoiceView): readonly PaymentMethod[] {
  const taken = invoice.credits;
  const { data } = useQuery({
    ...query("invoice", { invoice: taken ?? invoice.id }),
    enabled: taken !== undefined,
  });
  if (taken === undefined) return [];
  return methods.filter((method) => data?.payments.some((payment) => payment.method === method));
}
