// The window with a stand-in for the core, for looking at screens while they are made. It is
// served by `npm run dev` at /look/ and is no part of the built product.
import { playAgenda } from "./agenda";
import { playBilling } from "./billing";
import { startAt } from "./clock";
import { patients, seed } from "./seed";
import { playWard } from "./ward";

const asked = new URLSearchParams(location.search);
const screen = asked.get("screen") ?? "";
startAt(asked.get("at"));
const host = seed({
  screen,
  role: asked.get("role") ?? "reception",
  theme: asked.get("theme") ?? "light",
  density: asked.get("density") ?? "normal",
  language: asked.get("language") ?? "en",
});
playWard(host, screen);
playAgenda(host, asked.get("agenda"));
playBilling(host, patients, screen);

if (screen === "gallery") await import("./gallery");
else {
  // The router takes what stands behind the page's own `?` for part of the place.
  history.replaceState(null, "", location.pathname + location.hash);
  await import("../src/main");
  // Before sign-in nobody has a preference; the language is put on from outside.
  const { speak } = await import("../src/locales/i18n");
  await speak(asked.get("language") === "ar" ? "ar" : "en");
}
