/**
 * A new record's id: UUIDv7 (RFC 9562, section 5.7), 48 bits of Unix milliseconds, then 74
 * random bits. Ids of one millisecond keep the order in which they were made, because the
 * first 12 random bits count on from a random start.
 */
export function uuid7<Id extends string = string>(now: number = Date.now()): Id {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  const { milliseconds, count } = tick(now, view.getUint16(6));
  view.setUint16(0, Math.floor(milliseconds / 2 ** 32));
  view.setUint32(2, milliseconds % 2 ** 32);
  view.setUint16(6, 0x7000 | count);
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ];
  return groups.join("-") as Id;
}

let last = { milliseconds: 0, count: 0 };

function tick(now: number, random: number): { milliseconds: number; count: number } {
  if (now > last.milliseconds) {
    // The top bit stays free, so that at least 2,048 more fit into this millisecond.
    last = { milliseconds: now, count: random & 0x7ff };
  } else if (last.count < 0xfff) {
    last = { milliseconds: last.milliseconds, count: last.count + 1 };
  } else {
    last = { milliseconds: last.milliseconds + 1, count: 0 };
  }
  return last;
}
