import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { Form } from "react-aria-components";
import { expect, test, vi } from "vitest";

import type { LocalDate, Money } from "@/ipc/generated/commands";
import { made } from "@/testing/clinic";

import { DateField } from "./DateField";
import { MoneyField } from "./MoneyField";

const today = made<LocalDate>("2026-11-20");

function Booking({ onSend }: { onSend: (date: LocalDate | null) => void }) {
  const [date, setDate] = useState<LocalDate | null>(null);
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        onSend(date);
      }}
    >
      <DateField label="Day" today={today} value={date} onChange={setDate} />
      <button type="submit">Send</button>
    </Form>
  );
}

test("a date typed in short becomes the date in full", async () => {
  const send = vi.fn();
  render(<Booking onSend={send} />);
  const user = userEvent.setup();
  await user.type(screen.getByLabelText("Day"), "24dec");
  expect(screen.getByText("Thu 24-Dec-2026")).toBeDefined();
  await user.tab();
  expect(screen.getByLabelText("Day")).toHaveProperty("value", "24-Dec-2026");
  await user.click(screen.getByText("Send"));
  expect(send).toHaveBeenCalledExactlyOnceWith("2026-12-24");
});

test("the arrow keys step by a day", async () => {
  const send = vi.fn();
  render(<Booking onSend={send} />);
  const user = userEvent.setup();
  await user.type(screen.getByLabelText("Day"), "{ArrowUp}{ArrowUp}{ArrowDown}{ArrowUp}{Enter}");
  expect(send).toHaveBeenCalledExactlyOnceWith("2026-11-21");
});

test("what cannot be read stays as typed and keeps the form from being sent", async () => {
  const send = vi.fn();
  render(<Booking onSend={send} />);
  const user = userEvent.setup();
  await user.type(screen.getByLabelText("Day"), "31/2/2026");
  await user.click(screen.getByText("Send"));
  expect(send).not.toHaveBeenCalled();
  expect(screen.getByLabelText("Day")).toHaveProperty("value", "31/2/2026");
  expect(screen.getByText(/This is no date/)).toBeDefined();
});

test("an amount is read to the minor unit", async () => {
  const changed = vi.fn();
  render(<MoneyField label="Amount" currency={made("EUR")} value={null} onChange={changed} />);
  await userEvent.setup().type(screen.getByLabelText("Amount"), "1,234.50");
  expect(changed).toHaveBeenLastCalledWith({ minor: 123_450, currency: "EUR" } satisfies Money);
});
