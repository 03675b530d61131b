import { codes } from "./en/codes";
import { common } from "./en/common";
import { format } from "./en/format";
import { frame } from "./en/frame";
import { keys } from "./en/keys";
import { problems } from "./en/problems";

/** The English catalogue: what every other language translates, key by key. */
export const en = { common, codes, format, frame, keys, problems } as const;
