// Workstations for looking at screens: every way in which one stands, a long name, nobody heard, no server.
import type { InvitationLine, SessionLine, WorkstationLine } from "../src/ipc/generated/commands";
import { refusal } from "../src/testing/fakeHost";

const made = <Branded extends string>(text: string): Branded => text as Branded;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const before = (millis: number): string => new Date(Date.now() - millis).toISOString();

const line = (
  letters: string,
  name: string,
  silence: number,
  more: Partial<WorkstationLine> = {},
): WorkstationLine => {
  const days = Math.floor(silence / DAY);
  return {
    id: made(`d${letters}`),
    letters,
    name,
    state: "active",
    joined_at: made(before(60 * DAY)),
    joined_with: "invitation",
    heard_at: made(before(silence)),
    silent_days: days,
    locks_in_days: Math.max(0, 14 - days),
    protocol: 4,
    outdated: false,
    held: 0,
    handed_over: 0,
    incidents: [],
    own: false,
    ...more,
  };
};

const workstations: WorkstationLine[] = [
  line("A", "reception-1", 20_000, { own: true, joined_with: "standing_code" }),
  line("B", "consulting-room-2", 2 * MINUTE),
  line("C", "ward-trolley", 9 * DAY, {
    incidents: [
      {
        at: made(before(9 * DAY)),
        kind: "patient",
        here: [{ id: "01930000-0000-7000-8000-00000000a1f2", version: 3 }],
        there: [{ id: "01930000-0000-7000-8000-00000000a1f2", version: 4 }],
      },
      {
        at: made(before(11 * DAY)),
        kind: "appointment",
        here: [],
        there: [
          { id: "01930000-0000-7000-8000-00000000b0c4", version: 1 },
          { id: "01930000-0000-7000-8000-00000000b7e9", version: 2 },
        ],
      },
    ],
  }),
  line("D", "pharmacy", 16 * DAY, { protocol: 3, outdated: true }),
  line("E", "laptop-of-dr-van-der-westhuizen-o-shaughnessy", 3 * DAY, {
    state: "to_be_wiped",
    revoked_at: made(before(2 * DAY)),
    revoked_by: "Grace O’Connor",
  }),
  line("F", "old-reception", 40 * DAY, {
    state: "wiped",
    handed_over: 3,
    revoked_at: made(before(41 * DAY)),
    revoked_by: "Grace O’Connor",
    wiped_at: made(before(40 * DAY)),
  }),
  line("G", "مختبر", 5 * DAY, { state: "revoked", held: 2, revoked_at: made(before(5 * DAY)) }),
];

const invitations: InvitationLine[] = [
  {
    id: "i1",
    made_at: made(before(90 * MINUTE)),
    made_by: "Grace O’Connor",
    until: made(new Date(Date.now() + 22 * 60 * MINUTE).toISOString()),
    anywhere: false,
  },
  {
    id: "i2",
    made_at: made(before(3 * 60 * MINUTE)),
    until: made(new Date(Date.now() + 21 * 60 * MINUTE).toISOString()),
    anywhere: true,
  },
];

const session = (letters: string, since: number, own = false): SessionLine => ({
  id: `s${letters}`,
  device: made(`d${letters}`),
  workstation: letters,
  facility: made("f1"),
  begun_at: made(before(since)),
  used_at: made(before(since / 8)),
  ends_at: made(new Date(Date.now() + 20 * DAY).toISOString()),
  own,
});

/** Answers about the workstations, and about who is signed in at them. */
export function workstationAnswers(screen: string) {
  const asked = (): void => {
    if (screen === "workstations-offline") throw refusal("server_unreachable");
    if (screen === "workstations-unproven") throw refusal("person_not_proven");
  };
  const isEmpty = screen === "workstations-none";
  return {
    workstation_list: async () => {
      // A server that never answers, to look at what stands there meanwhile.
      if (screen === "workstations-waiting") await new Promise(() => undefined);
      asked();
      return {
        workstations: isEmpty ? workstations.slice(0, 1) : workstations,
        invitations: isEmpty ? [] : invitations,
      };
    },
    invite_workstation: ({ proof }: { proof: { password: string } }) => {
      if (proof.password !== "demo") throw refusal("wrong_password");
      return {
        line: "K7Q2-M3ZX-9TRW@XV5N-6GBC-2YJ8-WFQA-4HPD",
        address: "https://192.0.2.7:7400",
        until: made<never>(new Date(Date.now() + DAY).toISOString()),
      };
    },
    withdraw_invitation: () => ({}),
    revoke_workstation: () => {
      throw refusal("wrong_password");
    },
    own_sessions: () => {
      asked();
      return { sessions: [session("A", 40 * MINUTE, true), session("B", 5 * 60 * MINUTE)] };
    },
    all_sessions: () => ({ sessions: [session("C", 3 * 60 * MINUTE)] }),
    send_session_away: () => ({}),
  };
}
