import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";

import type { BirthDate, RegisterPatient } from "@/ipc/generated/commands";
import { newQueryClient } from "@/ipc/queries";
import { useKeyboard } from "@/keyboard/useKey";
import { made, patientNamed } from "@/testing/clinic";
import { type FakeHost, fakeHost, refusal } from "@/testing/fakeHost";

import { noDemographics } from "../demographics/fields";
import { RegisterForm } from "./RegisterForm";

const id = made<RegisterPatient["id"]>("0193a000-0000-7000-8000-000000000001");
const ann = {
  ...patientNamed("A-000123", "SMITH, Ann (Mrs)"),
  birth_date: made<BirthDate>("1945-07-14"),
};

function Keyboard({ children }: { children: ReactNode }) {
  useKeyboard();
  const [client] = useState(() => newQueryClient(() => undefined));
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

let host: FakeHost;
let registered: RegisterPatient[];
let onRegistered = vi.fn();
let onOpen = vi.fn();

beforeEach(() => {
  registered = [];
  onRegistered = vi.fn();
  onOpen = vi.fn();
  host = fakeHost({
    drafts: () => ({ drafts: [] }),
    save_draft: () => ({}),
    discard_draft: () => ({}),
    possible_duplicates: () => ({ candidates: [] }),
    register_patient: (request) => {
      registered.push(request);
      return patientNamed("A-000124", "MURPHY, Seán");
    },
  });
});

function open(fields = noDemographics) {
  render(
    <Keyboard>
      <RegisterForm
        start={{ id, fields }}
        onRegistered={onRegistered}
        onOpen={onOpen}
        onClose={() => undefined}
      />
    </Keyboard>,
  );
  return userEvent.setup();
}

const kept = () => host.asked.filter(({ command }) => command === "save_draft");

test("a patient is registered by the keyboard alone, in fewer than 45 key presses", async () => {
  const user = open();
  const presses = ["Murphy", "{Tab}", "{Tab}", "Sean", "{Tab}", "14jul45", "{Tab}", "m", "{Tab}"];
  presses.push("0861234567", "{Control>}{Enter}{/Control}");
  for (const keys of presses) await user.keyboard(keys);
  await vi.waitFor(() => expect(onRegistered).toHaveBeenCalledOnce());
  expect(JSON.parse(JSON.stringify(registered))).toEqual([
    {
      id,
      name: { family: "Murphy", given: "Sean" },
      birth_date: "1945-07-14",
      sex: "male",
      phone: "0861234567",
      seen_duplicates: [],
    },
  ]);
  const count = presses.map((keys) => (keys.startsWith("{") ? 1 : keys.length));
  expect(count.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(45);
  await vi.waitFor(() =>
    expect(host.asked.map(({ command }) => command)).toContain("discard_draft"),
  );
});

test("the sex has no default: without one nothing is sent, and the field says so", async () => {
  const user = open();
  await user.keyboard("Murphy{Control>}{Enter}{/Control}");
  const sexes = screen.getByRole("radiogroup");
  expect(within(sexes).getAllByRole("radio", { checked: false })).toHaveLength(4);
  expect(within(sexes).getByText("Fill this in.")).toBeDefined();
  expect(registered).toEqual([]);
});

test("Enter in a field does not register by accident", async () => {
  const user = open({ ...noDemographics, sex: "female" });
  await user.keyboard("Murphy{Enter}");
  expect(registered).toEqual([]);
});

test("what the core found wrong stands at its field, which gets the focus", async () => {
  host.answer({
    register_patient: () => {
      throw refusal("invalid_fields", { fields: { phone: "invalid" } });
    },
  });
  const user = open({ ...noDemographics, family: "Murphy", sex: "male", phone: "12" });
  await user.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByText("This cannot be right.");
  expect(document.activeElement).toBe(screen.getByLabelText("Telephone"));
  expect(onRegistered).not.toHaveBeenCalled();
});

test("possible duplicates appear as one types, and opening one keeps what was typed", async () => {
  host.answer({
    possible_duplicates: ({ name }) => ({
      candidates:
        name.family === "Smith"
          ? [{ patient: ann, grade: "likely", matching: ["name", "birth_date"] }]
          : [],
    }),
  });
  const user = open();
  await user.keyboard("Smith");
  await screen.findByText("1 patient might be the same person.");
  expect(screen.getByText("Birth date", { selector: "li" })).toBeDefined();
  await user.keyboard("{Alt>}d{/Alt}{Enter}");
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(ann.id);
  await vi.waitFor(() =>
    expect(kept().at(-1)?.request).toEqual({
      form: `register_patient/${id}`,
      body: { ...noDemographics, family: "Smith" },
    }),
  );
});

test("what is typed is kept on leaving the field, whole, and once", async () => {
  const user = open();
  await user.keyboard("Mur");
  await user.tab();
  await vi.waitFor(() => expect(kept().at(-1)?.request).toMatchObject({ body: { family: "Mur" } }));
  const before = kept().length;
  await user.tab({ shift: true });
  expect(kept()).toHaveLength(before);
});
