import type { Commands, Failure } from "./generated/commands";
import { host } from "./host";

/** The name of a command in the table. */
export type Command = keyof Commands;

/** The core said no, or broke: `failure.code` says which sentence to show. */
export class CommandFailed extends Error {
  override readonly name = "CommandFailed";
  readonly command: Command;
  readonly failure: Failure;

  constructor(command: Command, failure: Failure) {
    super(`${command}: ${failure.code}`);
    this.command = command;
    this.failure = failure;
  }
}

/** Runs one command of the table and answers with its view. */
export async function call<N extends Command>(
  name: N,
  request: Commands[N]["request"],
): Promise<Commands[N]["response"]> {
  try {
    return (await host().invoke(name, request)) as Commands[N]["response"];
  } catch (error) {
    throw new CommandFailed(name, asFailure(error));
  }
}

function isFailure(error: unknown): error is Failure {
  return (
    typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
  );
}

/** Whatever is not a `Failure` never reached the core's own error handling. */
export function asFailure(error: unknown): Failure {
  if (error instanceof CommandFailed) return error.failure;
  if (isFailure(error)) return error;
  return { code: "internal" };
}
