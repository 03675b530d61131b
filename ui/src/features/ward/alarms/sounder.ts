import type { AlarmPriority } from "@/ipc/generated/commands";

import { HARMONICS, type Tone, bursts, lengthOf } from "./bursts";

/** How long sound can be paused, ms. It always comes back by itself. */
export const PAUSE_MS = 120_000;

/** How the sound stands. It is never off without a sign on the screen. */
export interface SoundState {
  /** `blocked`: the window makes no sound before somebody presses a key in it. `missing`: it never will. */
  readonly able: "yes" | "blocked" | "missing";
  /** Until when it is paused, by the window's clock of the day. */
  readonly pausedUntil: number | undefined;
}

/** Loud enough to be heard at a desk, and far from what distorts. */
const LOUDNESS = 0.35;
/** Tones come and go within this, so that they do not click; seconds. */
const SLOPE = 0.012;

let context: AudioContext | undefined;
let wave: PeriodicWave | undefined;
/** Where the tones of the burst go; cut off, they are silent at once. */
let mouth: GainNode | undefined;
let state: SoundState = { able: "blocked", pausedUntil: undefined };
let sounding: AlarmPriority | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let ending: ReturnType<typeof setTimeout> | undefined;
const ears = new Set<() => void>();

function become(next: SoundState): void {
  if (next.able === state.able && next.pausedUntil === state.pausedUntil) return;
  state = next;
  for (const hear of ears) hear();
}

export const soundState = (): SoundState => state;

/** Hears of every change of the sound's state; makes sound possible as soon as the window may sound. */
export function onSound(hear: () => void): () => void {
  ears.add(hear);
  wake();
  document.addEventListener("pointerdown", wake, true);
  document.addEventListener("keydown", wake, true);
  return () => {
    ears.delete(hear);
    if (ears.size > 0) return;
    document.removeEventListener("pointerdown", wake, true);
    document.removeEventListener("keydown", wake, true);
  };
}

/** Asks the window for sound. It may only be granted while somebody presses a key or a button. */
export function wake(): void {
  if (typeof AudioContext === "undefined") {
    become({ ...state, able: "missing" });
    return;
  }
  if (!context) {
    context = new AudioContext();
    context.addEventListener("statechange", noteAbility);
  }
  noteAbility();
  if (context.state !== "running") void context.resume().then(noteAbility, noteAbility);
}

function noteAbility(): void {
  become({ ...state, able: context?.state === "running" ? "yes" : "blocked" });
}

/** The priority that is to be heard from now on, again and again; none is silence. */
export function sound(priority: AlarmPriority | undefined): void {
  if (priority === sounding) return;
  sounding = priority;
  hush();
  play();
}

function hush(): void {
  clearTimeout(timer);
  mouth?.disconnect();
  mouth = undefined;
}

function play(): void {
  if (!sounding || state.pausedUntil !== undefined) return;
  const burst = bursts[sounding];
  if (context?.state === "running") {
    mouth = context.createGain();
    mouth.connect(context.destination);
    for (const tone of burst.tones) strike(context, mouth, tone);
  }
  timer = setTimeout(play, (lengthOf(burst) + burst.pause) * 1000);
}

function strike(audio: AudioContext, to: AudioNode, { at, length, pitch }: Tone): void {
  wave ??= audio.createPeriodicWave(
    new Float32Array([0, ...HARMONICS]),
    new Float32Array(HARMONICS.length + 1),
  );
  const start = audio.currentTime + 0.02 + at;
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.setPeriodicWave(wave);
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(LOUDNESS, start + SLOPE);
  volume.gain.setValueAtTime(LOUDNESS, start + length - SLOPE);
  volume.gain.linearRampToValueAtTime(0, start + length);
  tone.connect(volume).connect(to);
  tone.start(start);
  tone.stop(start + length);
}

/** Silences this workstation for two minutes; what is on the screen stays. */
export function pauseSound(now: number = Date.now()): void {
  clearTimeout(ending);
  hush();
  become({ ...state, pausedUntil: now + PAUSE_MS });
  ending = setTimeout(resumeSound, PAUSE_MS);
}

/** Ends the pause: at its time, by a person, or because a new high alarm was raised. */
export function resumeSound(): void {
  clearTimeout(ending);
  if (state.pausedUntil === undefined) return;
  become({ ...state, pausedUntil: undefined });
  hush();
  play();
}
