import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { Checkbox, Segmented } from "@/components/Choice";
import { Page } from "@/components/Page";
import { OwnSessions } from "@/features/people/sessions/OwnSessions";
import type { Preferences } from "@/ipc/generated/commands";
import { query, useCommand } from "@/ipc/queries";
import { languages } from "@/locales/i18n";

import { useMay, useSession } from "../session/SessionContext";
import { AccountSection } from "./account/AccountSection";
import { KeySection } from "./key/KeySection";
import { SharingIncidents } from "./SharingIncidents";
import { UpdateSection } from "./update/UpdateSection";

import styles from "./SettingsPage.module.css";

/** How this person likes the screen. Each choice takes effect at once. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { person } = useSession();
  const { data: preferences } = useQuery(query("get_preferences", {}));
  const mayCare = useMay("care_for_workstation");
  const maySeeIncidents = useMay("see_incidents");
  const save = useCommand("set_preferences");
  if (!preferences) return null;
  const change = (changed: Partial<Preferences>): void =>
    save.mutate({ ...preferences, ...changed });
  return (
    <Page title={t("frame.settings.title")}>
      <div className={styles.settings}>
        <p className={styles.about}>{t("frame.settings.yours", { name: person.display_name })}</p>
        <Segmented
          label={t("frame.settings.theme")}
          options={[
            { id: "system", name: t("frame.settings.themeSystem") },
            { id: "light", name: t("frame.settings.themeLight") },
            { id: "dark", name: t("frame.settings.themeDark") },
            { id: "contrast", name: t("frame.settings.themeContrast") },
          ]}
          value={preferences.theme}
          onChange={(theme) => change({ theme })}
        />
        <Segmented
          label={t("frame.settings.density")}
          options={[
            { id: "compact", name: t("frame.settings.densityCompact") },
            { id: "normal", name: t("frame.settings.densityNormal") },
            { id: "roomy", name: t("frame.settings.densityRoomy") },
          ]}
          value={preferences.density}
          onChange={(density) => change({ density })}
        />
        <Segmented
          label={t("frame.settings.language")}
          options={Object.entries(languages).map(([id, { name }]) => ({ id, name }))}
          value={preferences.language}
          onChange={(language) => change({ language })}
        />
        <Checkbox
          value={preferences.single_keys}
          onChange={(single_keys) => change({ single_keys })}
          hint={t("frame.settings.singleLettersHint")}
        >
          {t("frame.settings.singleLetters")}
        </Checkbox>
        <AccountSection />
        <OwnSessions />
        {mayCare && <KeySection />}
        {maySeeIncidents && <SharingIncidents />}
        <UpdateSection mayInstall={mayCare} />
      </div>
    </Page>
  );
}
