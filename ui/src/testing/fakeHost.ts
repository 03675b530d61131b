import type { Command } from "@/ipc/call";
import type { Commands, Failure, HostEvent } from "@/ipc/generated/commands";
import { type Host, standIn } from "@/ipc/host";

type Answers = {
  [N in Command]?: (
    request: Commands[N]["request"],
  ) => Commands[N]["response"] | Promise<Commands[N]["response"]>;
};

export interface FakeHost extends Host {
  /** Every command that was run, in order. */
  readonly asked: { command: Command; request: unknown }[];
  /** Adds or replaces answers. */
  answer(answers: Answers): void;
  /** Announces something, as the core would. */
  announce(event: HostEvent): void;
}

/** What a test's answer throws in order to refuse. */
export function refusal(code: Failure["code"], data?: unknown): Failure {
  return { code, data };
}

/**
 * A host for tests, typed by the command table: an answer of the wrong shape does not
 * compile, and a command without an answer is refused loudly.
 */
export function fakeHost(answers: Answers = {}): FakeHost {
  const known: Answers = { ...answers };
  const ears = new Set<(event: HostEvent) => void>();
  const fake: FakeHost = {
    asked: [],
    async invoke(command, payload) {
      const name = command as Command;
      fake.asked.push({ command: name, request: payload });
      const answer = known[name] as ((request: unknown) => unknown) | undefined;
      if (!answer) throw new Error(`the fake host has no answer for ${command}`);
      // A real answer crosses a boundary as JSON; so does this one.
      return structuredClone(await answer(structuredClone(payload)));
    },
    listen(hear) {
      ears.add(hear);
      return () => ears.delete(hear);
    },
    answer: (more) => void Object.assign(known, more),
    announce: (event) => {
      for (const hear of ears) hear(event);
    },
  };
  standIn(fake);
  return fake;
}
