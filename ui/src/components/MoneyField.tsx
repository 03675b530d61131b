import { useTranslation } from "react-i18next";

import { parseMoney } from "@/format/money";
import { useFormat } from "@/format/useFormat";
import type { Currency, Money } from "@/ipc/generated/commands";

import { ReadField, type ReadFieldProps } from "./ReadField";

/** An amount of one currency, exact to the minor unit. */
export function MoneyField({ currency, ...rest }: ReadFieldProps<Money> & { currency: Currency }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ReadField
      {...rest}
      read={(text) => {
        const minor = parseMoney(text, currency);
        return minor === undefined ? undefined : { minor, currency };
      }}
      write={format.amount}
      aside={currency}
      echo={format.money}
      problem={t("controls.notAnAmount")}
      align="end"
      inputMode="decimal"
    />
  );
}
