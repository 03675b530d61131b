// A billing office for looking at screens: what lines come to is reckoned here in the simplest way, so
// that a draft can be tried; in the product the core alone reckons.
import type {
  Invoice,
  InvoiceId,
  InvoiceLine,
  InvoiceLineView,
  InvoiceStanding,
  InvoiceSummary,
  InvoiceTotals,
  InvoiceView,
  Money,
  PatientSummary,
  Payment,
  PaymentMethod,
  Practitioner,
  Service,
} from "../src/ipc/generated/commands";
import { type FakeHost, refusal } from "../src/testing/fakeHost";
import { numberSeries } from "./numbers";
import { facility, people } from "./seed";
import { visitsToBill } from "./visitsToBill";

const made = <Branded extends string>(text: string): Branded => text as Branded;
const euro = (minor: number): Money => ({ minor, currency: made("EUR") });
const day = (ago: number) =>
  made<NonNullable<Invoice["issued_on"]>>(
    new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10),
  );
const instant = (ago: number) =>
  made<Invoice["drafted_at"]>(new Date(Date.now() - ago * 86_400_000).toISOString());

export const services: Service[] = (
  [
    ["CONS20", "Consultation, 20 minutes", 6000, 0, 20],
    ["CONS40", "Consultation, extended, 40 minutes, with interpreter", 11_000, 0, 40],
    ["VAC-FLU", "Influenza vaccination, quadrivalent, including vaccine", 3500, 1350, 10],
    ["ECG12", "Electrocardiogram, twelve leads, with report", 7500, 0, 15],
    ["BLOOD", "Blood sample and courier to the laboratory", 2500, 2300, 10],
    ["LETTER", "Medical certificate or letter to an employer", 2000, 2300, 0],
    ["DRESS", "Wound dressing, large", 1800, 2300, 10],
    ["TRAVEL", "Travel medicine advice", 4500, 2300, 20],
  ] as const
).map(([code, name, price, tax_rate, minutes], index) => ({
  id: made(`s${index}`),
  code,
  name,
  price: euro(price),
  tax_rate,
  minutes,
  active: true,
}));

const practitioner: Practitioner = {
  id: made("pr1"),
  name: { family: "Byrne", given: "Aoife", prefix: "Dr" },
  specialty: "General practice",
  hours: [],
  usual_minutes: 20,
  active: true,
};

function lineOf(id: string, index: number, more: Partial<InvoiceLine> = {}): InvoiceLine {
  const service = services[index % services.length] as Service;
  return {
    id: made(id),
    service: service.id,
    description: service.name,
    quantity: 1,
    unit_price: service.price,
    tax_rate: service.tax_rate,
    ...more,
  };
}

function amountsOf(line: InvoiceLine): InvoiceLineView {
  const before = line.unit_price.minor * line.quantity;
  const discount =
    line.discount?.kind === "percent"
      ? Math.round((before * line.discount.basis_points) / 10_000)
      : (line.discount?.amount.minor ?? 0);
  return {
    line,
    before_discount: euro(before),
    discount: euro(discount),
    net: euro(before - discount),
  };
}

function totalsOf(lines: InvoiceLine[], paid = 0, owed?: number): InvoiceTotals {
  const nets = new Map<number, number>();
  for (const line of lines) {
    nets.set(line.tax_rate, (nets.get(line.tax_rate) ?? 0) + amountsOf(line).net.minor);
  }
  const taxes = [...nets]
    .toSorted(([one], [other]) => one - other)
    .map(([rate, net]) => ({ rate, net: euro(net), tax: euro(Math.round((net * rate) / 10_000)) }));
  const net = taxes.reduce((sum, total) => sum + total.net.minor, 0);
  const tax = taxes.reduce((sum, total) => sum + total.tax.minor, 0);
  return {
    net: euro(net),
    taxes,
    tax: euro(tax),
    gross: euro(net + tax),
    paid: euro(paid),
    due: euro((owed ?? net + tax) - paid),
  };
}

/** Refuses what the core would refuse first of all. */
function check(lines: InvoiceLine[]): void {
  const wrong = lines.flatMap((line, index) => [
    ...(line.quantity < 1 ? [[`lines.${index}.quantity`, "invalid"]] : []),
    ...(amountsOf(line).net.minor < 0 ? [[`lines.${index}.discount`, "invalid"]] : []),
  ]);
  if (wrong.length > 0) throw refusal("invalid_fields", { fields: Object.fromEntries(wrong) });
}

interface Written {
  invoice: Invoice;
  patient: PatientSummary;
  payments: Payment[];
  shared: boolean;
}

/** Answers the commands of billing on behalf of a made-up office. */
export function playBilling(host: FakeHost, patients: readonly PatientSummary[], screen: string) {
  if (screen.startsWith("billing") || screen.includes("printer"))
    playOffice(host, patients, screen);
}

function playOffice(host: FakeHost, patients: readonly PatientSummary[], screen: string) {
  const written = new Map<string, Written>();
  const patient = (index: number) => patients[index % patients.length] as PatientSummary;
  let numbers = 17;
  let receipts = 41;
  const add = (id: string, more: Partial<Invoice>, whom: number, shared = true): Written => {
    const one: Written = {
      invoice: {
        id: made(id),
        kind: "invoice",
        patient: patient(whom).id,
        status: "draft",
        currency: made("EUR"),
        lines: [],
        drafted_at: instant(0),
        drafted_by: made("p6"),
        ...more,
      },
      patient: patient(whom),
      payments: [],
      shared,
    };
    written.set(id, one);
    return one;
  };
  const issued = (id: string, ago: number, lines: InvoiceLine[], whom: number, shared = true) =>
    add(
      id,
      {
        status: "issued",
        number: `A-${String(numbers++).padStart(6, "0")}`,
        lines,
        issued_on: day(ago),
        issued_at: instant(ago),
        due_on: day(ago - 30),
      },
      whom,
      shared,
    );
  const pay = (one: Written, minor: number, method: PaymentMethod, ago = 0): void => {
    one.payments.push({
      id: made(`pay-${one.invoice.id}-${one.payments.length}`),
      invoice: one.invoice.id,
      patient: one.patient.id,
      amount: euro(minor),
      method,
      receipt_number: `A-R${String(receipts++).padStart(6, "0")}`,
      taken_at: instant(ago),
      taken_on: day(ago),
      taken_by: made("p1"),
    });
  };

  for (let index = 0; index < 230; index += 1) {
    const lines = [lineOf(`l${index}a`, index), lineOf(`l${index}b`, index + 3)];
    const one = issued(`old${index}`, 140 - Math.floor(index / 2), lines, index * 3 + 2);
    const gross = totalsOf(lines).gross.minor;
    if (index % 7 !== 3) pay(one, gross, index % 3 === 0 ? "insurance" : "card", 30);
  }
  add("draft-empty", {}, 4);
  add(
    "draft-long",
    { lines: Array.from({ length: 60 }, (_, n) => lineOf(`dl${n}`, n, { quantity: (n % 4) + 1 })) },
    5,
  );
  add(
    "draft",
    {
      lines: [
        lineOf("d1", 0),
        lineOf("d2", 2, { quantity: 2, discount: { kind: "percent", basis_points: 1000 } }),
        lineOf("d3", 4, {
          description:
            "Blood sample and courier to the laboratory in Cork, outside usual hours, by taxi",
          discount: { kind: "amount", amount: euro(500) },
        }),
        lineOf("d4", 5),
      ],
    },
    5,
    false,
  );
  const part = issued(
    "part",
    12,
    [lineOf("p1", 1), lineOf("p2", 2, { quantity: 2 }), lineOf("p3", 5)],
    3,
  );
  pay(part, 5000, "cash", 12);
  const overdue = issued("overdue", 47, [lineOf("o1", 3), lineOf("o2", 4)], 5);
  pay(overdue, 2500, "card", 40);
  const long = issued(
    "long",
    2,
    Array.from({ length: 60 }, (_, n) =>
      lineOf(`g${n}`, n, {
        quantity: (n % 3) + 1,
        ...(n % 5 === 2 && { discount: { kind: "percent", basis_points: 1500 } as const }),
      }),
    ),
    6,
    false,
  );
  pay(long, 150_000, "insurance", 1);
  const paid = issued("paid", 1, [lineOf("q1", 0), lineOf("q2", 2)], 0);
  pay(paid, totalsOf(paid.invoice.lines).gross.minor, "card", 0);
  issued("fresh", 0, [lineOf("f1", 0), lineOf("f2", 4), lineOf("f3", 2)], 4, false);
  const credited = issued("credited", 9, [lineOf("c1", 1), lineOf("c2", 4)], 6);
  pay(credited, 8000, "card", 9);
  const takeBack = (one: Written, id: string, reason: string): Written => {
    one.invoice = { ...one.invoice, status: "credited" };
    return add(
      id,
      {
        kind: "credit_note",
        status: "issued",
        number: `A-C${String(numbers).padStart(6, "0")}`,
        lines: one.invoice.lines,
        issued_on: day(0),
        issued_at: instant(0),
        credits: one.invoice.id,
        credit_reason: reason,
      },
      patients.indexOf(one.patient),
    );
  };
  takeBack(
    credited,
    "note",
    "Billed to the wrong patient: the visit was her sister’s, and the insurer has refused it.",
  );

  const paidOn = (one: Written): number =>
    one.payments.reduce((sum, payment) => sum + payment.amount.minor, 0);
  const totals = (one: Written): InvoiceTotals => {
    const { invoice } = one;
    if (invoice.status === "credited")
      return { ...totalsOf(invoice.lines, paidOn(one)), due: euro(0) };
    const taken = invoice.credits && written.get(invoice.credits);
    return totalsOf(invoice.lines, paidOn(one), taken ? paidOn(taken) : undefined);
  };
  const standing = (one: Written): InvoiceStanding => {
    const { due, paid: sofar } = totals(one);
    const { status, kind, due_on } = one.invoice;
    if (status !== "issued") return status;
    if (kind === "credit_note") return due.minor > 0 ? "refund_due" : "settled";
    if (due.minor === 0) return "paid";
    if (due_on && due_on < day(0)) return "overdue";
    return sofar.minor > 0 ? "part_paid" : "unpaid";
  };
  const summary = (one: Written): InvoiceSummary => {
    const { id, kind, number, issued_on, due_on } = one.invoice;
    const { gross, due } = totals(one);
    return {
      id,
      kind,
      ...(number && { number }),
      patient: one.patient.id,
      patient_name: one.patient.display_name,
      record_number: one.patient.record_number,
      ...(issued_on && { issued_on }),
      ...(due_on && { due_on }),
      gross,
      due: one.invoice.status === "draft" ? euro(0) : due,
      standing: standing(one),
      not_yet_shared: !one.shared,
    };
  };
  const found = (id: InvoiceId): Written => {
    const one = written.get(id);
    if (!one) throw refusal("not_found");
    return one;
  };
  const view = (id: InvoiceId): InvoiceView => {
    const one = found(id);
    const note = [...written.values()].find(({ invoice }) => invoice.credits === id);
    const other = one.invoice.credits ? written.get(one.invoice.credits) : note;
    return {
      invoice: one.invoice,
      patient: one.patient,
      lines: one.invoice.lines.map(amountsOf),
      totals: totals(one),
      payments: one.payments,
      standing: standing(one),
      ...(other && { counterpart: summary(other) }),
      not_yet_shared: !one.shared,
    };
  };
  const taken = (): { method: PaymentMethod; amount: Money }[] =>
    (["cash", "card", "transfer", "insurance"] as const).map((method) => ({
      method,
      amount: euro({ cash: 24_050, card: 118_530, transfer: 0, insurance: 46_000 }[method]),
    }));
  const sum = (all: InvoiceSummary[], kind: Invoice["kind"]): Money =>
    euro(all.filter((one) => one.kind === kind).reduce((whole, { due }) => whole + due.minor, 0));

  const drafts = new Map<string, unknown>();
  host.answer({
    directory: () => ({
      facility,
      facilities: [facility],
      practitioners: [practitioner],
      rooms: [],
      services,
      people,
    }),
    agenda_day: (request) => ({
      date: request.date,
      columns: visitsToBill(request, patients),
      clock_change_minutes: 0,
    }),
    drafts: () => ({
      drafts: [...drafts].map(([form, body]) => ({ form, body, saved_at: instant(0) })),
    }),
    save_draft: ({ form, body }) => {
      drafts.set(form, body);
      return {};
    },
    discard_draft: ({ form }) => {
      drafts.delete(form);
      return {};
    },
    invoice_list: ({ filter, text, offset, limit }) => {
      const all = screen === "billing-none" ? [] : [...written.values()].toReversed().map(summary);
      const shown = all.filter((one) => {
        const is = one.standing;
        const fits = {
          all: is !== "discarded",
          drafts: is === "draft",
          open: one.due.minor > 0,
          overdue: is === "overdue",
          settled: ["paid", "settled", "credited"].includes(is),
        }[filter];
        const words = `${one.number ?? ""} ${one.patient_name}`.toLowerCase();
        return fits && words.includes(text.toLowerCase());
      });
      return {
        invoices: shown.slice(offset, offset + limit),
        total: shown.length,
        due: sum(shown, "invoice"),
        refunds_due: sum(shown, "credit_note"),
        takings_today: taken(),
      };
    },
    number_series: () => ({ series: screen === "billing-none" ? [] : numberSeries(screen) }),
    billing_overview: () => {
      const all = [...written.values()].map(summary);
      const ages = ["not_due", "up_to30", "up_to60", "up_to90", "over90"] as const;
      return {
        drafts: 3,
        unpaid: ages.map((age, index) => ({
          age,
          count: [14, 9, 5, 3, 2][index] ?? 0,
          due: euro([218_050, 96_400, 41_275, 18_000, 4_950][index] ?? 0),
        })),
        unpaid_count: 33,
        due: euro(378_675),
        refunds_due: sum(all, "credit_note"),
        takings: taken(),
        taken: euro(188_580),
      };
    },
    invoice: ({ invoice }) => view(invoice),
    preview_invoice_lines: ({ lines }) => {
      check(lines);
      return { lines: lines.map(amountsOf), totals: totalsOf(lines) };
    },
    edit_invoice_lines: ({ invoice, lines }) => {
      const one = found(invoice);
      check(lines);
      one.invoice = { ...one.invoice, lines };
      one.shared = false;
      return view(invoice);
    },
    draft_invoice: ({ id, patient: whom, appointment }) => {
      add(
        id,
        { lines: appointment ? [lineOf(`${id}-1`, 0), lineOf(`${id}-2`, 4)] : [] },
        patients.findIndex((one) => one.id === whom),
        false,
      );
      return view(id);
    },
    issue_invoice: ({ invoice }) => {
      const one = found(invoice);
      one.invoice = {
        ...one.invoice,
        status: "issued",
        number: `A-${String(numbers++).padStart(6, "0")}`,
        issued_on: day(0),
        issued_at: instant(0),
        due_on: day(-30),
      };
      return view(invoice);
    },
    discard_invoice: ({ invoice }) => {
      const one = found(invoice);
      one.invoice = { ...one.invoice, status: "discarded" };
      return {};
    },
    take_payment: ({ invoice, amount, method, id }) => {
      const one = found(invoice);
      const { due } = totals(one);
      if (amount.minor > due.minor) throw refusal("more_than_due", { due });
      if (amount.minor <= 0) throw refusal("amount_out_of_range");
      pay(one, amount.minor, method);
      const last = one.payments.at(-1);
      if (last) last.id = id;
      return view(invoice);
    },
    credit_invoice: ({ id, invoice, reason }) => {
      if (reason.trim() === "") throw refusal("invalid_fields", { fields: { reason: "required" } });
      takeBack(found(invoice), id, reason);
      return view(id);
    },
    printers: () => ({
      printers: screen === "no-printer" ? [] : ["Front_desk", "Office_colour", "Ward_2_laser"],
    }),
    print_document: ({ printer }) => {
      if (screen === "printer-fails") throw refusal("printing_failed", { detail: "out of paper" });
      return { printer: printer ?? "Front_desk", job: `${printer ?? "Front_desk"}-112` };
    },
    save_document: () => ({ path: "/home/reception/Documents/Invoice A-000249.pdf" }),
    document: async ({ document, language }) => {
      const papers = {
        receipt: () => import("./paper/receipt-en.pdf?inline"),
        en: () => import("./paper/invoice-en.pdf?inline"),
        ar: () => import("./paper/invoice-ar.pdf?inline"),
      };
      const which = document.kind === "receipt" ? "receipt" : language === "ar" ? "ar" : "en";
      const { default: url } = await papers[which]();
      return { pdf_base64: url.slice(url.indexOf(",") + 1), file_name: "Invoice A-000249.pdf" };
    },
  });
}
