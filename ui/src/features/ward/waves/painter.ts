import type { WaveChannel } from "@/ipc/generated/commands";

import {
  BAR,
  GUTTER,
  type Look,
  type Strip,
  erase,
  hatch,
  hatching,
  line,
  magnified,
  millivolt,
  shareOf,
  waveOf,
} from "./brush";
import { SPEED, type Scale, firstScale, scaleFor } from "./scale";
import type { WaveStream, WaveStreams } from "./stream";
import { type Gap, type Pen, along, due, sweep, windowOf } from "./sweep";

/** A waveform to be drawn, and its words. */
export interface Lane {
  readonly channel: WaveChannel;
  readonly label: string;
  /** Why there is nothing to draw, when there is nothing. */
  readonly silence: string;
}

/** What a canvas shows besides the samples. */
export interface Picture {
  readonly monitor: string;
  readonly lanes: readonly Lane[];
  /** Burnt into the picture of a simulated monitor. */
  readonly watermark: string | null;
  /** `10 mm/mV · 25 mm/s`, for a gain. */
  readonly scaleWords: (gain: number) => string;
}

interface Drawn {
  readonly lane: Lane;
  readonly strip: Strip;
  scale: Scale;
  pen: Pen | undefined;
  gapSince: number | undefined;
  /** The stretch of time in which the reason of a gap is written. */
  label: Gap | undefined;
}

/** Least width at which a strip tells its scale, CSS pixels. */
const WORDY = 240;
/** How many values a scale is chosen from. */
const LOOKED_AT = 600;

const font = (look: Look, ratio: number, size: number, weight = 500): string =>
  `${weight} ${size * ratio}px ${look.font}`;

/** Draws the waves of one monitor on one canvas, adding at each call what is due since the last. */
export class Painter {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #streams: WaveStreams;
  readonly #picture: Picture;
  readonly #backdrop = document.createElement("canvas");
  #look: Look | undefined;
  #pattern: CanvasPattern | string = "";
  #ratio = 1;
  #drawn: Drawn[] = [];

  private constructor(
    canvas: HTMLCanvasElement,
    context: CanvasRenderingContext2D,
    streams: WaveStreams,
    picture: Picture,
  ) {
    this.#canvas = canvas;
    this.#context = context;
    this.#streams = streams;
    this.#picture = picture;
  }

  /** A painter for the canvas; none where the engine cannot draw. */
  static on(
    canvas: HTMLCanvasElement,
    streams: WaveStreams,
    picture: Picture,
  ): Painter | undefined {
    const context = canvas.getContext("2d", { alpha: false });
    return context ? new Painter(canvas, context, streams, picture) : undefined;
  }

  /** How many waveforms it draws. */
  get lanes(): number {
    return this.#drawn.length;
  }

  /** Begins anew at another size or in another theme. The size is in CSS pixels. */
  lay(look: Look, size: { width: number; height: number }, ratio: number): void {
    this.#look = look;
    this.#ratio = ratio;
    for (const canvas of [this.#canvas, this.#backdrop]) {
      canvas.width = Math.max(1, Math.round(size.width * ratio));
      canvas.height = Math.max(1, Math.round(size.height * ratio));
    }
    this.#pattern = hatching(this.#context, look.hatch, ratio);
    this.#drawn = this.#strips().map(([lane, strip]) => ({
      lane,
      strip,
      scale: firstScale(lane.channel, strip.height / ratio),
      pen: undefined,
      gapSince: undefined,
      label: undefined,
    }));
    this.#paintBackdrop(look);
    this.#context.drawImage(this.#backdrop, 0, 0);
  }

  /** Draws everything that is due at `now`, however long ago the last call was. */
  draw(now: number): void {
    const look = this.#look;
    if (look) for (const drawn of this.#drawn) this.#advance(drawn, look, now);
  }

  #strips(): [Lane, Strip][] {
    const { lanes } = this.#picture;
    const shares = lanes.reduce((sum, { channel }) => sum + shareOf(channel), 0);
    const start = GUTTER * this.#ratio;
    const track = { start, length: this.#canvas.width - start, speed: SPEED * this.#ratio };
    let top = 0;
    return lanes.map((lane) => {
      const height = Math.floor((this.#canvas.height * shareOf(lane.channel)) / shares);
      const strip = { top, height, track };
      top += height;
      return [lane, strip];
    });
  }

  #advance(drawn: Drawn, look: Look, now: number): void {
    const { lane, strip } = drawn;
    const stream = this.#streams.get(this.#picture.monitor, lane.channel);
    const to = due(stream, now);
    const window = windowOf(strip.track);
    const bar = (BAR * this.#ratio) / strip.track.speed;
    const before = drawn.pen;
    if (window <= bar * 2) return;
    const isAnew = !before || to - before.time >= window - bar;
    const pen = isAnew ? { time: to - window + bar * 2 } : before;
    if (to <= pen.time) return;
    const hasTurned = along(strip.track, to) < along(strip.track, pen.time);
    if (isAnew) drawn.label = drawn.gapSince = undefined;
    if (stream && (isAnew || hasTurned)) this.#rescale(drawn, look, stream, to);
    const swept = sweep(stream, pen, to);
    const cleared = isAnew
      ? { from: to - window + bar, to: to + bar }
      : { from: pen.time + bar, to: to + bar };
    erase(this.#context, this.#backdrop, strip, cleared);
    for (const gap of swept.gaps) hatch(this.#context, this.#pattern, strip, gap);
    this.#wipeLabel(drawn, to + bar);
    this.#context.strokeStyle = look.waves[waveOf(lane.channel)];
    this.#context.lineWidth = 1.6 * this.#ratio;
    this.#context.lineJoin = "round";
    this.#context.lineCap = "round";
    line(this.#context, strip, magnified(drawn.scale, this.#ratio), swept.strokes);
    drawn.pen = swept.pen;
    const gap = swept.gaps.at(-1);
    if (gap?.to === to) this.#sayWhy(drawn, look, gap.from, to);
    else drawn.gapSince = undefined;
  }

  /** Writes the reason into a gap once there is room for it, and again once each round. */
  #sayWhy(drawn: Drawn, look: Look, from: number, to: number): void {
    const { lane, strip } = drawn;
    drawn.gapSince ??= from;
    this.#context.font = font(look, this.#ratio, 11);
    const pad = 5 * this.#ratio;
    const wide = this.#context.measureText(lane.silence).width + pad * 2;
    const room = (to - drawn.gapSince) * strip.track.speed;
    const end = along(strip.track, to);
    const isSaid = drawn.label !== undefined && drawn.label.from >= drawn.gapSince;
    if (isSaid || room < wide + pad * 2 || end - wide - pad < strip.track.start) return;
    const tall = 18 * this.#ratio;
    const top = Math.round(strip.top + (strip.height - tall) / 2);
    this.#context.fillStyle = look.paper;
    this.#context.fillRect(Math.round(end - wide - pad), top, Math.round(wide), tall);
    this.#context.fillStyle = look.ink;
    this.#context.textBaseline = "middle";
    this.#context.textAlign = "center";
    this.#context.fillText(lane.silence, end - wide / 2 - pad, top + tall / 2);
    drawn.label = { from: to - (wide + pad) / strip.track.speed, to };
  }

  /** A reason that the pen comes back to goes as a whole: half a word says nothing. */
  #wipeLabel(drawn: Drawn, to: number): void {
    const { label, strip } = drawn;
    const window = windowOf(strip.track);
    if (!label || to < label.from + window) return;
    const rest = { from: to - window, to: label.to };
    erase(this.#context, this.#backdrop, strip, rest);
    hatch(this.#context, this.#pattern, strip, rest);
    drawn.label = undefined;
  }

  /** Takes a better scale where the one in use cuts the wave off or leaves it small. */
  #rescale(drawn: Drawn, look: Look, stream: WaveStream, to: number): void {
    const { lane, strip } = drawn;
    const last = Math.min(Math.floor(stream.number(to)), stream.next - 1);
    const first = Math.max(stream.first, Math.floor(stream.number(to - windowOf(strip.track))));
    const step = Math.max(1, Math.floor((last - first) / LOOKED_AT));
    const values: number[] = [];
    for (let number = first; number <= last; number += step)
      if (stream.isReal(number)) values.push(stream.value(number));
    if (values.length < 2) return;
    const height = strip.height / this.#ratio;
    const better = scaleFor(lane.channel, height, values);
    const { middle, perUnit } = drawn.scale;
    const moved = Math.abs(better.middle - middle) * perUnit;
    const ratio = better.perUnit / perUnit;
    if (drawn.pen && moved < height * 0.12 && ratio > 0.93 && ratio < 1.3) return;
    drawn.scale = better;
    this.#paintBackdrop(look);
    const { start } = strip.track;
    this.#context.drawImage(
      this.#backdrop,
      ...([0, strip.top, start, strip.height] as const),
      ...([0, strip.top, start, strip.height] as const),
    );
  }

  #paintBackdrop(look: Look): void {
    const context = this.#backdrop.getContext("2d", { alpha: false });
    if (!context) return;
    const { width, height } = this.#backdrop;
    context.fillStyle = look.paper;
    context.fillRect(0, 0, width, height);
    if (this.#picture.watermark !== null) this.#burnIn(context, look, this.#picture.watermark);
    for (const drawn of this.#drawn) this.#paintLabels(context, look, drawn);
  }

  #paintLabels(context: CanvasRenderingContext2D, look: Look, { lane, strip, scale }: Drawn): void {
    const ratio = this.#ratio;
    const end = strip.track.start + strip.track.length;
    if (strip.top > 0) {
      context.fillStyle = look.line;
      context.fillRect(0, strip.top, end, Math.max(1, Math.round(ratio)));
    }
    context.strokeStyle = look.faint;
    context.lineWidth = ratio;
    millivolt(context, strip, scale, ratio);
    context.textBaseline = "top";
    context.textAlign = "left";
    context.font = font(look, this.#ratio, 11, 600);
    context.fillStyle = look.waves[waveOf(lane.channel)];
    context.fillText(lane.label, strip.track.start, strip.top + 4 * ratio);
    context.font = font(look, this.#ratio, 10);
    context.fillStyle = look.faint;
    context.textAlign = "right";
    if (scale.gain !== undefined && end / ratio >= WORDY) {
      const words = this.#picture.scaleWords(scale.gain);
      context.fillText(words, end - 5 * ratio, strip.top + 4 * ratio);
    }
    if (scale.edges) {
      context.fillText(String(scale.edges[1]), end - 5 * ratio, strip.top + 4 * ratio);
      context.textBaseline = "bottom";
      context.fillText(
        String(scale.edges[0]),
        end - 5 * ratio,
        strip.top + strip.height - 3 * ratio,
      );
    }
  }

  #burnIn(context: CanvasRenderingContext2D, look: Look, words: string): void {
    const { width, height } = this.#backdrop;
    const size = Math.min(26, Math.max(13, width / this.#ratio / 22));
    context.font = font(look, this.#ratio, size, 700);
    context.fillStyle = look.faint;
    context.globalAlpha = 0.34;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(words, width / 2, height / 2);
    context.globalAlpha = 1;
  }
}
