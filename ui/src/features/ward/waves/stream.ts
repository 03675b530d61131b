import type { WaveChannel, WaveChunk } from "@/ipc/generated/commands";

/** What is held of each waveform: more than the widest window shows. */
const HELD_S = 40;
/** How many arrivals the start of the stream is told from: ten seconds of pieces. */
const ARRIVALS = 40;
/** An arrival that differs from what was expected by more than this begins a new time, in ms. */
const STEP_MS = 1000;
/** A piece that ends so far before what is held belongs to a new count of samples, in ms. */
const RESTART_MS = 2000;

/**
 * One waveform as it comes in: the samples of the last seconds, which of them are real, and when on
 * the window's own clock each was measured. Nothing is interpolated or resampled.
 *
 * Sample `n` was measured at `origin + n / rate`. The origin is told from arrivals: no sample arrives
 * before it was measured, so the earliest arrival of the last seconds is the nearest to the truth.
 */
export class WaveStream {
  readonly channel: WaveChannel;
  /** Samples a millisecond. */
  readonly rate: number;
  readonly gain: number;
  readonly baseline: number;
  readonly unit: string;
  simulated = false;
  /** When a piece arrived last, on the window's clock. */
  heard: number;
  /** Number of the oldest sample held. */
  first: number;
  /** Number of the sample that comes next. */
  next: number;

  readonly #size: number;
  readonly #counts: Int16Array;
  readonly #real: Uint8Array;
  #arrivals: number[] = [];
  #origin: number;

  constructor(chunk: WaveChunk, now: number) {
    this.channel = chunk.channel;
    this.rate = chunk.rate_mhz / 1e6;
    this.gain = chunk.gain;
    this.baseline = chunk.baseline;
    this.unit = chunk.unit;
    this.#size = Math.max(1, Math.ceil(this.rate * HELD_S * 1000));
    this.#counts = new Int16Array(this.#size);
    this.#real = new Uint8Array(this.#size);
    this.first = chunk.start;
    this.next = chunk.start;
    this.heard = now;
    this.#origin = now - (chunk.start + chunk.samples.length) / this.rate;
    this.take(chunk, now);
  }

  /** Whether a piece goes on with this stream: same format, and a count that was not begun anew. */
  continues(chunk: WaveChunk): boolean {
    const end = chunk.start + chunk.samples.length;
    return (
      chunk.rate_mhz / 1e6 === this.rate &&
      chunk.gain === this.gain &&
      chunk.baseline === this.baseline &&
      chunk.unit === this.unit &&
      end > this.next - RESTART_MS * this.rate
    );
  }

  /** Takes in a piece that continues this stream. What is already held is not written again. */
  take(chunk: WaveChunk, now: number): void {
    const [from, to] = [this.first, this.next];
    const [start, end] = [chunk.start, chunk.start + chunk.samples.length];
    this.simulated = chunk.simulated;
    if (end > to) {
      this.heard = now;
      this.#arrived(now - end / this.rate);
      for (let number = Math.max(to, end - this.#size); number < start; number += 1)
        this.#real[this.#place(number)] = 0;
      this.next = end;
    }
    // An earlier stretch is joined on only where nothing is missing between it and what is held.
    const joined = start < from && end >= from ? start : from;
    this.first = Math.max(joined, this.next - this.#size);
    const isNew = (number: number): boolean =>
      number >= this.first && (number < from || number >= to);
    for (const [index, count] of chunk.samples.entries()) {
      if (!isNew(start + index)) continue;
      this.#counts[this.#place(start + index)] = count;
      this.#real[this.#place(start + index)] = 0;
    }
    for (const run of chunk.valid) {
      for (let number = start + run.from; number < start + run.from + run.count; number += 1)
        if (isNew(number)) this.#real[this.#place(number)] = 1;
    }
  }

  /** When the sample was measured, on the window's clock. */
  time(number: number): number {
    return this.#origin + number / this.rate;
  }

  /** Number, with its fraction, of what was measured at that time. */
  number(time: number): number {
    return (time - this.#origin) * this.rate;
  }

  /** Whether there is a real sample of that number. */
  isReal(number: number): boolean {
    return number >= this.first && number < this.next && this.#real[this.#place(number)] === 1;
  }

  /** The physical value of a real sample. */
  value(number: number): number {
    return ((this.#counts[this.#place(number)] ?? 0) - this.baseline) / this.gain;
  }

  #place(number: number): number {
    return number % this.#size;
  }

  #arrived(origin: number): void {
    if (Math.abs(origin - this.#origin) > STEP_MS) this.#arrivals = [];
    this.#arrivals.push(origin);
    if (this.#arrivals.length > ARRIVALS) this.#arrivals.shift();
    this.#origin = Math.min(...this.#arrivals);
  }
}

/** The waveforms of the monitors that are watched. Batches go in, canvases read; React is not asked. */
export class WaveStreams {
  readonly #streams = new Map<string, WaveStream>();

  /** Takes in pieces as they arrive at `now` on the window's clock. */
  take(chunks: readonly WaveChunk[], now: number): void {
    for (const chunk of chunks) {
      if (chunk.samples.length === 0 || chunk.rate_mhz <= 0) continue;
      const key = `${chunk.monitor}/${chunk.channel}`;
      const known = this.#streams.get(key);
      if (known?.continues(chunk)) known.take(chunk, now);
      else this.#streams.set(key, new WaveStream(chunk, now));
    }
  }

  get(monitor: string, channel: WaveChannel): WaveStream | undefined {
    return this.#streams.get(`${monitor}/${channel}`);
  }
}
