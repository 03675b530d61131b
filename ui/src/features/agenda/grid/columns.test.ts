import { describe, expect, test } from "vitest";

import { FRIDAY, aVisit, someColumn } from "@/testing/agenda";
import { made } from "@/testing/clinic";

import { cursorOf, firstStanding, gridColumn, standingAt, stepped } from "./columns";

const options = { step: 20, showsCancelled: false };

const byrne = gridColumn(
  someColumn("byrne", "2026-11-20", [
    aVisit("a", { start: "09:20", minutes: 20 }),
    aVisit("gone", { start: "10:00", minutes: 20, status: "cancelled" }),
    aVisit("missed", { start: "10:20", minutes: 20, status: "did_not_attend" }),
  ]),
  options,
);
const nolan = gridColumn(someColumn("nolan", "2026-11-20", []), { ...options, step: 30 });
const columns = [byrne, nolan];

describe("a column", () => {
  test("counts what takes its time, and draws cancelled visits only when asked to", () => {
    expect(byrne.counts).toEqual({ booked: 1, waiting: 0, cancelled: 1 });
    expect([...byrne.visits.keys()]).toEqual(["a", "missed"]);
    const all = gridColumn(
      someColumn("byrne", "2026-11-20", [aVisit("gone", { start: "10:00", status: "cancelled" })]),
      { ...options, showsCancelled: true },
    );
    expect([...all.visits.keys()]).toEqual(["gone"]);
  });

  test("offers no time that is occupied without a name", () => {
    const column = gridColumn(
      {
        ...someColumn("byrne", "2026-11-20", []),
        occupied: [{ from: made("09:20"), to: made("09:40") }],
      },
      options,
    );
    expect(column.occupied).toEqual([{ from: 560, to: 580 }]);
    expect(column.stops.some(({ from, to }) => from < 580 && 560 < to)).toBe(false);
    expect(column.stops.some(({ from }) => from === 540)).toBe(true);
  });

  test("offers the time of a patient who did not come again", () => {
    const at = byrne.stops.filter(({ from }) => from === 620);
    expect(at.map(({ kind }) => kind)).toEqual(["open", "visit"]);
  });
});

describe("the cursor", () => {
  test("follows a visit into another column", () => {
    const standing = standingAt([nolan, byrne], { column: nolan.key, at: 0, visit: id("a") });
    expect(standing?.column).toBe(byrne);
    expect(standing?.stop.from).toBe(560);
  });

  test("goes to what is nearest when its stop is gone", () => {
    const standing = standingAt(columns, { column: byrne.key, at: 565, visit: id("nobody") });
    expect(standing?.stop.visit).toBe("a");
    expect(standingAt([], undefined)).toBeUndefined();
  });

  test("walks down the day, and across to the stop that holds the same time", () => {
    const start = standingAt(columns, { column: byrne.key, at: 540 });
    if (!start) throw new Error("nowhere");
    const down = stepped(columns, start, "down");
    expect(down && cursorOf(down)).toEqual({ column: byrne.key, at: 560, visit: "a" });
    const across = down && stepped(columns, down, "after");
    expect(across?.column).toBe(nolan);
    expect(across?.stop.from).toBe(540); // Dr Nolan's half hour from nine holds 09:20
    expect(across && stepped(columns, across, "after")).toBeUndefined();
    expect(stepped(columns, start, "before")).toBeUndefined();
    expect(stepped(columns, start, "last")?.stop.to).toBe(1020);
  });

  test("begins now while that is worked, else at the first free time, in one's own column", () => {
    const at = (minute: number, date = FRIDAY) => ({ date, minute });
    expect(firstStanding(columns, undefined, at(605))?.stop.from).toBe(600);
    expect(firstStanding(columns, undefined, at(1200))?.stop.from).toBe(540);
    expect(firstStanding(columns, undefined, at(605, "2026-11-21"))?.stop.from).toBe(540);
    expect(firstStanding(columns, nolan.practitioner, at(1200))?.column).toBe(nolan);
  });
});

const id = (text: string) => aVisit(text).appointment.id;
