import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";

import type { SeriesView } from "@/ipc/generated/commands";

import { SeriesTable } from "./SeriesTable";
import { Whole } from "./Whole";

const series = (more: Partial<SeriesView> = {}): SeriesView => ({
  letters: "B",
  purpose: "invoice",
  first: "B-000001",
  last: "B-000412",
  used: 412,
  missing_count: 0,
  missing: [],
  voided: [],
  ...more,
});

test("says that every number is accounted for", () => {
  render(<Whole series={[series()]} />);
  expect(screen.getAllByText("Every number is accounted for")).toHaveLength(1);
});

test("counts what is missing, over all series, and names it", () => {
  const lacking = series({
    missing_count: 4,
    missing: [
      { first: "B-000007", last: "B-000007" },
      { first: "B-000101", last: "B-000103" },
    ],
  });
  const all = [series({ letters: "A", missing_count: 1 }), lacking];
  render(
    <>
      <Whole series={all} />
      <SeriesTable series={all} />
    </>,
  );
  expect(screen.getAllByText("5 numbers are missing")).toHaveLength(1);
  expect(screen.getAllByText("B-000007")).toHaveLength(1);
  expect(screen.getAllByText("B-000101 – B-000103")).toHaveLength(1);
});
