import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/noto-sans-arabic/wght.css";
import "../src/theme/tokens.css";
import "../src/theme/global.css";
import { CalendarDays, Plus, Search, Trash2 } from "lucide-react";
import { useState } from "react";
import { I18nProvider } from "react-aria-components";
import { createRoot } from "react-dom/client";

import { Button, IconButton } from "../src/components/Button";
import { Checkbox, RadioGroup, Segmented } from "../src/components/Choice";
import { ComboBox } from "../src/components/ComboBox";
import { BirthDateField, DateField, TimeField } from "../src/components/DateField";
import { Dialog } from "../src/components/Dialog";
import { EmptyState } from "../src/components/EmptyState";
import { Facts } from "../src/components/Facts";
import { Menu } from "../src/components/Menu";
import { MoneyField } from "../src/components/MoneyField";
import { Notice } from "../src/components/Notice";
import { NumberField } from "../src/components/NumberField";
import { Page } from "../src/components/Page";
import { Select } from "../src/components/Select";
import { SplitPane } from "../src/components/SplitPane";
import { StatusPill } from "../src/components/StatusPill";
import { Table } from "../src/components/Table";
import { Tabs } from "../src/components/Tabs";
import { TextField } from "../src/components/TextField";
import { say } from "../src/components/toasts";
import { Toasts } from "../src/components/Toasts";
import { FormatProvider, useFormat } from "../src/format/useFormat";
import type { BirthDate, LocalDate, LocalTime, Money } from "../src/ipc/generated/commands";
import { languages, speak } from "../src/locales/i18n";
import { patients } from "./seed";

const asked = new URLSearchParams(location.search);
const language = asked.get("language") === "ar" ? "ar" : "en";
const today = "2026-11-20" as LocalDate;
const rows = Array.from({ length: Math.ceil(Number(asked.get("rows") ?? 8) / patients.length) })
  .flatMap(() => patients)
  .map((patient, index) => ({
    ...patient,
    id: String(index),
    due: { minor: 1234550 - index * 98_765, currency: "EUR" },
  }));

function Fields() {
  const [date, setDate] = useState<LocalDate | null>(today);
  const [birth, setBirth] = useState<BirthDate | null>(null);
  const [time, setTime] = useState<LocalTime | null>(null);
  const [money, setMoney] = useState<Money | null>({ minor: 1250, currency: "EUR" });
  const [sex, setSex] = useState<"female" | "male" | "not_known">("female");
  const [service, setService] = useState<string | null>(null);
  const [on, setOn] = useState(true);
  const options = ["Consultation, 20 minutes", "Vaccination", "Blood test", "Dressing change"].map(
    (name) => ({ id: name, name, detail: "€45.00" }),
  );
  return (
    <div
      style={{
        display: "grid",
        gridTemplateColumns: "1fr 1fr 1fr",
        gap: "var(--field-gap) 1.5rem",
      }}
    >
      <TextField label="Family name" isRequired defaultValue="Smith" />
      <TextField label="Telephone" error="This cannot be right." defaultValue="12" dir="ltr" />
      <TextField
        label="Search"
        icon={<Search aria-hidden />}
        placeholder="Any name"
        hint="Any order, any script"
      />
      <DateField label="Day" value={date} onChange={setDate} today={today} />
      <BirthDateField label="Birth date" value={birth} onChange={setBirth} today={today} />
      <TimeField label="Start" value={time} onChange={setTime} />
      <MoneyField label="Amount" value={money} onChange={setMoney} currency="EUR" />
      <NumberField label="Length" value={20} unit="min" step={5} />
      <Select
        label="Service"
        options={options}
        value={service}
        onChange={setService}
        placeholder="Choose"
      />
      <ComboBox label="Service by typing" options={options} value={service} onChange={setService} />
      <Segmented
        label="Sex"
        options={[
          { id: "female", name: "Female" },
          { id: "male", name: "Male" },
          { id: "not_known", name: "Not known" },
        ]}
        value={sex}
        onChange={setSex}
      />
      <div>
        <Checkbox value={on} onChange={setOn} hint="Only this once">
          Outside working hours
        </Checkbox>
        <RadioGroup
          label="Method"
          row
          options={[
            { id: "cash", name: "Cash" },
            { id: "card", name: "Card" },
          ]}
          value="card"
          onChange={() => undefined}
        />
      </div>
      <TextField label="Reason" lines={2} defaultValue="Cough since Tuesday, worse at night" />
    </div>
  );
}

function Gallery() {
  const format = useFormat();
  const [isOpen, setOpen] = useState(asked.has("dialog"));
  const [tab, setTab] = useState<"one" | "two">("one");
  const [selected, setSelected] = useState<string | null>("2");
  return (
    <main style={{ height: "100%", background: "var(--paper)" }}>
      <Page
        title="Primitives"
        about="Every one, with difficult content"
        tools={
          <>
            <Button icon={<CalendarDays aria-hidden />}>Today</Button>
            <Button look="primary" icon={<Plus aria-hidden />} keys="N">
              New
            </Button>
          </>
        }
      >
        <div style={{ display: "grid", gap: "1.5rem" }}>
          <div style={{ display: "flex", gap: "0.5rem", flexWrap: "wrap" }}>
            <Button look="primary">Primary</Button>
            <Button>Plain</Button>
            <Button look="quiet">Quiet</Button>
            <Button look="danger" onPress={() => setOpen(true)}>
              Cancel the visit
            </Button>
            <Button whyNot="The invoice is not issued yet.">Take payment</Button>
            <IconButton label="Remove" icon={<Trash2 />} />
            <Menu
              label="More"
              sections={[
                {
                  id: "a",
                  entries: [{ id: "x", name: "Move", keys: "Alt+ArrowUp", run: () => undefined }],
                },
              ]}
            >
              <Button>More</Button>
            </Menu>
            <Button
              onPress={() =>
                say({
                  tone: "good",
                  title: "Visit cancelled",
                  detail: "SMITH, Ann (Mrs), 09:30",
                  action: { name: "Undo", run: () => undefined },
                })
              }
            >
              Say
            </Button>
            <Button
              onPress={() =>
                say({ tone: "danger", title: "That time is taken.", detail: "Nothing was booked." })
              }
            >
              Fail
            </Button>
          </div>
          <div style={{ display: "flex", gap: "0.5rem", flexWrap: "wrap" }}>
            {(
              [
                "neutral",
                "accent",
                "good",
                "warning",
                "danger",
                "unsaved",
                "unshared",
                "deceased",
              ] as const
            ).map((tone) => (
              <StatusPill key={tone} tone={tone}>
                {tone}
              </StatusPill>
            ))}
          </div>
          <Fields />
          <Notice tone="warning" title="Name alert" actions={<Button size="small">Compare</Button>}>
            Two patients of this name are on today’s list.
          </Notice>
          <Notice tone="danger" title="That time is taken.">
            Nothing was booked. Choose one of the free times nearby.
          </Notice>
          <Table
            label="Invoices"
            items={rows}
            idOf={(row) => row.id}
            nameOf={(row) => row.display_name}
            selected={selected}
            onSelect={setSelected}
            columns={[
              {
                id: "name",
                title: "Patient",
                width: "2fr",
                cell: (row) => <bdi>{row.display_name}</bdi>,
              },
              { id: "born", title: "Born", width: 160, cell: (row) => format.date(row.birth_date) },
              {
                id: "standing",
                title: "Standing",
                width: 130,
                cell: () => <StatusPill tone="good">Paid</StatusPill>,
              },
              {
                id: "due",
                title: "Due",
                align: "end",
                width: 140,
                cell: (row) => format.money(row.due),
              },
            ]}
          />
          <Tabs
            label="Parts"
            value={tab}
            onChange={setTab}
            tabs={[
              {
                id: "one",
                name: "Visits",
                count: 3,
                content: (
                  <Facts
                    facts={[
                      ["Born", "14-Jul-1945 (81y)"],
                      ["Address", "12 Harbour Street, Dún Laoghaire"],
                    ]}
                  />
                ),
              },
              {
                id: "two",
                name: "Invoices",
                content: (
                  <EmptyState title="No invoices yet">They appear once a visit is done.</EmptyState>
                ),
              },
            ]}
          />
          <div style={{ height: "8rem" }}>
            <SplitPane first={<p>First</p>} second={<p>Second</p>} />
          </div>
        </div>
      </Page>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        role="alertdialog"
        title="Cancel the visit at 09:30?"
        about="SMITH, Ann (Mrs), with Dr Aoife Byrne"
        actions={
          <>
            <Button onPress={() => setOpen(false)}>Keep it</Button>
            <Button look="danger" onPress={() => setOpen(false)}>
              Cancel the visit
            </Button>
          </>
        }
      >
        <TextField label="Reason" isRequired />
      </Dialog>
      <Toasts />
    </main>
  );
}

await speak(language);
const place = document.getElementById("root");
if (place) {
  createRoot(place).render(
    <I18nProvider locale={languages[language].locale}>
      <FormatProvider language={language} zone="Europe/Dublin">
        <Gallery />
      </FormatProvider>
    </I18nProvider>,
  );
}
