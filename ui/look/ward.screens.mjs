/** Lets the waves run and the silent ones fall silent before the picture is taken. */
const waiting = (seconds) => (page) => page.waitForTimeout(seconds * 1000);
const nurse = (screen) => `role=nurse&screen=${screen}`;

/** The ward in its states, for a nurse. */
export const wardScreens = [
  { name: "ward", query: nurse("ward"), hash: "#/ward", act: waiting(4.5) },
  { name: "ward-calm", query: nurse("ward-calm"), hash: "#/ward", act: waiting(2) },
  {
    name: "ward-four",
    query: nurse("ward"),
    hash: "#/ward?layout=4&order=alarms",
    act: waiting(2),
  },
  { name: "ward-lost", query: nurse("ward-lost"), hash: "#/ward", act: waiting(11) },
  { name: "ward-failing", query: nurse("ward-failing"), hash: "#/ward", act: waiting(4) },
  { name: "ward-bed", query: nurse("ward"), hash: "#/ward?monitor=mon-0002", act: waiting(2.5) },
  {
    name: "ward-bed-silent",
    query: nurse("ward"),
    hash: "#/ward?monitor=mon-0005",
    act: waiting(2),
  },
  {
    name: "ward-bed-table",
    query: nurse("ward-calm"),
    hash: "#/ward?monitor=mon-0004",
    act: async (page) => {
      await page.waitForTimeout(1500);
      await page.locator("main input[type=radio]").last().check({ force: true });
      await page.locator("main table").waitFor();
      await page.locator("main table").scrollIntoViewIfNeeded();
    },
  },
  {
    name: "ward-chart",
    query: nurse("ward"),
    hash: "#/ward?monitor=mon-0001",
    act: async (page) => {
      await page.waitForTimeout(1500);
      await page.keyboard.press("c");
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "ward-assign",
    query: nurse("ward"),
    hash: "#/ward?monitor=mon-0006",
    act: async (page) => {
      await page.waitForTimeout(1000);
      await page.keyboard.press("n");
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "ward-release",
    query: nurse("ward"),
    hash: "#/ward?monitor=mon-0001",
    act: async (page) => {
      await page.waitForTimeout(1000);
      await page.keyboard.press("r");
      await page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "ward-alarms",
    query: nurse("ward"),
    hash: "#/today",
    act: async (page) => {
      await page.locator("section[data-react-aria-top-layer] button").first().click();
      await page.locator("section[data-react-aria-top-layer] li").first().waitFor();
    },
  },
  { name: "ward-today", query: nurse("ward"), hash: "#/today", act: waiting(1.5) },
];
