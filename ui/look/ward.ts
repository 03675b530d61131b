// A ward that moves: monitors told of each second, waves four times a second, alarms of each kind.
import type {
  ActiveAlarm,
  AlarmView,
  Instant,
  MessageClass,
  MonitorView,
  NumericView,
  PatientSummary,
  TrendRow,
  WardBed,
  WaveChannel,
  WaveChunk,
} from "../src/ipc/generated/commands";
import type { FakeHost, fakeHost } from "../src/testing/fakeHost";
import drawing from "./trend.svg?raw";

type Answers = NonNullable<Parameters<typeof fakeHost>[0]>;

const made = <Branded extends string>(text: string): Branded => text as Branded;
const ago = (seconds: number): Instant => made(new Date(Date.now() - seconds * 1000).toISOString());

interface Sim {
  id: string;
  bed?: string;
  patient?: number;
  hr: number | null;
  spo2: number | null;
  rr: number | null;
  temp: number | null;
  nibp?: [sys: number, dia: number, mean: number, minutes: number];
  rhythm?: MonitorView["rhythm"];
  channels: WaveChannel[];
  leadOff?: boolean;
  sensorOff?: boolean;
  /** Seconds since it was last heard; it goes on growing. */
  silent?: number;
  /** Told of once, and then no more. */
  stops?: boolean;
  bad?: Partial<Record<MessageClass, number>>;
  real?: boolean;
}

const sims: Sim[] = [
  {
    id: "mon-0001",
    bed: "Bed 1",
    patient: 0,
    hr: 72.4,
    spo2: 98,
    rr: 14,
    temp: 36.7,
    nibp: [124, 78, 93, 2],
    rhythm: "normal",
    channels: ["ecg_ii", "pleth", "resp"],
  },
  {
    id: "mon-0002",
    bed: "Bed 2",
    patient: 3,
    hr: 131,
    spo2: 95,
    rr: 24,
    temp: 38.4,
    nibp: [88, 51, 63, 4],
    rhythm: "tachycardia",
    channels: ["ecg_mcl1", "abp", "resp"],
  },
  {
    id: "mon-0003",
    bed: "Bed 3",
    patient: 5,
    hr: null,
    spo2: 97,
    rr: 16,
    temp: 36.9,
    nibp: [131, 82, 98, 12],
    channels: ["ecg_ii", "pleth"],
    leadOff: true,
  },
  {
    id: "mon-0004",
    bed: "Bed 4",
    patient: 4,
    hr: 88,
    spo2: 87,
    rr: 19,
    temp: 37.1,
    nibp: [142, 86, 105, 72],
    rhythm: "atrial_fibrillation",
    channels: ["ecg_ii", "pleth", "resp", "abp"],
    bad: { malformed_json: 3, out_of_range: 1 },
  },
  {
    id: "mon-0005",
    bed: "Bed 5",
    patient: 6,
    hr: null,
    spo2: null,
    rr: null,
    temp: null,
    channels: ["ecg_ii"],
    silent: 74,
  },
  {
    id: "mon-0006",
    hr: 64,
    spo2: null,
    rr: 12,
    temp: null,
    rhythm: "paced",
    channels: ["ecg_v", "pleth"],
    sensorOff: true,
    stops: true,
    real: true,
  },
];

function numeric(
  vital: NumericView["vital"],
  unit: NumericView["unit"],
  value: number | null,
  limits: [number | null, number | null],
): NumericView {
  return {
    vital,
    unit,
    value,
    freshness: value === null ? "absent" : "live",
    measured_at: value === null ? null : ago(0.4),
    received_at: value === null ? null : ago(0.3),
    age_ms: value === null ? null : 300,
    low_limit: limits[0],
    high_limit: limits[1],
  };
}

const rates: Record<WaveChannel, number> = {
  ecg_i: 250_000,
  ecg_ii: 250_000,
  ecg_iii: 250_000,
  ecg_v: 249_890,
  ecg_mcl1: 360_000,
  pleth: 125_000,
  resp: 62_500,
  abp: 125_000,
};

function viewOf(sim: Sim, calm: boolean): MonitorView {
  const isSilent = sim.silent !== undefined && !calm;
  const jitter = (value: number | null, by: number): number | null =>
    value === null ? null : Math.round((value + (Math.random() - 0.5) * by) * 10) / 10;
  const hr = calm ? ((sim.hr ?? 76) % 60) + 50 : sim.hr;
  return {
    monitor: made(sim.id),
    state: isSilent ? "disconnected" : "live",
    heard_at: isSilent ? silentSince : ago(0.3),
    silent_ms: isSilent ? Date.now() - Date.parse(silentSince) : 300,
    online: !isSilent,
    simulated: !sim.real,
    lead_off: Boolean(sim.leadOff) && !calm,
    sensor_off: Boolean(sim.sensorOff) && !calm,
    clock_suspect: false,
    clock_behind_ms: 12,
    rhythm: sim.leadOff && !calm ? null : (sim.rhythm ?? null),
    numerics: [
      numeric("heart_rate", "/min", isSilent ? null : jitter(hr, 3), [40, 120]),
      numeric("oxygen_saturation", "%", calm ? 97 : sim.spo2, [90, null]),
      numeric("respiration_rate", "/min", calm ? 15 : jitter(sim.rr, 1), [8, 30]),
      numeric("temperature", "Cel", calm ? 36.6 : sim.temp, [null, null]),
    ],
    blood_pressure: sim.nibp
      ? {
          pressure: { systolic: sim.nibp[0], diastolic: sim.nibp[1], mean: sim.nibp[2] },
          unit: "mm[Hg]",
          freshness: sim.nibp[3] > 60 ? "stale" : "live",
          measured_at: ago(sim.nibp[3] * 60),
        }
      : null,
    channels: sim.channels.map((channel) => ({
      channel,
      rate_mhz: rates[channel],
      gain: 200,
      baseline: 0,
      unit: channel === "abp" ? "mmHg" : "mV",
      freshness: isSilent ? "absent" : "live",
    })),
    alarms: [],
    counters: [
      { class: "valid", count: 18_442 },
      ...Object.entries(sim.bad ?? {}).map(([kind, count]) => ({
        class: kind as MessageClass,
        count,
      })),
    ],
    missing: sim.bad ? 7 : 0,
  };
}

const silentSince = ago(74);

function alarm(
  sim: Sim,
  more: Partial<AlarmView> & Pick<AlarmView, "priority" | "phase">,
  condition: AlarmView["key"]["condition"],
  patients: readonly PatientSummary[],
  seconds: number,
): ActiveAlarm {
  const patient = sim.patient === undefined ? undefined : patients[sim.patient];
  return {
    bed: sim.bed ?? sim.id,
    ...(patient && { patient_name: patient.display_name }),
    ...(more.acknowledged && { acknowledged_by: "Thị Hạnh Nguyễn" }),
    alarm: {
      key: { monitor: made(sim.id), condition, onset: ago(seconds) },
      technical: false,
      value: null,
      worst: null,
      limit: null,
      code: null,
      raised_at: ago(seconds),
      ended_at: null,
      acknowledged: null,
      simulated: !sim.real,
      ...more,
    },
  };
}

function alarmsOf(patients: readonly PatientSummary[]): ActiveAlarm[] {
  const [, two, three, four, five, six] = sims as [Sim, Sim, Sim, Sim, Sim, Sim];
  const technical = { technical: true } as const;
  return [
    alarm(
      two,
      { priority: "high", phase: "active", value: 131, worst: 134, limit: 120 },
      "heart_rate_high",
      patients,
      42,
    ),
    alarm(
      three,
      { priority: "high", phase: "latched", ended_at: ago(95) },
      "asystole",
      patients,
      130,
    ),
    alarm(five, { priority: "medium", phase: "active", ...technical }, "no_data", patients, 64),
    alarm(three, { priority: "medium", phase: "active", ...technical }, "lead_off", patients, 80),
    alarm(
      four,
      {
        priority: "medium",
        phase: "acknowledged",
        value: 87,
        worst: 86,
        limit: 90,
        acknowledged: { by: made("p3"), at: ago(20) },
      },
      "oxygen_saturation_low",
      patients,
      140,
    ),
    alarm(six, { priority: "low", phase: "active", ...technical }, "sensor_off", patients, 300),
  ];
}

const bump = (x: number, at: number, wide: number, tall: number): number =>
  tall * Math.exp(-(((x - at) / wide) ** 2));

/** A beat in counts, `x` from 0 to 1 through it. */
function shape(channel: WaveChannel, x: number, at: number): number {
  switch (channel) {
    case "pleth":
      return 200 * (bump(x, 0.28, 0.13, 1) + bump(x, 0.58, 0.16, 0.42));
    case "abp":
      return 200 * (58 + 42 * bump(x, 0.3, 0.15, 1) + 16 * bump(x, 0.55, 0.12, 1));
    case "resp":
      return 100 * Math.sin(at * 1.55);
    default: {
      const qrs =
        bump(x, 0.39, 0.012, -0.12) + bump(x, 0.42, 0.014, 1.15) + bump(x, 0.45, 0.014, -0.3);
      return (
        200 * (bump(x, 0.22, 0.035, 0.14) + qrs + bump(x, 0.7, 0.06, 0.3) + Math.sin(at) * 0.04)
      );
    }
  }
}

const began = Date.now() - 20_000;

function chunk(sim: Sim, channel: WaveChannel, from: number, to: number): WaveChunk {
  const rate = rates[channel] / 1e6;
  const first = Math.floor((from - began) * rate);
  const last = Math.floor((to - began) * rate);
  const samples = Array.from({ length: last - first }, (_, index) => {
    const at = (first + index) / rate / 1000;
    const beat = at * ((sim.hr ?? 70) / 60);
    return Math.round(shape(channel, beat % 1, at) + (Math.random() - 0.5) * 3);
  });
  // The electrodes of bed 3 are off: samples come, none of them real.
  const isOff =
    (sim.leadOff && channel.startsWith("ecg")) || (sim.sensorOff && channel === "pleth");
  const gap = channel === "ecg_ii" && sim.id === "mon-0004" && Math.floor(to / 1000) % 5 === 0;
  return {
    monitor: made(sim.id),
    channel,
    start: first,
    t0: made(new Date(from).toISOString()),
    rate_mhz: rates[channel],
    gain: 200,
    baseline: 0,
    unit: channel === "abp" ? "mmHg" : "mV",
    samples,
    valid: isOff || gap ? [] : [{ from: 0, count: samples.length }],
    simulated: !sim.real,
  };
}

function trendRows(hours: number): TrendRow[] {
  return Array.from({ length: 60 }, (_, index) => ({
    at: ago((59 - index) * hours * 60),
    hr: 58 + ((index * 7) % 9),
    ...(index % 20 !== 7 && { spo2: 96 }),
    rr: 14 + (index % 4),
    ...(index % 5 === 0 && { sys: 128, dia: 79 }),
  }));
}

const darkInk: [string, string][] = [
  ["#FFFFFF", "#12161B"],
  ["#181D24", "#E8ECF1"],
  ["#586270", "#A0AAB7"],
  ["#E0E5EB", "#2C333C"],
  ["#96A0AC", "#687280"],
  ["#0A7042", "#56D692"],
  ["#7434A8", "#CCA4FF"],
  ["#145CB2", "#7CBAFF"],
  ["#944E04", "#F2B260"],
];

/** What the core answers about the ward, in one of the states that a screen is asked in. */
export function wardAnswers(screen: string, patients: readonly PatientSummary[]): Answers {
  const isCalm = screen === "ward-calm";
  let alarms = screen.startsWith("ward") && !isCalm ? alarmsOf(patients) : [];
  const stopped = ago(30);
  const link = screen === "ward-lost" ? ("lost" as const) : ("connected" as const);
  const linkView = { state: link, since: ago(link === "lost" ? 48 : 4000) };
  const bedOf = (sim: Sim): WardBed => {
    const patient = sim.patient === undefined ? undefined : patients[sim.patient];
    const monitor = viewOf(sim, isCalm);
    if (!patient || !sim.bed) return { monitor };
    return {
      monitor,
      patient,
      assignment: {
        id: made(`as-${sim.id}`),
        monitor: sim.id,
        bed: sim.bed,
        patient: patient.id,
        assigned_at: ago(9000),
        assigned_by: made("p3"),
      },
    };
  };
  return {
    ward_board: () => ({
      beds: sims.map(bedOf),
      link: linkView,
      checked_at: ago(0),
      strays: [{ class: "unknown_topic", count: 2 }],
    }),
    active_alarms: () =>
      screen.startsWith("ward")
        ? { alarms, link: linkView, checked_at: screen === "ward-failing" ? stopped : ago(0) }
        : { alarms: [] },
    acknowledge_alarm: ({ monitor, condition }) => {
      alarms = alarms.map((one) =>
        one.alarm.key.monitor === monitor && one.alarm.key.condition === condition
          ? {
              ...one,
              acknowledged_by: "Thị Hạnh Nguyễn",
              alarm: {
                ...one.alarm,
                phase: "acknowledged" as const,
                acknowledged: { by: made("p3"), at: ago(0) },
              },
            }
          : one,
      );
      return {};
    },
    watch_waves: ({ monitors }) => {
      watched = monitors;
      lastSent = Date.now() - 10_000;
      return {};
    },
    vitals_trend: ({ hours, dark }) => ({
      rows: trendRows(hours),
      svg: dark ? darkInk.reduce((svg, [from, to]) => svg.replaceAll(from, to), drawing) : drawing,
    }),
    chart_vitals: () => ({}),
    assign_monitor: () => ({}),
    release_monitor: () => ({}),
  };
}

let watched: string[] = [];
let lastSent = Date.now();

/** Lets the ward move. */
export function playWard(host: FakeHost, screen: string): void {
  if (!screen.startsWith("ward")) return;
  const isCalm = screen === "ward-calm";
  setInterval(() => {
    const now = Date.now();
    const chunks = sims
      .filter(
        (sim) => watched.includes(sim.id) && (isCalm || (sim.silent === undefined && !sim.stops)),
      )
      .flatMap((sim) => sim.channels.map((channel) => chunk(sim, channel, lastSent, now)));
    lastSent = now;
    if (chunks.length > 0) host.announce({ kind: "waves", batch: { chunks } });
  }, 250);
  setInterval(() => {
    for (const sim of sims)
      if (isCalm || !sim.stops) host.announce({ kind: "monitor", monitor: viewOf(sim, isCalm) });
  }, 1000);
}
