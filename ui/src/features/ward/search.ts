import type { Layout } from "./board/layout";

/** Where one is on the ward: the URL holds it. */
export interface WardSearch {
  /** Which monitor is looked at alone; the board while there is none. */
  monitor?: string | undefined;
  /** How many beds stand on the screen at once; as many as there are while it is not said. */
  layout?: Layout | undefined;
  /** `alarms`: beds with alarms first; by name while it is not said. */
  order?: "alarms" | undefined;
  /** Which beds, where not all fit; counted from 1. */
  page?: number | undefined;
  /** Asks for the measurement of frames. */
  frames?: number;
}
