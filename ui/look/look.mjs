// Takes a picture of each screen of the stand-in and lets axe look at it.
//   npm run look                 all screens, pictures in look/out
//   npm run look -- signin       screens whose name contains `signin`
import { mkdirSync, readFileSync } from "node:fs";

import { chromium } from "playwright-core";
import { createServer } from "vite";

const only = process.argv[2] ?? "";
const out = new URL("./out/", import.meta.url).pathname;
const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** name, query, hash, what to do before the picture. */
const screens = [
  ["signin", "screen=locked", ""],
  [
    "signin-failed",
    "screen=locked",
    "",
    async (page) => {
      await page.getByLabel("Password").fill("x");
      await page.keyboard.press("Enter");
      await page.getByText("That is not the password").waitFor();
    },
  ],
  ["trouble", "screen=trouble-damaged", ""],
  ["choose", "screen=choose", ""],
  ["preparing", "screen=preparing", ""],
  ["today", "", "#/today"],
  ["today-offline", "screen=offline&role=doctor", "#/today"],
  ["settings", "", "#/settings"],
  ["palette", "role=doctor", "#/today", async (page) => page.keyboard.press("Control+k")],
  [
    "palette-found",
    "role=doctor",
    "#/today",
    async (page) => {
      await page.keyboard.press("Control+k");
      await page.keyboard.type("smi");
      await page.getByRole("option").first().waitFor();
    },
  ],
  ["keys", "", "#/today", async (page) => page.keyboard.press("?")],
  ["gallery", "screen=gallery", ""],
  ["gallery-dialog", "screen=gallery&dialog=1", ""],
];
const looks = [
  ["1280-light", 1280, 800, "theme=light"],
  ["1280-dark", 1280, 800, "theme=dark"],
  ["1920-light-compact", 1920, 1080, "theme=light&density=compact"],
  ["1280-ar", 1280, 800, "theme=light&language=ar"],
  ["1280-contrast", 1280, 800, "theme=contrast"],
  ["640-roomy", 640, 800, "theme=light&density=roomy"],
];

mkdirSync(out, { recursive: true });
const server = await createServer({ server: { port: 5199 }, logLevel: "error" });
await server.listen();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
let wrong = 0;
for (const [look, width, height, query] of looks) {
  const page = await browser.newPage({ viewport: { width, height } });
  page.on("pageerror", (error) => {
    wrong += 1;
    console.error(`${look}: ${error.message}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      console.error(`${look}: ${message.text()}`);
  });
  for (const [name, more, hash, act] of screens) {
    if (!`${name}`.includes(only) || (look === "1280-ar" && name === "signin-failed")) continue;
    await page.goto("about:blank");
    await page.goto(`http://127.0.0.1:5199/look/?${query}&${more}${hash}`);
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
