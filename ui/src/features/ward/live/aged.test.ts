import { describe, expect, test } from "vitest";

import { monitor, numeric } from "@/testing/ward";

import { aged } from "./aged";
import { LiveMonitors } from "./monitors";

describe("a view of which nothing more is heard", () => {
  test.each([
    [0, "live", "live", 72],
    [2900, "live", "live", 72],
    [3100, "stale", "stale", 72],
    [9900, "stale", "stale", 72],
    [10_100, "disconnected", "absent", null],
  ] as const)("after %s ms is %s", (elapsed, state, freshness, value) => {
    const shown = aged(monitor(), elapsed);
    expect(shown.state).toBe(state);
    expect(shown.numerics[0]).toMatchObject({ freshness, value });
  });

  test("never gets better by itself", () => {
    const gone = monitor("mon-1", { state: "disconnected", silent_ms: 200, online: false });
    expect(aged(gone, 2000).state).toBe("disconnected");
    const old = monitor("mon-1", { numerics: [numeric({ freshness: "stale", age_ms: 100 })] });
    expect(aged(old, 2000).numerics[0]?.freshness).toBe("stale");
  });

  test("was it never heard, it is disconnected", () => {
    expect(aged(monitor("mon-1", { silent_ms: null }), 2000).state).toBe("disconnected");
  });

  test("counts on from the age that it had when it was told of", () => {
    expect(aged(monitor("mon-1", { silent_ms: 2000 }), 1600).state).toBe("stale");
  });
});

describe("the monitors", () => {
  test("tell their listeners when time alone changes what is shown, and only then", () => {
    const monitors = new LiveMonitors();
    let told = 0;
    monitors.subscribe(() => (told += 1));
    monitors.take([monitor()], 0);
    expect(told).toBe(1);
    monitors.age(2000);
    expect(told).toBe(1);
    monitors.age(3500);
    expect(told).toBe(2);
    expect(monitors.get("mon-1")?.state).toBe("stale");
    monitors.age(3600);
    expect(told).toBe(2);
    monitors.age(4600);
    expect(told).toBe(3);
    monitors.age(20_000);
    monitors.age(30_000);
    expect(told).toBe(4);
    expect(monitors.get("mon-1")?.numerics[0]?.value).toBeNull();
  });

  test("are as good as the last that was told of them", () => {
    const monitors = new LiveMonitors();
    monitors.take([monitor()], 0);
    monitors.age(20_000);
    monitors.take([monitor()], 20_000);
    expect(monitors.get("mon-1")?.state).toBe("live");
  });
});
