import { type Code, type Failure, codes } from "@/ipc/generated/commands";

const isCode = (text: string): text is Code => codes.some((code) => code === text);

/** A change that the shared records refused, as the failure that it would have been at once. */
export const failureOf = ({ code, data }: { code: string; data?: unknown }): Failure => ({
  code: isCode(code) ? code : "internal",
  data,
});
