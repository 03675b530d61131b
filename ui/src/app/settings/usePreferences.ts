import { useQuery } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";

import type { Preferences } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";
import { useSingleKeys } from "@/keyboard/useKey";
import { speak } from "@/locales/i18n";
import type { Language } from "@/locales/translated";

const contrast = window.matchMedia("(prefers-contrast: more)");

/** The language of the preferences, or English where this version does not speak it. */
export const languageOf = (preferences: Preferences | undefined): Language =>
  preferences?.language === "ar" ? "ar" : "en";

/** Makes the window look the way that this person likes it, until the next person comes. */
export function useAppliedPreferences(): void {
  const { data } = useQuery(query("get_preferences", {}));
  const wantsContrast = useSyncExternalStore(
    (changed) => {
      contrast.addEventListener("change", changed);
      return () => contrast.removeEventListener("change", changed);
    },
    () => contrast.matches,
  );
  useSingleKeys(data?.single_keys ?? true);
  useEffect(() => {
    if (!data) return;
    const { dataset } = document.documentElement;
    dataset["theme"] = data.theme;
    dataset["density"] = data.density;
    dataset["contrast"] = wantsContrast || data.theme === "contrast" ? "more" : "usual";
    void speak(languageOf(data));
  }, [data, wantsContrast]);
}
