import type { MonitorView, WaveChannel } from "@/ipc/generated/commands";

/** What is worth seeing first: an ECG lead, then the pulse, then pressure and breathing. */
const order: readonly WaveChannel[] = [
  "ecg_ii",
  "ecg_v",
  "ecg_mcl1",
  "ecg_i",
  "ecg_iii",
  "pleth",
  "abp",
  "resp",
];

/** The waveforms of a monitor for which there is room; one of each kind before a second ECG lead. */
export function channelsFor(view: MonitorView, room: number): WaveChannel[] {
  const sent = order.filter((channel) => view.channels.some((one) => one.channel === channel));
  const [lead, ...leads] = sent.filter((channel) => channel.startsWith("ecg_"));
  const others = sent.filter((channel) => !channel.startsWith("ecg_"));
  const wanted = [...(lead ? [lead] : []), ...others, ...leads].slice(0, Math.max(1, room));
  // A monitor that sent no waveform yet has an empty strip, which says so.
  return wanted.length > 0 ? order.filter((channel) => wanted.includes(channel)) : ["ecg_ii"];
}
