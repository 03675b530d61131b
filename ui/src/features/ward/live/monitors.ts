import type { MonitorView } from "@/ipc/generated/commands";

import { aged } from "./aged";

interface Held {
  readonly view: MonitorView;
  /** When it came, on the window's clock. */
  readonly at: number;
  /** As it is shown now. */
  shown: MonitorView;
}

/** The monitors as they were told of last, each growing older until it is told of again. */
export class LiveMonitors {
  readonly #held = new Map<string, Held>();
  readonly #ears = new Set<() => void>();

  /** Takes in what came at `now` on the window's clock. */
  take(views: readonly MonitorView[], now: number): void {
    for (const view of views) this.#held.set(view.monitor, { view, at: now, shown: view });
    this.#tell();
  }

  /** Lets everything grow older; tells whoever listens where that shows. */
  age(now: number): void {
    let changed = false;
    for (const held of this.#held.values()) {
      const shown = aged(held.view, now - held.at);
      if (looksAlike(shown, held.shown)) continue;
      held.shown = shown;
      changed = true;
    }
    if (changed) this.#tell();
  }

  /** The monitor as it is to be shown; none that was never told of. */
  get(monitor: string): MonitorView | undefined {
    return this.#held.get(monitor)?.shown;
  }

  readonly subscribe = (hear: () => void): (() => void) => {
    this.#ears.add(hear);
    return () => this.#ears.delete(hear);
  };

  #tell(): void {
    for (const hear of this.#ears) hear();
  }
}

const seconds = (view: MonitorView): number => Math.floor((view.silent_ms ?? 0) / 1000);

/** Ages are shown in whole seconds; whatever else changes comes as a new view. */
function looksAlike(one: MonitorView, other: MonitorView): boolean {
  return (
    one.state === other.state &&
    (one.state !== "stale" || seconds(one) === seconds(other)) &&
    one.numerics.every((numeric, index) => numeric.freshness === other.numerics[index]?.freshness)
  );
}
