// The window with a stand-in for the core, for looking at screens while they are made. It is
// served by `npm run dev` at /look/ and is no part of the built product.
import { seed } from "./seed";

const asked = new URLSearchParams(location.search);
seed({
  screen: asked.get("screen") ?? "",
  role: asked.get("role") ?? "reception",
  theme: asked.get("theme") ?? "light",
  density: asked.get("density") ?? "normal",
  language: asked.get("language") ?? "en",
});

if (asked.get("screen") === "gallery") await import("./gallery");
else await import("../src/main");
