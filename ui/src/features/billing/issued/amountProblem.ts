import type { Failure, Money } from "@/ipc/generated/commands";

/** What is wrong with an amount: the key of the sentence, and what is owed where the core said so. */
export interface AmountProblem {
  sentence: "billing.pay.noAmount" | "billing.pay.moreThanDue" | "billing.pay.notPossible";
  due?: Money;
}

/** The refusals that belong to the field of the amount; nothing for all others. */
export function amountProblem(
  failure: Failure | undefined,
  amount: Money | null,
): AmountProblem | undefined {
  if (!amount) return { sentence: "billing.pay.noAmount" };
  if (failure?.code === "amount_out_of_range") return { sentence: "billing.pay.notPossible" };
  if (failure?.code !== "more_than_due") return undefined;
  const due = dueOf(failure.data, amount);
  return due
    ? { sentence: "billing.pay.moreThanDue", due }
    : { sentence: "billing.pay.notPossible" };
}

function dueOf(data: unknown, { currency }: Money): Money | undefined {
  if (typeof data !== "object" || data === null || !("due" in data)) return undefined;
  const { due } = data;
  if (typeof due !== "object" || due === null || !("minor" in due)) return undefined;
  return typeof due.minor === "number" ? { minor: due.minor, currency } : undefined;
}
