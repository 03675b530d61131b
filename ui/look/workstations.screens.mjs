const at = (screen = "", more = {}) => ({
  query: `role=administrator&screen=${screen}`,
  hash: "#/workstations",
  ...more,
});

const chosen = (letters) => async (page) => {
  const name = page.locator("bdi", { hasText: new RegExp(`^${letters}$`) });
  await page.getByRole("row").filter({ has: name }).first().click();
  await page.waitForTimeout(100);
};
const then = (letters, key) => async (page) => {
  await chosen(letters)(page);
  await page.keyboard.press(key);
  await page.locator("[role=dialog]").waitFor();
};

/** Screens of the facility's workstations, and of who is signed in at them. */
export const workstationScreens = [
  { name: "workstations", ...at() },
  { name: "workstations-chosen", ...at("", { act: chosen("C") }) },
  { name: "workstations-wiped", ...at("", { act: chosen("F") }) },
  { name: "workstations-none", ...at("workstations-none") },
  { name: "workstations-waiting", ...at("workstations-waiting") },
  { name: "workstations-offline", ...at("workstations-offline") },
  { name: "workstations-unproven", ...at("workstations-unproven") },
  {
    name: "workstations-invite",
    ...at("", {
      act: async (page) => {
        await page.getByRole("grid").waitFor();
        await page.keyboard.press("n");
        await page.locator("[role=dialog]").waitFor();
      },
    }),
  },
  {
    name: "workstations-line",
    ...at("", {
      act: async (page) => {
        await page.getByRole("grid").waitFor();
        await page.keyboard.press("n");
        await page.locator("input[type=password]").fill("demo");
        await page.keyboard.press("Enter");
        await page.locator("output").waitFor();
      },
    }),
  },
  {
    name: "workstations-revoke",
    ...at("", {
      act: async (page) => {
        await then("C", "x")(page);
        await page
          .getByRole("radio")
          .last()
          .evaluate((radio) => radio.click());
        await page.waitForTimeout(100);
      },
    }),
  },
  { name: "workstations-revoke-own", ...at("", { act: then("A", "x") }) },
  {
    name: "workstations-signed-in",
    query: "role=administrator",
    hash: "#/settings",
    act: async (page) => {
      await page
        .getByText("Workstation B")
        .or(page.getByText("محطة العمل B"))
        .scrollIntoViewIfNeeded();
    },
  },
];
