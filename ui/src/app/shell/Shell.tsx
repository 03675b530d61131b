import { Outlet, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Toasts } from "@/components/Toasts";
import { BookAnywhere } from "@/features/agenda/BookAnywhere";
import { numbersKeys } from "@/features/billing/keys";
import { patientsKeys } from "@/features/patients/keys";
import { AlarmBanner } from "@/features/ward/AlarmBanner";
import { useHostEvent } from "@/ipc/events";
import { useKey, useKeyboard } from "@/keyboard/useKey";

import { frameKeys } from "../keys";
import { Palette } from "../palette/Palette";
import { places } from "../places";
import { useSession } from "../session/SessionContext";
import { IdleStrip } from "./IdleStrip";
import { KeySheet } from "./KeySheet";
import { Landmark } from "./Landmark";
import { Rail } from "./Rail";
import { TopBar } from "./TopBar";
import { usePrivacyKey } from "./usePrivacyKey";

import styles from "./Shell.module.css";

/** The frame around the work. */
export function Shell() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { lock } = useSession();
  const [isFinding, setFinding] = useState(false);
  const [isHelping, setHelping] = useState(false);
  useKeyboard();
  useKey(frameKeys.palette, () => setFinding((open) => !open));
  useKey(frameKeys.search, () => setFinding(true));
  useKey(frameKeys.help, () => setHelping(true));
  useKey(frameKeys.lock, lock);
  usePrivacyKey();
  useHostEvent("open_patient", ({ patient }) => {
    void navigate({ to: "/patients/$patient", params: { patient } });
  });
  return (
    <div className={styles.shell}>
      <a
        className={styles.skip}
        href="#work"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById("work")?.focus();
        }}
      >
        {t("frame.skip")}
      </a>
      <div className={styles.alarm}>
        <AlarmBanner />
      </div>
      <TopBar onSearch={() => setFinding(true)} onHelp={() => setHelping(true)} />
      <Rail />
      <Landmark tag="main" role="main" label={t("frame.work")} id="work" className={styles.main}>
        <Outlet />
      </Landmark>
      {places.map((place) => (
        <PlaceKey key={place.to} place={place} />
      ))}
      <RegisterKey />
      <NumbersKey />
      <Palette isOpen={isFinding} onClose={() => setFinding(false)} />
      <KeySheet isOpen={isHelping} onClose={() => setHelping(false)} />
      <BookAnywhere />
      <Toasts />
      <IdleStrip />
    </div>
  );
}

/** Somebody new at the desk: from anywhere, by key or from the palette. */
function RegisterKey() {
  const navigate = useNavigate();
  const { permissions } = useSession();
  const mayRegister = permissions.includes("register_patients");
  useKey(
    patientsKeys.register,
    () => void navigate({ to: "/patients/register", search: {} }),
    mayRegister,
  );
  return null;
}

/** The number series are reached by administrators too, who have no place for invoices. */
function NumbersKey() {
  const navigate = useNavigate();
  const { permissions } = useSession();
  const maySee = permissions.includes("see_number_series");
  useKey(numbersKeys.open, () => void navigate({ to: "/billing/numbers" }), maySee);
  return null;
}

function PlaceKey({ place }: { place: (typeof places)[number] }) {
  const navigate = useNavigate();
  const { permissions } = useSession();
  useKey(place.key, () => void navigate({ to: place.to }), permissions.includes(place.needs));
  return null;
}
