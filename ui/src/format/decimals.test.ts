import { expect, test } from "vitest";

import { parseDecimal } from "./decimals";

test.each([
  ["72", "72"],
  ["36,8", "36.8"],
  ["37.0", "37.0"],
  [" 37. ", "37"],
  [".5", "0.5"],
  ["٣٦٫٨", "36.8"],
  ["-1", "-1"],
  ["", undefined],
  ["120/80", undefined],
  ["36.8 C", undefined],
  ["1,234.5", undefined],
  ["1.2345678", undefined],
])("%j is read as %j", (text, value) => expect(parseDecimal(text)).toBe(value));
