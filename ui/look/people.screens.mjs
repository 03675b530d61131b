const admin = (hash, more = {}) => ({ query: "role=administrator", hash, ...more });

const chosen = (name) => async (page) => {
  await page.getByRole("row").filter({ hasText: name }).click();
  await page.waitForTimeout(100);
};
const then = (name, key) => async (page) => {
  await chosen(name)(page);
  await page.keyboard.press(key);
  await page.locator("[role=dialog], [role=alertdialog]").waitFor();
};
const entering = (text) => async (page) => {
  await page.locator("input[type=password]").fill(text);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(300);
};
/** The buttons of one's own account, in order: password, PIN, second factor. */
const pressing = (index) => async (page) => {
  await page.locator("main section [role=group] button").nth(index).click();
  await page.locator("[role=dialog], [role=alertdialog]").waitFor();
};

const toTheEnd = async (page) => {
  await page.locator("section").last().scrollIntoViewIfNeeded();
};

/** Screens of accounts: signing in, one's own, everybody's; and of who stands beside the screen. */
export const peopleScreens = [
  { name: "signin-pin", query: "screen=locked-pin" },
  { name: "signin-pin-wrong", query: "screen=locked-pin", act: entering("274019") },
  { name: "signin-code", query: "screen=locked", act: entering("factor") },
  { name: "signin-provider", query: "screen=locked-provider" },
  {
    name: "signin-provider-waiting",
    query: "screen=locked-provider",
    act: async (page) => {
      await page.locator("main button").last().click();
      await page.waitForTimeout(100);
    },
  },
  { name: "opening", query: "screen=opening" },
  {
    name: "recovery",
    query: "screen=passphrase",
    act: async (page) => {
      await page.getByRole("button").last().click();
      await page.waitForTimeout(100);
    },
  },
  { name: "trouble-key", query: "screen=trouble-key_missing" },
  {
    name: "key",
    ...admin("#/settings", { act: toTheEnd }),
  },
  ...["update", "update-fetching", "update-deb"].map((name) => ({
    name,
    ...admin("#/settings", { query: `role=administrator&screen=${name}`, act: toTheEnd }),
  })),
  { name: "signin-choose", query: "screen=locked", act: entering("chosen") },
  { name: "people", ...admin("#/people") },
  { name: "people-chosen", ...admin("#/people", { act: chosen("Westhuizen") }) },
  { name: "people-own", ...admin("#/people", { act: chosen("Grace") }) },
  {
    name: "people-invite",
    ...admin("#/people", {
      act: async (page) => {
        await page.keyboard.press("n");
        await page.locator("[role=dialog]").waitFor();
      },
    }),
  },
  { name: "people-change", ...admin("#/people", { act: then("Aoife", "e") }) },
  { name: "roles", ...admin("#/people?show=roles") },
  { name: "roles-chosen", ...admin("#/people?show=roles", { act: chosen("Practice manager") }) },
  { name: "roles-change", ...admin("#/people?show=roles", { act: then("Practice manager", "e") }) },
  { name: "people-disable", ...admin("#/people", { act: then("Aoife", "x") }) },
  {
    name: "people-code",
    ...admin("#/people", {
      act: async (page) => {
        await then("Aoife", "r")(page);
        await page.locator("footer button").last().click();
        await page.locator("output").waitFor();
      },
    }),
  },
  { name: "people-reset", ...admin("#/people", { act: then("Aoife", "r") }) },
  { name: "account", ...admin("#/settings") },
  { name: "account-password", ...admin("#/settings", { act: pressing(0) }) },
  { name: "account-pin", ...admin("#/settings", { act: pressing(1) }) },
  { name: "account-factor", ...admin("#/settings", { act: pressing(2) }) },
  {
    name: "account-codes",
    ...admin("#/settings", {
      act: async (page) => {
        await pressing(2)(page);
        await page.locator("input[name=code]").fill("123456");
        await page.keyboard.press("Enter");
        await page.locator("ol").waitFor();
      },
    }),
  },
  {
    name: "privacy-patients",
    query: "role=reception",
    hash: "#/patients",
    act: (page) => page.keyboard.press("Control+Shift+L"),
  },
  {
    name: "privacy-patient",
    query: "role=doctor",
    hash: "#/patients/m1?part=details",
    act: (page) => page.keyboard.press("Control+Shift+L"),
  },
  {
    name: "privacy-schedule",
    query: "role=reception&agenda=day&at=2026-11-20T10:37:00Z",
    hash: "#/schedule",
    act: (page) => page.keyboard.press("Control+Shift+L"),
  },
];
