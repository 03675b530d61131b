import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type { MonitorView, WaveChannel } from "@/ipc/generated/commands";

import { lookOf, onLookChange } from "./look";
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
  const lanes: Lane[] = channels.map((channel) => ({
    channel,
    label: t(`ward.channel.${channel}`),
    silence: t(`ward.silence.${silenceOf(view, channel)}`),
  }));
  const picture: Picture = {
    monitor: view.monitor,
    lanes,
    watermark: view.simulated ? t("ward.simulated") : null,
    scaleWords: (gain) => t("ward.scale", { gain: format.measured(gain), speed: SPEED_MM_S }),
  };
  return (
    <Canvas
      // Another picture is another canvas, drawn at once from the samples that are held.
      key={JSON.stringify(picture)}
      streams={streams}
      picture={picture}
      label={t("ward.wavesOf", { bed, names: lanes.map(({ label }) => label).join(", ") })}
    />
  );
}

interface CanvasProps {
  streams: WaveStreams;
  picture: Picture;
  label: string;
}

function Canvas({ streams, picture, label }: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const begin = useEffectEvent((place: HTMLCanvasElement) => Painter.on(place, streams, picture));
  useEffect(() => {
    const place = canvas.current;
    const painter = place && begin(place);
    if (!painter) return;
    const lay = (): void => {
      const { width, height } = place.getBoundingClientRect();
      if (width > 0) painter.lay(lookOf(place), { width, height }, window.devicePixelRatio || 1);
    };
    const resized = new ResizeObserver(lay);
    resized.observe(place);
    const stopLooking = onLookChange(lay);
    void document.fonts.ready.then(lay);
    lay();
    const stopPainting = paintWith(painter);
    return () => {
      resized.disconnect();
      stopLooking();
      stopPainting();
    };
  }, []);
  return (
    <div className={styles.place}>
      <canvas ref={canvas} className={styles.waves} role="img" aria-label={label} />
    </div>
  );
}

/** Why a waveform may have nothing to draw. */
function silenceOf(view: MonitorView, channel: WaveChannel): "lead_off" | "sensor_off" | "no_data" {
  if (view.state === "disconnected") return "no_data";
  if (view.lead_off && (isEcg(channel) || channel === "resp")) return "lead_off";
  if (view.sensor_off && channel === "pleth") return "sensor_off";
  return "no_data";
}
