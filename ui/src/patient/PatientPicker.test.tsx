import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { Form } from "react-aria-components";
import { expect, test, vi } from "vitest";

import type { PatientSearchView, PatientSummary } from "@/ipc/generated/commands";
import { newQueryClient } from "@/ipc/queries";
import { patientNamed } from "@/testing/clinic";
import { fakeHost } from "@/testing/fakeHost";

import { PatientPicker } from "./PatientPicker";

const ann = patientNamed("A-1", "SMITH, Ann");
const anna = patientNamed("A-2", "SMITH, Anna Maria");
const omar = patientNamed("A-3", "FAROUK, Omar");
const all = [ann, anna, omar];

function Booking(props: {
  onSend?: (patient: PatientSummary | null) => void;
  onRegister?: (text: string) => void;
}) {
  const [patient, setPatient] = useState<PatientSummary | null>(null);
  return (
    <QueryClientProvider client={newQueryClient(() => undefined)}>
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          props.onSend?.(patient);
        }}
      >
        <PatientPicker
          label="Patient"
          value={patient}
          onChange={setPatient}
          autoFocus
          isRequired
          onRegister={props.onRegister}
        />
        <button type="submit">Book</button>
      </Form>
    </QueryClientProvider>
  );
}

const host = () =>
  fakeHost({
    recent_patients: () => ({ patients: [omar], more: false }),
    search_patients: ({ text }) => ({
      patients: all.filter(({ display_name }) =>
        display_name.toLowerCase().includes(text.toLowerCase()),
      ),
      more: false,
    }),
  });

test("typing, an arrow and Enter choose; the next Enter sends the form", async () => {
  host();
  const send = vi.fn();
  render(<Booking onSend={send} />);
  const user = userEvent.setup();
  await user.keyboard("smi");
  await screen.findAllByRole("option");
  await user.keyboard("{ArrowDown}{Enter}");
  expect(screen.getByRole("combobox")).toHaveProperty("value", "SMITH, Anna Maria");
  expect(screen.getByText("A-2")).toBeDefined();
  expect(send).not.toHaveBeenCalled();
  await user.keyboard("{Enter}");
  expect(send).toHaveBeenCalledExactlyOnceWith(anna);
});

test("typing over a chosen patient takes the choice back", async () => {
  host();
  const send = vi.fn();
  render(<Booking onSend={send} />);
  const user = userEvent.setup();
  await user.keyboard("ann{Enter}");
  await screen.findByText("A-1");
  await user.keyboard("{End}x");
  expect(screen.queryByText("A-1")).toBeNull();
  await user.click(screen.getByText("Book"));
  expect(send).not.toHaveBeenCalled();
  expect(screen.getByText("Choose a patient from the list.")).toBeDefined();
});

test("Enter waits for the answer to what is typed now", async () => {
  const waiting: (() => void)[] = [];
  host().answer({
    search_patients: ({ text }) =>
      new Promise<PatientSearchView>((answer) => {
        waiting.push(() => answer({ patients: [text === "f" ? omar : ann], more: false }));
      }),
  });
  render(<Booking />);
  const user = userEvent.setup();
  await user.keyboard("f");
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  waiting.shift()?.();
  await screen.findByText("FAROUK, Omar");
  await user.keyboard("{Backspace}s{Enter}");
  expect(screen.getByRole("combobox")).toHaveProperty("value", "s");
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  waiting.shift()?.();
  await screen.findByDisplayValue("SMITH, Ann");
});

test("those opened last are offered, but Enter alone takes none of them", async () => {
  host();
  render(<Booking />);
  const user = userEvent.setup();
  await screen.findByText("FAROUK, Omar");
  await user.keyboard("{Enter}");
  expect(screen.getByRole("combobox")).toHaveProperty("value", "");
  await user.keyboard("{ArrowDown}{Enter}");
  expect(screen.getByRole("combobox")).toHaveProperty("value", "FAROUK, Omar");
});

test("somebody unknown can be registered from what was typed", async () => {
  host();
  const register = vi.fn();
  render(<Booking onRegister={register} />);
  const user = userEvent.setup();
  await user.keyboard("O’Shea Fionn");
  await screen.findByText(/Register/);
  await user.keyboard("{Enter}");
  expect(register).toHaveBeenCalledExactlyOnceWith("O’Shea Fionn");
});

test("Escape closes the list and leaves what was typed", async () => {
  host();
  render(<Booking />);
  const user = userEvent.setup();
  await user.keyboard("smi");
  await screen.findAllByRole("option");
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("option")).toBeNull();
  expect(screen.getByRole("combobox")).toHaveProperty("value", "smi");
});
