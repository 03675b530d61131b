import type { Service } from "@/ipc/generated/commands";

const SHOWN = 8;

const folded = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLowerCase();

const words = (text: string): string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/**
 * The services that what is typed may mean: each word typed begins a word of the name or the code.
 * One whose code it is comes first.
 */
export function servicesFor(text: string, services: readonly Service[]): readonly Service[] {
  const typed = words(text);
  const fits = services.filter(({ active, code, name }) => {
    const has = [...words(name), ...words(code)];
    return active && typed.every((part) => has.some((word) => word.startsWith(part)));
  });
  const isCode = ({ code }: Service): boolean => folded(code) === folded(text.trim());
  return fits.toSorted((one, other) => Number(isCode(other)) - Number(isCode(one))).slice(0, SHOWN);
}
