// Takes a picture of each screen of the stand-in and lets axe look at it.
//   npm run look                 all screens, pictures in look/out
//   npm run look -- signin       screens whose name contains `signin`
//   npm run look -- signin dark  the same, in the looks whose name contains `dark`
import { mkdirSync, readFileSync } from "node:fs";

import { chromium } from "playwright-core";
import { createServer } from "vite";

import { agendaScreens } from "./agenda.screens.mjs";
import { auditScreens } from "./audit.screens.mjs";
import { billingScreens } from "./billing.screens.mjs";
import { patientScreens } from "./patients.screens.mjs";
import { peopleScreens } from "./people.screens.mjs";
import { wardScreens } from "./ward.screens.mjs";
import { workstationScreens } from "./workstations.screens.mjs";

const only = process.argv[2] ?? "";
const onlyLook = process.argv[3] ?? "";
const out = new URL("./out/", import.meta.url).pathname;
const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** Runs an action on the page before the picture is taken. */
const pressing = (keys) => (page) => page.keyboard.press(keys);

const screens = [
  { name: "signin", query: "screen=locked" },
  {
    name: "signin-failed",
    query: "screen=locked",
    act: async (page) => {
      await page.locator("input[type=password]").fill("x");
      await page.keyboard.press("Enter");
      await page.locator("[aria-invalid]").waitFor();
    },
  },
  { name: "trouble", query: "screen=trouble-damaged" },
  { name: "choose", query: "screen=choose" },
  { name: "join", query: "screen=join" },
  { name: "preparing", query: "screen=preparing" },
  { name: "today", hash: "#/today" },
  { name: "today-offline", query: "screen=offline&role=doctor", hash: "#/today" },
  { name: "settings", hash: "#/settings" },
  { name: "palette", query: "role=doctor", hash: "#/today", act: pressing("Control+k") },
  {
    name: "palette-found",
    query: "role=doctor",
    hash: "#/today",
    act: async (page) => {
      await page.keyboard.press("Control+k");
      await page.keyboard.type("smi");
      await page.getByRole("option").first().waitFor();
    },
  },
  ...wardScreens,
  ...agendaScreens,
  ...patientScreens,
  ...billingScreens,
  ...auditScreens,
  ...peopleScreens,
  ...workstationScreens,
  { name: "keys", hash: "#/today", act: pressing("?") },
  { name: "gallery", query: "screen=gallery" },
  { name: "gallery-dialog", query: "screen=gallery&dialog=1" },
];

const looks = [
  { look: "1280-light", width: 1280, height: 800, query: "theme=light" },
  { look: "1280-dark", width: 1280, height: 800, query: "theme=dark" },
  { look: "1920-light-compact", width: 1920, height: 1080, query: "theme=light&density=compact" },
  { look: "1920-dark", width: 1920, height: 1080, query: "theme=dark" },
  { look: "1280-ar", width: 1280, height: 800, query: "theme=light&language=ar" },
  { look: "1280-contrast", width: 1280, height: 800, query: "theme=contrast" },
  { look: "640-roomy", width: 640, height: 800, query: "theme=light&density=roomy" },
];

mkdirSync(out, { recursive: true });
const server = await createServer({
  server: { port: Number(process.env.LOOK_PORT ?? 5199), hmr: false, watch: null },
  logLevel: "error",
});
await server.listen();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
let wrong = 0;
for (const { look, width, height, query } of looks) {
  if (!look.includes(onlyLook)) continue;
  const page = await browser.newPage({ viewport: { width, height } });
  page.setDefaultTimeout(120_000);
  page.on("pageerror", (error) => {
    wrong += 1;
    console.error(`${look}: ${error.message}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      console.error(`${look}: ${message.text()}`);
  });
  for (const { name, query: more = "", hash = "", act } of screens) {
    if (!name.includes(only)) continue;
    await page.goto("about:blank");
    await page.goto(`http://127.0.0.1:${server.config.server.port}/look/?${query}&${more}${hash}`);
    await page.locator("h1").first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(150);
    await act?.(page);
    await page.waitForTimeout(250);
    await page.screenshot({ path: `${out}${name}-${look}.png` });
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run(document));
    for (const { id, help, nodes } of violations) {
      wrong += 1;
      console.error(`${name} ${look}: ${id}: ${help}`);
      for (const node of nodes.slice(0, 3))
        console.error(`    ${node.html.slice(0, 160)}\n    ${node.failureSummary}`);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (wide) {
      wrong += 1;
      console.error(`${name} ${look}: wider than the window`);
    }
  }
  await page.close();
}
await browser.close();
await server.close();
console.log(wrong === 0 ? "axe found nothing" : `${wrong} faults`);
process.exit(wrong === 0 ? 0 : 1);
