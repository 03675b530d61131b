import {
  RouterProvider,
  createHashHistory,
  createRootRoute,
  createRouter,
} from "@tanstack/react-router";
import { render, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import type { UnsettledField } from "@/ipc/generated/commands";
import { made } from "@/testing/clinic";

import { Unsettled } from "./Unsettled";

const field = (more: Partial<UnsettledField>): UnsettledField => ({
  patient: made("p1"),
  item: made("i1"),
  may_settle: false,
  kind: "patient",
  record: "p1",
  field: "sex",
  current: "male",
  mine: "female",
  asked_by: "Niamh Kelly",
  asked_at: made("2026-11-20T08:30:00.000Z"),
  ...more,
});

async function show(...fields: UnsettledField[]): Promise<HTMLElement> {
  const rootRoute = createRootRoute({ component: () => <Unsettled fields={fields} /> });
  const router = createRouter({ routeTree: rootRoute, history: createHashHistory() });
  render(<RouterProvider router={router as never} />);
  return screen.findByRole("list", { name: "Fields with two values" });
}

test("both values stand in words, and whoever may not settle them gets no link", async () => {
  const list = await show(field({}));
  expect(list.textContent).toContain("Sex: two values");
  expect(list.textContent).toContain("In the record Male");
  expect(list.textContent).toContain("Also given Female");
  expect(list.textContent).toContain("Niamh Kelly");
  expect(within(list).queryByRole("link")).toBeNull();
});

test("whoever may settle them gets to the item", async () => {
  const name = { family: "Smith", given: "Ann" };
  const list = await show(
    field({ field: "name", current: name, mine: { ...name, given: "Anne" }, may_settle: true }),
  );
  expect(list.textContent).toContain("SMITH, Anne");
  const link = within(list).getByRole("link", { name: "Choose one" });
  expect(link.getAttribute("href")).toContain("/attention?item=i1");
});
