const at = (hash, more = {}) => ({ query: "role=reception", hash, ...more });
const doctor = (hash, more = {}) => ({ query: "role=doctor", hash, ...more });

const typing = (text) => async (page) => {
  await page.keyboard.type(text);
  await page.waitForTimeout(200);
};
const opening = (key) => async (page) => {
  await page.keyboard.press(key);
  await page.locator("[role=dialog], [role=alertdialog]").waitFor();
};

/** Screens of finding, registering and reading patients. */
export const patientScreens = [
  { name: "patients", ...at("#/patients") },
  { name: "patients-found", ...at("#/patients", { act: typing("smi") }) },
  { name: "patients-nobody", ...at("#/patients", { act: typing("fionn o'shea") }) },
  { name: "patients-deceased", ...at("#/patients/m3") },
  { name: "patients-register", ...at("#/patients/register") },
  {
    name: "patients-duplicates",
    ...at("#/patients/register?text=%22Smith%2C+Ann%22", {
      act: async (page) => {
        await page.locator("aside button").first().waitFor();
      },
    }),
  },
  {
    name: "patients-refused",
    ...at("#/patients/register?text=%22Smith%2C+Ann%22", {
      act: async (page) => {
        await page.locator("input[name=phone]").fill("12");
        await page.getByRole("radio").first().focus();
        await page.keyboard.press("f");
        await page.keyboard.press("Control+Enter");
        await page.locator("[aria-invalid=true]").first().waitFor();
      },
    }),
  },
  { name: "patients-reception", ...at("#/patients/m1") },
  { name: "patients-doctor", ...doctor("#/patients/m1") },
  {
    name: "patients-doctor-expanded",
    ...doctor("#/patients/m1", { act: (page) => page.keyboard.press("c") }),
  },
  { name: "patients-unasked", ...doctor("#/patients/m5") },
  { name: "patients-none-known", ...doctor("#/patients/m4") },
  { name: "patients-long", ...doctor("#/patients/m6") },
  { name: "patients-details", ...at("#/patients/m1?part=details") },
  { name: "patients-clinical", ...doctor("#/patients/m1?part=clinical") },
  { name: "patients-vitals", ...doctor("#/patients/m1?part=vitals") },
  { name: "patients-visits", ...at("#/patients/m1?part=visits") },
  { name: "patients-invoices", ...at("#/patients/m1?part=invoices") },
  { name: "patients-edit", ...at("#/patients/m1", { act: opening("e") }) },
  { name: "patients-allergy", ...doctor("#/patients/m1", { act: opening("a") }) },
  { name: "patients-state-none", ...doctor("#/patients/m5", { act: opening("k") }) },
  {
    name: "patients-chart",
    ...doctor("#/patients/m1", {
      act: async (page) => {
        await opening("v")(page);
        await page.keyboard.type("84");
        await page.locator("input[name='8310-5']").fill("98.6");
        await page.locator("input[name='8480-6']").fill("80");
        await page.locator("input[name='8462-4']").fill("120");
        await page.keyboard.press("Control+Enter");
        await page.locator("[aria-invalid=true]").first().waitFor();
      },
    }),
  },
  { name: "patients-insurance", ...at("#/patients/m1", { act: opening("i") }) },
  { name: "patients-nowhere", ...at("#/patients/zz") },
  { name: "patients-closed", ...doctor("#/patients/closed") },
  { name: "patients-open-in-emergency", ...doctor("#/patients/closed", { act: opening("e") }) },
  { name: "patients-opened", ...doctor("#/patients/opened") },
  { name: "patients-opened-details", ...doctor("#/patients/opened?part=details") },
];
