/** When alarms were not looked at for so long, they are not working, ms. */
const STILL_MS = 2000;

/**
 * Whether the alarm engine is alive. It says when it last looked; what counts is that this moves on,
 * measured on the window's own clock, so that a clock that is set fails nothing and hides nothing.
 */
export class Pulse {
  #looked: string | undefined;
  #movedAt = 0;

  /** An answer came at `now`: says whether the engine works. Without monitors there is nothing to fail. */
  beats(checkedAt: string | undefined, now: number): boolean {
    if (checkedAt === undefined) {
      this.#looked = undefined;
      return true;
    }
    if (checkedAt !== this.#looked) {
      this.#looked = checkedAt;
      this.#movedAt = now;
      return true;
    }
    return now - this.#movedAt <= STILL_MS;
  }
}

/** How long an answer may take before the core counts as not answering, ms. */
export const ANSWER_MS = STILL_MS;
