import { noteFrame, noteStop } from "./frames";
import type { Painter } from "./painter";

/** Up to so many waveforms every frame is drawn, beyond it every other one. */
const SMOOTH = 12;

const painters = new Set<Painter>();
let request = 0;
let count = 0;

function frame(at: number): void {
  request = requestAnimationFrame(frame);
  count += 1;
  let lanes = 0;
  for (const painter of painters) lanes += painter.lanes;
  noteFrame(at, lanes);
  if (lanes > SMOOTH && count % 2 === 0) return;
  for (const painter of painters) painter.draw(at);
}

/** Draws with this painter from now on, in one loop with all the others. Returns what ends it. */
export function paintWith(painter: Painter): () => void {
  painters.add(painter);
  if (painters.size === 1) request = requestAnimationFrame(frame);
  return () => {
    painters.delete(painter);
    if (painters.size > 0) return;
    cancelAnimationFrame(request);
    noteStop();
  };
}
