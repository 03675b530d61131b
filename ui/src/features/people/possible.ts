import type { AccountLine } from "@/ipc/generated/commands";

/** Why an account stays as it is, as a key of `people.whyNot`. */
export type WhyNot = "own" | "last" | "disabled";

export interface Possible {
  /** Why name and role cannot be changed. */
  change: WhyNot | undefined;
  reset: WhyNot | undefined;
  /** Why it can be neither disabled nor enabled. */
  active: WhyNot | undefined;
}

/** What the core would refuse of this account, said before it is asked. It decides in any case. */
export function possibleFor(person: AccountLine, everybody: readonly AccountLine[]): Possible {
  if (person.own) return { change: "own", reset: "own", active: "own" };
  const isLast =
    person.lets_people_in && everybody.filter((one) => one.lets_people_in).length === 1;
  return {
    change: undefined,
    reset: person.state === "disabled" ? "disabled" : undefined,
    active: isLast ? "last" : undefined,
  };
}
