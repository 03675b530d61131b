import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Button } from "react-aria-components";
import { expect, test, vi } from "vitest";

import type { Key } from "./registry";
import { useKey, useKeyboard, useSingleKeys } from "./useKey";

const help: Key = { id: "a.help", keys: "?", scope: "everywhere", title: "keys.help" };
const add: Key = { id: "a.new", keys: "N", scope: "rows", title: "controls.open" };
const find: Key = { id: "a.find", keys: "Mod+K", scope: "everywhere", title: "keys.palette" };

function Screen(props: {
  single?: boolean;
  onHelp: () => void;
  onAdd: () => void;
  onFind: () => void;
}) {
  useKeyboard();
  useSingleKeys(props.single ?? true);
  useKey(help, props.onHelp);
  useKey(add, props.onAdd);
  useKey(find, props.onFind);
  return (
    <>
      <main>
        <div data-scope="rows">
          <button type="button">row</button>
        </div>
      </main>
      <button type="button">elsewhere</button>
      <input aria-label="text" />
    </>
  );
}

function stage(single = true) {
  const done = { onHelp: vi.fn(), onAdd: vi.fn(), onFind: vi.fn() };
  render(<Screen single={single} {...done} />);
  return { ...done, user: userEvent.setup() };
}

test("a key with a scope works inside it alone", async () => {
  const { user, onAdd } = stage();
  screen.getByText("elsewhere").focus();
  await user.keyboard("n");
  expect(onAdd).not.toHaveBeenCalled();
  screen.getByText("row").focus();
  await user.keyboard("n");
  expect(onAdd).toHaveBeenCalledOnce();
});

test("with the focus nowhere, a key means the page, or the dialog above it", async () => {
  const { user, onAdd } = stage();
  expect(document.activeElement).toBe(document.body);
  await user.keyboard("n");
  expect(onAdd).toHaveBeenCalledOnce();
  render(<div role="dialog" />);
  await user.keyboard("n");
  expect(onAdd).toHaveBeenCalledOnce();
});

test("single characters are text while one types; chords are not", async () => {
  const { user, onHelp, onFind } = stage();
  screen.getByLabelText("text").focus();
  await user.keyboard("?{Control>}k{/Control}");
  expect(onHelp).not.toHaveBeenCalled();
  expect(onFind).toHaveBeenCalledOnce();
});

test("single characters can be turned off", async () => {
  const { user, onHelp, onAdd, onFind } = stage(false);
  screen.getByText("row").focus();
  await user.keyboard("?n{Control>}k{/Control}");
  expect(onHelp).not.toHaveBeenCalled();
  expect(onAdd).not.toHaveBeenCalled();
  expect(onFind).toHaveBeenCalledOnce();
});

const save: Key = { id: "a.save", keys: "Mod+Enter", scope: "everywhere", title: "controls.save" };

function Form(props: { onSave: () => void; onDiscard: () => void }) {
  useKeyboard();
  useKey(save, props.onSave);
  return <Button onPress={props.onDiscard}>discard</Button>;
}

test("a chord does not press the control that has the focus", async () => {
  const done = { onSave: vi.fn(), onDiscard: vi.fn() };
  render(<Form {...done} />);
  const user = userEvent.setup();
  screen.getByText("discard").focus();
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(done.onSave).toHaveBeenCalledOnce();
  expect(done.onDiscard).not.toHaveBeenCalled();
  await user.keyboard("{Enter}");
  expect(done.onDiscard).toHaveBeenCalledOnce();
});
