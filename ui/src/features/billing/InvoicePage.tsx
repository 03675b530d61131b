import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { Page } from "@/components/Page";
import { FailureNotice } from "@/failures/FailureNotice";
import type { InvoiceId } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";

import { OneInvoice } from "./OneInvoice";
import type { InvoiceAct } from "./search";

/** What a URL may name; whether there is such an invoice is for the core to say. */
const isInvoiceId = (text: string): text is InvoiceId => text !== "";

/** One invoice or credit note: a draft that is being written, or what became final. */
export function InvoicePage() {
  const { invoice } = useParams({ from: "/billing/$invoice" });
  const { act } = useSearch({ from: "/billing/$invoice" });
  return isInvoiceId(invoice) ? <Found key={invoice} invoice={invoice} act={act} /> : null;
}

function Found({ invoice, act }: { invoice: InvoiceId; act: InvoiceAct | undefined }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(query("invoice", { invoice }));
  if (data) return <OneInvoice view={data} act={act} />;
  if (!error) return null;
  return (
    <Page title={t("billing.kind.invoice")}>
      <FailureNotice
        failure={error.failure}
        actions={<Link to="/billing">{t("billing.backToList")}</Link>}
      />
    </Page>
  );
}
