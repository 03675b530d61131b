const at = (hash, screen = "audit") => ({ query: `role=administrator&screen=${screen}`, hash });

/** Screens of the audit trail. */
export const auditScreens = [
  { name: "audit", ...at("#/audit") },
  { name: "audit-none", ...at("#/audit", "audit-none") },
  { name: "audit-offline", ...at("#/audit", "audit-offline") },
  { name: "audit-unusual", ...at("#/audit?show=unusual") },
  { name: "audit-unusual-none", ...at("#/audit?show=unusual", "audit-none") },
  { name: "audit-emergency", ...at("#/audit?show=emergency") },
  { name: "audit-emergency-none", ...at("#/audit?show=emergency", "audit-none") },
  { name: "audit-report-nobody", ...at("#/audit?show=report") },
  {
    name: "audit-report",
    ...at("#/audit?show=report"),
    act: async (page) => {
      await page.getByRole("combobox").first().fill("smi");
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("grid").waitFor();
    },
  },
];
