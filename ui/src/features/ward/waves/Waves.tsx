import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type { MonitorView, WaveChannel } from "@/ipc/generated/commands";

import { coloursFor, onLookChange } from "./look";
import { paintWith } from "./loop";
import { type Lane, Painter, type Picture } from "./painter";
import { SPEED_MM_S, isEcg } from "./scale";
import type { WaveStreams } from "./stream";

import styles from "./Waves.module.css";

interface WavesProps {
  streams: WaveStreams;
  view: MonitorView;
  /** Which waveforms, from top to bottom. */
  channels: readonly WaveChannel[];
  /** Where the monitor stands, for a screen reader. */
  bed: string;
}

/** The waves of one monitor on one canvas. React only says what to draw; the loop draws it. */
export function Waves({ streams, view, channels, bed }: WavesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const canvas = useRef<HTMLCanvasElement>(null);
  const lanes: Lane[] = channels.map((channel) => ({
    channel,
    label: t(`ward.channel.${channel}`),
    silence: t(`ward.silence.${silenceOf(view, channel)}`),
  }));
  const watermark = view.simulated ? t("ward.simulated") : null;
  const picture = (font: string): Picture => ({
    monitor: view.monitor,
    lanes,
    watermark,
    font,
    scaleWords: (gain) => t("ward.scale", { gain: format.measured(gain), speed: SPEED_MM_S }),
  });
  const painter = useRef<Painter | undefined>(undefined);
  const lay = useEffectEvent(() => {
    const place = canvas.current;
    const box = place?.getBoundingClientRect();
    if (!place || !box || box.width === 0) return;
    const font = getComputedStyle(place).fontFamily;
    const look = { picture: picture(font), colours: coloursFor(place) };
    painter.current ??= Painter.on(place, streams, look);
    painter.current?.lay(look, box.width, box.height, window.devicePixelRatio || 1);
  });

  // What is drawn, as one text: the canvas is laid out anew when it changes, not at each value.
  const what = JSON.stringify([view.monitor, lanes, watermark]);
  useEffect(() => {
    void what;
    lay();
  }, [what]);

  useEffect(() => {
    const place = canvas.current;
    if (!place) return;
    const resized = new ResizeObserver(() => lay());
    resized.observe(place);
    const stopLooking = onLookChange(() => lay());
    void document.fonts?.ready.then(() => lay());
    const stopPainting = painter.current && paintWith(painter.current);
    return () => {
      resized.disconnect();
      stopLooking();
      stopPainting?.();
    };
  }, []);

  return (
    <canvas
      ref={canvas}
      className={styles.waves}
      role="img"
      aria-label={t("ward.wavesOf", { bed, names: lanes.map(({ label }) => label).join(", ") })}
    />
  );
}

/** Why a waveform may have nothing to draw. */
function silenceOf(view: MonitorView, channel: WaveChannel): "lead_off" | "sensor_off" | "no_data" {
  if (view.state === "disconnected") return "no_data";
  if (view.lead_off && (isEcg(channel) || channel === "resp")) return "lead_off";
  if (view.sensor_off && channel === "pleth") return "sensor_off";
  return "no_data";
}
