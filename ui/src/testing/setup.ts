import { configure } from "@testing-library/react";

import "@/locales/i18n";
import { cleanup } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// What jsdom lacks and the window has.
vi.stubGlobal("matchMedia", (query: string) =>
  Object.assign(new EventTarget(), { matches: false, media: query }),
);
vi.stubGlobal(
  "ResizeObserver",
  class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  },
);
vi.stubGlobal("CSS", { escape: (text: string) => text, supports: () => false });
Element.prototype.scrollIntoView = () => undefined;
HTMLCanvasElement.prototype.getContext = () => null;

afterEach(cleanup);

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 20_000 });
