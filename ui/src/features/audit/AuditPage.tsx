import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { Segmented } from "@/components/Choice";
import { Page } from "@/components/Page";
import { useKey } from "@/keyboard/useKey";

import { EmergencyView } from "./emergency/EmergencyView";
import { auditKeys } from "./keys";
import { ReportView } from "./report/ReportView";
import { type AuditView, auditViews } from "./search";
import { TrailView } from "./trail/TrailView";
import { UnusualView } from "./unusual/UnusualView";

/** Who did what: every line, who opened one record, what stands out, and what was opened in an emergency. */
export function AuditPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { show: view = "trail" } = useSearch({ from: "/audit" });
  const open = (next: AuditView): void =>
    void navigate({ to: "/audit", search: next === "trail" ? {} : { show: next } });
  useKey(auditKeys.trail, () => open("trail"));
  useKey(auditKeys.report, () => open("report"));
  useKey(auditKeys.unusual, () => open("unusual"));
  useKey(auditKeys.emergency, () => open("emergency"));
  return (
    <div data-scope="audit" style={{ display: "contents" }}>
      <Page
        flush
        title={t("audit.title")}
        tools={
          <Segmented
            hideLabel
            label={t("audit.view.label")}
            options={auditViews.map((id) => ({ id, name: t(`audit.view.${id}`) }))}
            value={view}
            onChange={open}
          />
        }
      >
        {view === "trail" && <TrailView />}
        {view === "report" && <ReportView />}
        {view === "unusual" && <UnusualView />}
        {view === "emergency" && <EmergencyView />}
      </Page>
    </div>
  );
}
