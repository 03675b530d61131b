import type { Failure } from "@/ipc/generated/commands";

const fieldOf = (failure: Failure | null | undefined, name: string): unknown => {
  const data = failure?.data;
  if (typeof data !== "object" || data === null) return undefined;
  return Object.entries(data).find(([key]) => key === name)?.[1];
};

/** A number that came with a failure, such as `wait_seconds` or `tries_left`. */
export function numberIn(failure: Failure | null | undefined, name: string): number | undefined {
  const value = fieldOf(failure, name);
  return typeof value === "number" ? value : undefined;
}

/** Why a password was not taken. */
export type PasswordProblem = "too_short" | "too_long" | "easily_guessed";

/** The problem that the core found with a password; without one that this version knows, the general one. */
export function passwordProblemIn(
  failure: Failure | null | undefined,
): PasswordProblem | undefined {
  if (failure?.code !== "password_not_taken") return undefined;
  const problem = fieldOf(failure, "problem");
  return problem === "too_short" || problem === "too_long" ? problem : "easily_guessed";
}
