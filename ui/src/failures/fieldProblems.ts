import type { ParseKeys } from "i18next";

import type { Failure } from "@/ipc/generated/commands";

const sentences: Record<string, ParseKeys> = {
  required: "problems.required",
  too_long: "problems.too_long",
  in_future: "problems.in_future",
  invalid: "problems.invalid",
  taken: "problems.taken",
};

/** The fields that the core found wrong, each with the key of its sentence; empty for other failures. */
export function fieldProblems(failure: Failure | null | undefined): Record<string, ParseKeys> {
  const data = failure?.code === "invalid_fields" ? failure.data : undefined;
  if (typeof data !== "object" || data === null || !("fields" in data)) return {};
  return Object.fromEntries(
    Object.entries(data.fields ?? {}).map(([name, problem]) => [
      name,
      sentences[String(problem)] ?? "problems.invalid",
    ]),
  );
}
