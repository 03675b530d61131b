import { BellOff, Volume2, VolumeOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { useFormat } from "@/format/useFormat";

import { wardKeys } from "../keys";
import { type SoundState, pauseSound, resumeSound, wake } from "./sounder";

import styles from "./SoundControl.module.css";

/** How the sound of alarms stands, in words, and what can be done about it. */
export function SoundControl({ state }: { state: SoundState }) {
  const { t } = useTranslation();
  if (state.able === "missing") {
    return (
      <span className={styles.state}>
        <VolumeOff aria-hidden />
        {t("ward.sound.missing")}
      </span>
    );
  }
  if (state.able === "blocked") {
    return (
      <span className={styles.state}>
        <VolumeOff aria-hidden />
        {t("ward.sound.blocked")}
        <Button size="small" onPress={wake}>
          {t("ward.sound.turnOn")}
        </Button>
      </span>
    );
  }
  if (state.pausedUntil !== undefined) return <Paused until={state.pausedUntil} />;
  return (
    <Button
      icon={<BellOff aria-hidden />}
      keys={wardKeys.pauseSound.keys}
      onPress={() => pauseSound()}
    >
      {t("ward.sound.pause")}
    </Button>
  );
}

function Paused({ until }: { until: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const left = format.countdown(Math.ceil((until - now) / 1000));
  return (
    <span className={styles.state}>
      <BellOff aria-hidden />
      <span role="timer">{t("ward.sound.paused", { left })}</span>
      <Button icon={<Volume2 aria-hidden />} keys={wardKeys.pauseSound.keys} onPress={resumeSound}>
        {t("ward.sound.resume")}
      </Button>
    </span>
  );
}
