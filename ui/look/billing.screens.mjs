const at = (hash, more = {}) => ({ query: "role=billing&screen=billing", hash, ...more });
const opening = (keys, then) => async (page) => {
  await page.waitForTimeout(300);
  await page.keyboard.press(keys);
  await page.locator("[role=dialog], [role=alertdialog]").waitFor();
  await then?.(page);
};
const shown = async (page) => {
  await page.locator("canvas").first().waitFor();
  await page.waitForTimeout(800);
};

/** Screens of invoices, payments and their paper. */
export const billingScreens = [
  { name: "billing", ...at("#/billing") },
  { name: "billing-overdue", ...at("#/billing?filter=overdue") },
  { name: "billing-none", query: "role=billing&screen=billing-none", hash: "#/billing" },
  { name: "billing-numbers", ...at("#/billing/numbers") },
  {
    name: "billing-numbers-lacking",
    query: "role=billing&screen=billing-lacking",
    hash: "#/billing/numbers",
  },
  {
    name: "billing-numbers-none",
    query: "role=administrator&screen=billing-none",
    hash: "#/billing/numbers",
  },
  { name: "billing-new", ...at("#/billing", { act: opening("n") }) },
  { name: "billing-today", ...at("#/today") },
  { name: "billing-draft", ...at("#/billing/draft") },
  { name: "billing-draft-empty", ...at("#/billing/draft-empty") },
  { name: "billing-draft-long", ...at("#/billing/draft-long") },
  {
    name: "billing-draft-typing",
    ...at("#/billing/draft", {
      act: async (page) => {
        await page.keyboard.press("Alt+n");
        await page.keyboard.type("con");
        await page.getByRole("option").first().waitFor();
      },
    }),
  },
  {
    name: "billing-draft-wrong",
    ...at("#/billing/draft", {
      act: async (page) => {
        await page.getByLabel("Discount, line 4").or(page.getByLabel("الخصم، البند 4")).fill("99");
        await page.keyboard.press("Alt+n");
        await page.keyboard.type("Interpreter, by telephone");
        await page.keyboard.press("Tab");
        await page.keyboard.type("some");
        await page.keyboard.press("Control+Enter");
        await page.waitForTimeout(500);
      },
    }),
  },
  { name: "billing-draft-discard", ...at("#/billing/draft", { act: opening("x") }) },
  { name: "billing-part", ...at("#/billing/part") },
  { name: "billing-overdue-one", ...at("#/billing/overdue") },
  { name: "billing-long", ...at("#/billing/long") },
  { name: "billing-paid", ...at("#/billing/paid") },
  { name: "billing-note", ...at("#/billing/note") },
  { name: "billing-credited", ...at("#/billing/credited") },
  { name: "billing-missing", ...at("#/billing/nowhere") },
  { name: "billing-pay", ...at("#/billing/part", { act: opening("p") }) },
  {
    name: "billing-pay-more",
    ...at("#/billing/part", {
      act: opening("p", async (page) => {
        await page.locator("[role=dialog] input").first().fill("999");
        await page.keyboard.press("Tab");
        await page.keyboard.press("d");
        await page.keyboard.press("Enter");
        await page.locator("[role=dialog] [aria-invalid=true]").waitFor();
      }),
    }),
  },
  {
    name: "billing-pay-taken",
    ...at("#/billing/part", {
      act: opening("p", async (page) => {
        await page.keyboard.press("c");
        await page.keyboard.press("Enter");
        await page.locator("[role=dialog] [role=status]").waitFor();
      }),
    }),
  },
  { name: "billing-refund", ...at("#/billing/note", { act: opening("p") }) },
  { name: "billing-credit", ...at("#/billing/part", { act: opening("r") }) },
  { name: "billing-paper", ...at("#/billing/part", { act: opening("Control+p", shown) }) },
  {
    name: "billing-paper-none",
    query: "role=billing&screen=no-printer",
    hash: "#/billing/part",
    act: opening("Control+p", shown),
  },
  {
    name: "billing-receipt",
    ...at("#/billing/paid", {
      act: async (page) => {
        await page.locator("aside button").first().click();
        await shown(page);
      },
    }),
  },
];
