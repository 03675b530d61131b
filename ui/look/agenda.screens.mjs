// The day book, the worklist and the homes that list visits.

/** The day book at half past ten on a Friday. */
const desk = (kind = "day", more = "") => `agenda=${kind}&at=2026-11-20T10:37:00Z&${more}`;
const inGrid = async (page, ...keys) => {
  await page.locator("[role=gridcell][tabindex='0']").waitFor();
  await page.waitForTimeout(200);
  for (const key of keys) await page.keyboard.press(key);
};

export const agendaScreens = [
  { name: "schedule", query: desk(), hash: "#/schedule" },
  {
    name: "schedule-visit",
    query: desk(),
    hash: "#/schedule",
    act: (page) => inGrid(page, "ArrowDown", "ArrowDown", "ArrowDown"),
  },
  {
    name: "schedule-lease",
    query: desk(),
    hash: "#/schedule",
    act: async (page) => {
      await inGrid(page, "l");
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "schedule-book",
    query: desk(),
    hash: "#/schedule?date=2026-11-23",
    act: async (page) => {
      await inGrid(page, "Enter");
      await page.getByRole("dialog").waitFor();
      await page.keyboard.type("smi", { delay: 30 });
      await page.getByRole("option").first().waitFor();
    },
  },
  {
    name: "schedule-booking",
    query: desk(),
    hash: "#/schedule?date=2026-11-23",
    act: async (page) => {
      await inGrid(page, "Enter");
      await page.getByRole("dialog").waitFor();
      await page.keyboard.type("smi", { delay: 30 });
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("Enter");
      await page.waitForTimeout(300);
    },
  },
  {
    name: "schedule-refused",
    query: desk(),
    hash: "#/schedule?date=2026-11-23",
    act: async (page) => {
      await inGrid(page, "Enter");
      await page.getByRole("dialog").waitFor();
      await page.keyboard.type("smi", { delay: 30 });
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("Enter");
      await page.getByLabel(/^(Start|البداية)/).fill("920");
      await page.keyboard.press("Control+Enter");
      await page.locator("[data-scope=offers]").waitFor();
    },
  },
  {
    name: "schedule-move",
    query: desk(),
    hash: "#/schedule",
    act: (page) =>
      inGrid(page, "ArrowDown", "ArrowDown", "ArrowDown", "Alt+ArrowUp", "Alt+ArrowUp"),
  },
  {
    name: "schedule-move-refused",
    query: desk(),
    hash: "#/schedule",
    act: async (page) => {
      await inGrid(
        page,
        ...Array(3).fill("ArrowDown"),
        ...Array(6).fill("Alt+ArrowDown"),
        "Alt+ArrowRight",
        "Enter",
      );
      await page.locator("[data-scope=offers]").waitFor();
    },
  },
  {
    name: "schedule-cancel",
    query: desk(),
    hash: "#/schedule",
    act: async (page) => {
      await inGrid(page, "ArrowDown", "ArrowDown", "ArrowDown", "x");
      await page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "schedule-step",
    query: desk(),
    hash: "#/schedule",
    act: (page) => inGrid(page, "ArrowDown", "ArrowDown", "ArrowDown", "i"),
  },
  { name: "schedule-week", query: desk("day", "role=doctor"), hash: "#/schedule?view=week" },
  { name: "schedule-many", query: desk("many"), hash: "#/schedule?cancelled=true" },
  { name: "schedule-clocks", query: desk(), hash: "#/schedule?date=2026-03-29" },
  { name: "schedule-nobody", query: desk("nobody"), hash: "#/schedule" },
  { name: "attention", query: desk("day", "screen=off-a"), hash: "#/attention" },
  { name: "attention-none", query: desk("empty"), hash: "#/attention" },
  {
    name: "attention-settled",
    query: desk("day"),
    hash: "#/attention",
    act: async (page) => {
      await page.locator("[data-scope=attention]").waitFor();
      await page.keyboard.press("s");
    },
  },
  { name: "today-reception", query: desk(), hash: "#/today" },
  { name: "today-doctor", query: desk("day", "role=doctor"), hash: "#/today" },
  { name: "today-quiet", query: desk("empty"), hash: "#/today" },
];
