import type { WaveChannel } from "@/ipc/generated/commands";

import {
  BAR,
  type Colours,
  GUTTER,
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
import { type Pen, along, due, sweep, windowOf } from "./sweep";

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
  readonly font: string;
}

interface Drawn {
  readonly lane: Lane;
  readonly strip: Strip;
  scale: Scale;
  pen: Pen | undefined;
  gapSince: number | undefined;
  labelledAt: number | undefined;
}

/** Least width at which a strip tells its scale, CSS pixels. */
const WORDY = 240;
/** How many values a scale is chosen from. */
const LOOKED_AT = 600;

/** Draws the waves of one monitor on one canvas, adding at each call what is due since the last. */
export class Painter {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #streams: WaveStreams;
  readonly #backdrop = document.createElement("canvas");
  #picture: Picture;
  #colours: Colours;
  #pattern: CanvasPattern | string;
  #ratio = 1;
  #drawn: Drawn[] = [];

  private constructor(
    canvas: HTMLCanvasElement,
    context: CanvasRenderingContext2D,
    streams: WaveStreams,
    look: { picture: Picture; colours: Colours },
  ) {
    this.#canvas = canvas;
    this.#context = context;
    this.#streams = streams;
    this.#picture = look.picture;
    this.#colours = look.colours;
    this.#pattern = look.colours.hatch;
  }

  /** A painter for the canvas; none where the engine cannot draw. */
  static on(
    canvas: HTMLCanvasElement,
    streams: WaveStreams,
    look: { picture: Picture; colours: Colours },
  ): Painter | undefined {
    const context = canvas.getContext("2d", { alpha: false });
    return context ? new Painter(canvas, context, streams, look) : undefined;
  }

  /** How many waveforms it draws. */
  get lanes(): number {
    return this.#drawn.length;
  }

  /** Begins anew: another size, other words, another theme. `width` and `height` in CSS pixels. */
  lay(
    look: { picture: Picture; colours: Colours },
    width: number,
    height: number,
    ratio: number,
  ): void {
    this.#picture = look.picture;
    this.#colours = look.colours;
    this.#ratio = ratio;
    for (const canvas of [this.#canvas, this.#backdrop]) {
      canvas.width = Math.max(1, Math.round(width * ratio));
      canvas.height = Math.max(1, Math.round(height * ratio));
    }
    this.#pattern = hatching(this.#context, look.colours.hatch, ratio);
    this.#drawn = this.#strips().map(([lane, strip]) => ({
      lane,
      strip,
      scale: firstScale(lane.channel, strip.height / ratio),
      pen: undefined,
      gapSince: undefined,
      labelledAt: undefined,
    }));
    this.#paintBackdrop();
    this.#context.drawImage(this.#backdrop, 0, 0);
  }

  /** Draws everything that is due at `now`, however long ago the last call was. */
  draw(now: number): void {
    for (const drawn of this.#drawn) this.#advance(drawn, now);
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

  #advance(drawn: Drawn, now: number): void {
    const { lane, strip } = drawn;
    const stream = this.#streams.get(this.#picture.monitor, lane.channel);
    const to = due(stream, now);
    const window = windowOf(strip.track);
    const bar = (BAR * this.#ratio) / strip.track.speed;
    const before = drawn.pen;
    if (window <= bar * 2) return;
    const isAnew = !before || to - before.time >= window - bar;
    const pen = isAnew ? { time: to - window + bar } : before;
    if (to <= pen.time) return;
    const hasTurned = along(strip.track, to) < along(strip.track, pen.time);
    if (stream && (isAnew || hasTurned)) this.#rescale(drawn, stream, to);
    const swept = sweep(stream, pen, to);
    const cleared = isAnew ? { from: pen.time, to: to + bar } : { from: pen.time + bar, to: to + bar };
    erase(this.#context, this.#backdrop, strip, cleared);
    for (const gap of swept.gaps) hatch(this.#context, this.#pattern, strip, gap);
    this.#context.strokeStyle = this.#colours.waves[waveOf(lane.channel)];
    this.#context.lineWidth = 1.6 * this.#ratio;
    this.#context.lineJoin = "round";
    this.#context.lineCap = "round";
    line(this.#context, strip, magnified(drawn.scale, this.#ratio), swept.strokes);
    drawn.pen = swept.pen;
    const gap = swept.gaps.at(-1);
    if (gap?.to === to) this.#sayWhy(drawn, gap.from, to);
    else drawn.gapSince = undefined;
  }

  /** Writes the reason into a gap once there is room for it, and again once each round. */
  #sayWhy(drawn: Drawn, from: number, to: number): void {
    const { lane, strip } = drawn;
    drawn.gapSince ??= from;
    this.#context.font = this.#font(11);
    const pad = 5 * this.#ratio;
    const wide = this.#context.measureText(lane.silence).width + pad * 2;
    const room = (to - drawn.gapSince) * strip.track.speed;
    const end = along(strip.track, to);
    const isSaid =
      drawn.labelledAt !== undefined &&
      drawn.labelledAt >= drawn.gapSince &&
      to - drawn.labelledAt < windowOf(strip.track) * 0.9;
    if (isSaid || room < wide + pad * 2 || end - wide - pad < strip.track.start) return;
    const tall = 18 * this.#ratio;
    const top = Math.round(strip.top + (strip.height - tall) / 2);
    this.#context.fillStyle = this.#colours.paper;
    this.#context.fillRect(Math.round(end - wide - pad), top, Math.round(wide), tall);
    this.#context.fillStyle = this.#colours.ink;
    this.#context.textBaseline = "middle";
    this.#context.textAlign = "center";
    this.#context.fillText(lane.silence, end - wide / 2 - pad, top + tall / 2);
    drawn.labelledAt = to;
  }

  /** Takes a better scale where the one in use cuts the wave off or leaves it small. */
  #rescale(drawn: Drawn, stream: WaveStream, to: number): void {
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
    this.#paintBackdrop();
    const { start } = strip.track;
    this.#context.drawImage(
      this.#backdrop,
      ...([0, strip.top, start, strip.height] as const),
      ...([0, strip.top, start, strip.height] as const),
    );
  }

  #font(size: number, weight = 500): string {
    return `${weight} ${size * this.#ratio}px ${this.#picture.font}`;
  }

  #paintBackdrop(): void {
    const context = this.#backdrop.getContext("2d", { alpha: false });
    if (!context) return;
    const { width, height } = this.#backdrop;
    context.fillStyle = this.#colours.paper;
    context.fillRect(0, 0, width, height);
    if (this.#picture.watermark !== null) this.#burnIn(context, this.#picture.watermark);
    for (const drawn of this.#drawn) this.#paintLabels(context, drawn);
  }

  #paintLabels(context: CanvasRenderingContext2D, { lane, strip, scale }: Drawn): void {
    const ratio = this.#ratio;
    const end = strip.track.start + strip.track.length;
    if (strip.top > 0) {
      context.fillStyle = this.#colours.line;
      context.fillRect(0, strip.top, end, Math.max(1, Math.round(ratio)));
    }
    context.strokeStyle = this.#colours.faint;
    context.lineWidth = ratio;
    millivolt(context, strip, scale, ratio);
    context.textBaseline = "top";
    context.textAlign = "left";
    context.font = this.#font(11, 600);
    context.fillStyle = this.#colours.waves[waveOf(lane.channel)];
    context.fillText(lane.label, strip.track.start, strip.top + 4 * ratio);
    context.font = this.#font(10);
    context.fillStyle = this.#colours.faint;
    context.textAlign = "right";
    if (scale.gain !== undefined && end / ratio >= WORDY) {
      const words = this.#picture.scaleWords(scale.gain);
      context.fillText(words, end - 5 * ratio, strip.top + 4 * ratio);
    }
    if (scale.edges) {
      context.fillText(String(scale.edges[1]), end - 5 * ratio, strip.top + 4 * ratio);
      context.textBaseline = "bottom";
      context.fillText(String(scale.edges[0]), end - 5 * ratio, strip.top + strip.height - 3 * ratio);
    }
  }

  #burnIn(context: CanvasRenderingContext2D, words: string): void {
    const { width, height } = this.#backdrop;
    const size = Math.min(26, Math.max(13, width / this.#ratio / 22));
    context.font = this.#font(size, 700);
    context.fillStyle = this.#colours.faint;
    context.globalAlpha = 0.34;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(words, width / 2, height / 2);
    context.globalAlpha = 1;
  }
}
