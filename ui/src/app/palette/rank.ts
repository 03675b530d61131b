/** Letters without their marks, in lower case: `Nguyễn` as `nguyen`. */
const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLocaleLowerCase("en");

/**
 * Whether each word typed begins a word of the title, and how well: 0 when the title itself begins
 * with what was typed, 1 otherwise, `undefined` when it does not fit.
 */
export function fit(typed: string, title: string): 0 | 1 | undefined {
  const words = plain(title).split(/[\s,]+/u);
  const wanted = plain(typed).split(/\s+/u).filter(Boolean);
  if (!wanted.every((part) => words.some((word) => word.startsWith(part)))) return undefined;
  return plain(title).startsWith(wanted.join(" ")) ? 0 : 1;
}

/** Those whose title fits what was typed, the best first, otherwise in their own order. */
export function fitting<Item>(
  typed: string,
  items: readonly Item[],
  title: (item: Item) => string,
): Item[] {
  return items
    .map((item) => ({ item, how: fit(typed, title(item)) }))
    .filter(({ how }) => how !== undefined)
    .toSorted((one, other) => (one.how ?? 0) - (other.how ?? 0))
    .map(({ item }) => item);
}
