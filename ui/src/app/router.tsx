import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
} from "@tanstack/react-router";

import { SchedulePage } from "@/features/agenda/SchedulePage";
import type { ScheduleSearch } from "@/features/agenda/search";
import { AttentionPage } from "@/features/attention/AttentionPage";
import type { AttentionSearch } from "@/features/attention/search";
import { AuditPage } from "@/features/audit/AuditPage";
import type { AuditSearch } from "@/features/audit/search";
import { BillingPage } from "@/features/billing/BillingPage";
import { InvoicePage } from "@/features/billing/InvoicePage";
import { NumberSeriesPage } from "@/features/billing/NumberSeriesPage";
import type { BillingSearch, InvoiceSearch } from "@/features/billing/search";
import { PatientPage } from "@/features/patients/PatientPage";
import { PatientsPage } from "@/features/patients/PatientsPage";
import { RegisterPage } from "@/features/patients/RegisterPage";
import type { PatientSearch, PatientsSearch, RegisterSearch } from "@/features/patients/search";
import { PeoplePage } from "@/features/people/PeoplePage";
import type { PeopleSearch } from "@/features/people/search";
import type { WardSearch } from "@/features/ward/search";
import { WardPage } from "@/features/ward/WardPage";
import { WorkstationsPage } from "@/features/workstations/WorkstationsPage";

import { PageFailed, PageNotFound } from "./PageFailed";
import { SettingsPage } from "./settings/SettingsPage";
import { Shell } from "./shell/Shell";
import { TodayPage } from "./today/TodayPage";

const root = createRootRoute({ component: Shell, notFoundComponent: PageNotFound });

const start = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    // The router's own way to send somebody elsewhere is to throw.
    // oxlint-disable-next-line typescript/only-throw-error
    throw redirect({ to: "/today" });
  },
});

const today = createRoute({ getParentRoute: () => root, path: "/today", component: TodayPage });

const schedule = createRoute({
  getParentRoute: () => root,
  path: "/schedule",
  component: SchedulePage,
  validateSearch: (search: ScheduleSearch): ScheduleSearch => search,
});

const patients = createRoute({
  getParentRoute: () => root,
  path: "/patients",
  component: PatientsPage,
  validateSearch: (search: PatientsSearch): PatientsSearch => search,
});

const registerPatient = createRoute({
  getParentRoute: () => root,
  path: "/patients/register",
  component: RegisterPage,
  validateSearch: (search: RegisterSearch): RegisterSearch => search,
});

const patient = createRoute({
  getParentRoute: () => root,
  path: "/patients/$patient",
  component: PatientPage,
  validateSearch: (search: PatientSearch): PatientSearch => search,
});

const ward = createRoute({
  getParentRoute: () => root,
  path: "/ward",
  component: WardPage,
  validateSearch: (search: WardSearch): WardSearch => search,
});

const billing = createRoute({
  getParentRoute: () => root,
  path: "/billing",
  component: BillingPage,
  validateSearch: (search: BillingSearch): BillingSearch => search,
});

const numberSeries = createRoute({
  getParentRoute: () => root,
  path: "/billing/numbers",
  component: NumberSeriesPage,
});

const invoice = createRoute({
  getParentRoute: () => root,
  path: "/billing/$invoice",
  component: InvoicePage,
  validateSearch: (search: InvoiceSearch): InvoiceSearch => search,
});

const attention = createRoute({
  getParentRoute: () => root,
  path: "/attention",
  component: AttentionPage,
  validateSearch: (search: AttentionSearch): AttentionSearch => search,
});

const audit = createRoute({
  getParentRoute: () => root,
  path: "/audit",
  component: AuditPage,
  validateSearch: (search: AuditSearch): AuditSearch => search,
});

const people = createRoute({
  getParentRoute: () => root,
  path: "/people",
  component: PeoplePage,
  validateSearch: (search: PeopleSearch): PeopleSearch => search,
});

const workstations = createRoute({
  getParentRoute: () => root,
  path: "/workstations",
  component: WorkstationsPage,
});

const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  component: SettingsPage,
});

const tree = root.addChildren([
  start,
  today,
  schedule,
  patients,
  registerPatient,
  patient,
  ward,
  billing,
  numberSeries,
  invoice,
  attention,
  audit,
  people,
  workstations,
  settings,
]);

/** The places and their URLs. A fresh one for each sign-in, so that nothing is left of the one before. */
export const newRouter = () =>
  createRouter({
    routeTree: tree,
    history: createHashHistory(),
    defaultErrorComponent: PageFailed,
    defaultPendingMs: 0,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }
}
