import { useEffect } from "react";

import { useKey } from "@/keyboard/useKey";
import { setPrivacy, usePrivacy } from "@/patient/privacy";

import { frameKeys } from "../keys";

/** Hides and shows who the patients are. It ends with the session: the next person begins anew. */
export function usePrivacyKey(): void {
  const isOn = usePrivacy();
  useKey(frameKeys.privacy, () => setPrivacy(!isOn));
  useEffect(() => () => setPrivacy(false), []);
}
