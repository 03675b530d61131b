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
else {
  await import("../src/main");
  // Before sign-in nobody has a preference; the language is put on from outside.
  const { speak } = await import("../src/locales/i18n");
  await speak(asked.get("language") === "ar" ? "ar" : "en");
}
