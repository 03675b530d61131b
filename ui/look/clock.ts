// Pictures of a day book need a time of day: `?at=2026-11-20T10:37:00Z` lets the clock start there.
export function startAt(instant: string | null): void {
  if (!instant) return;
  const Real = Date;
  const ahead = Real.parse(instant) - Real.now();
  globalThis.Date = new Proxy(Real, {
    construct: (target, given: []) =>
      given.length === 0 ? new target(target.now() + ahead) : new target(...given),
    get: (target, name) =>
      name === "now" ? () => target.now() + ahead : Reflect.get(target, name, target),
  });
}
