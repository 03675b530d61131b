import { ServerCrash, Unplug } from "lucide-react";
import { type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type { LinkView } from "@/ipc/generated/commands";

import { AlarmRow } from "./alarms/AlarmRow";
import { SoundControl } from "./alarms/SoundControl";
import { useAlarmWatch } from "./alarms/useAlarmWatch";
import { useSound } from "./alarms/useSound";

import styles from "./AlarmBanner.module.css";

/**
 * The alarms that are on, above every screen, the lock screen too; what keeps them from being seen
 * or heard stands there as well. Nothing here goes by itself while a person still has to see it.
 */
export function AlarmBanner() {
  const { t } = useTranslation();
  const { alarms, link, failingSince } = useAlarmWatch();
  const sound = useSound(alarms, failingSince !== undefined);
  const banner = useRef<HTMLElement>(null);
  const [first, ...others] = alarms;
  const hasMonitors = link !== undefined;
  const tellsOfSound = hasMonitors && (sound.able !== "yes" || sound.pausedUntil !== undefined);
  const isUnlinked = hasMonitors && link.state !== "connected";
  const isThere = first !== undefined || failingSince !== undefined || isUnlinked || tellsOfSound;
  useSpaceBelow(banner, isThere);
  if (!isThere) return null;
  return (
    <section
      ref={banner}
      className={styles.banner}
      aria-label={t("ward.alarm.region")}
      // Dialogs leave this part of the window alone: an alarm is seen and acknowledged above them.
      data-react-aria-top-layer="true"
    >
      {failingSince && <Failing since={failingSince} />}
      {isUnlinked && <Unlinked link={link} />}
      {first && <AlarmRow first={first} others={others} sound={sound} />}
      {!first && tellsOfSound && (
        <div className={styles.quiet}>
          <SoundControl state={sound} />
          <span className={styles.primary}>{t("ward.primary")}</span>
        </div>
      )}
    </section>
  );
}

function Failing({ since }: { since: Date }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={styles.strip} data-tone="high" role="alert">
      <ServerCrash aria-hidden />
      <strong>{t("ward.failing.title", { time: format.clock(since) })}</strong>
      <span>{t("ward.failing.next")}</span>
    </div>
  );
}

function Unlinked({ link }: { link: LinkView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const time = format.clock(link.since);
  return (
    <div className={styles.strip} data-tone="medium" role="alert">
      <Unplug aria-hidden />
      <strong>
        {t(link.state === "lost" ? "ward.link.lost" : "ward.link.connecting", { time })}
      </strong>
      <span>{t("ward.link.next")}</span>
    </div>
  );
}

/** Tells the sheets above the work how much room the banner takes, so that none lies over it. */
function useSpaceBelow(banner: RefObject<HTMLElement | null>, isThere: boolean): void {
  useEffect(() => {
    const place = banner.current;
    const { style } = document.documentElement;
    if (!place || !isThere) return;
    const measure = (): void =>
      style.setProperty("--alarm-space", `${place.getBoundingClientRect().height}px`);
    const observer = new ResizeObserver(measure);
    observer.observe(place);
    measure();
    return () => {
      observer.disconnect();
      style.removeProperty("--alarm-space");
    };
  }, [banner, isThere]);
}
