import { useTranslation } from "react-i18next";

import { Page } from "@/components/Page";
import { useDirectory } from "@/ipc/directory";

import { Schedule } from "./page/Schedule";

/** The schedule. */
export function SchedulePage() {
  const { t } = useTranslation();
  const directory = useDirectory();
  // A local answer takes milliseconds: a sign of waiting would only flicker.
  if (!directory) return <Page title={t("frame.place.schedule")}>{null}</Page>;
  return <Schedule directory={directory} />;
}
