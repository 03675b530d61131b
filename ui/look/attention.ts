// What needs somebody's attention, as the core would list it.
import { addDays, onTheWall } from "../src/format/dates";
import type { AttentionView, PatientSummary, Slot } from "../src/ipc/generated/commands";
import { patients } from "./seed";

const made = <Branded extends string>(text: string): Branded => text as Branded;
const ZONE = "Europe/Dublin";

/** Refused changes of every sort, two values of a field, two records of a patient. */
export function attention(
  settled: boolean,
  offers: (practitioner: string, minutes: number) => Slot[],
): AttentionView[] {
  const ago = (minutes: number) =>
    made<never>(new Date(Date.now() - minutes * 60_000).toISOString());
  const { date } = onTheWall(new Date(), ZONE);
  const item = (
    id: string,
    command: string,
    request: object,
    more: { code: string; data?: object; minutes: number; device?: string },
  ): AttentionView["item"] => ({
    id: made(id),
    state: "open",
    refused: {
      change: made(`change-${id}`),
      command,
      request,
      person: made("p1"),
      device: made(more.device ?? "d1"),
      recorded_at: ago(more.minutes),
      code: more.code,
      data: more.data ?? null,
    },
    raised_at: ago(2),
  });
  const open: AttentionView[] = [
    {
      item: item(
        "a1",
        "book_appointment",
        {
          id: "x1",
          patient: "m1",
          practitioner: "pr1",
          date,
          start: "14:00",
          minutes: 20,
          reason: "Dizzy since Sunday, daughter will bring her",
          services: [],
          outside_hours: false,
        },
        {
          code: "slot_taken",
          data: { what: "practitioner", by: `pr1-${date}-14:00`, offers: [] },
          minutes: 14,
        },
      ),
      patient: patients[0] as PatientSummary,
      asked_by: "Niamh Kelly",
      offers: offers("pr1", 20),
    },
    {
      item: item(
        "a2",
        "move_appointment",
        {
          appointment: "y1",
          practitioner: "pr2",
          date: addDays(date, 3),
          start: "09:30",
          minutes: 60,
          outside_hours: false,
        },
        { code: "slot_taken", data: { what: "patient", offers: [] }, minutes: 55, device: "d2" },
      ),
      patient: patients[5] as PatientSummary,
      asked_by: "Dr Chinedu Okafor",
      offers: offers("pr2", 60),
    },
    {
      item: item(
        "a3",
        "edit_patient",
        { id: "m5", phone: "+353 86 555 0199" },
        { code: "changed_meanwhile", minutes: 180, device: "d2" },
      ),
      patient: patients[4] as PatientSummary,
      asked_by: "Yusuf Al-Masri",
      offers: [],
    },
    {
      item: item(
        "a4",
        "take_payment",
        { id: "z", invoice: "i9", amount: { minor: 4500, currency: "EUR" }, method: "cash" },
        { code: "more_than_due", minutes: 60 * 26 },
      ),
      patient: patients[3] as PatientSummary,
      asked_by: "Niamh Kelly",
      offers: [],
    },
  ];
  open.push(...decisions(ago));
  if (!settled) return open;
  const done = item(
    "a5",
    "book_appointment",
    {
      practitioner: "pr3",
      date: addDays(date, -1),
      start: "11:00",
      minutes: 45,
      reason: "",
      services: [],
    },
    { code: "outside_hours", data: { what: "hours", offers: [] }, minutes: 60 * 30 },
  );
  return [
    ...open,
    {
      item: {
        ...done,
        state: "settled",
        settlement: { kind: "discarded", reason: "Done another way" },
        settled_at: ago(60 * 22),
        settled_by: made("p1"),
      },
      patient: patients[1] as PatientSummary,
      asked_by: "Niamh Kelly",
      offers: [],
    },
  ];
}

/** Two values of a field, and two records of what may be one patient. */
function decisions(ago: (minutes: number) => never): AttentionView[] {
  const asked = {
    change: made<never>("c1"),
    person: made<never>("p1"),
    device: made<never>("d1"),
    recorded_at: ago(95),
  };
  const [ann, , seán] = patients as [PatientSummary, PatientSummary, PatientSummary];
  return [
    {
      item: {
        id: made("a6"),
        state: "open",
        raised_at: ago(95),
        conflict: {
          kind: "patient",
          record: ann.id,
          patient: ann.id,
          field: "birth_date",
          base: "1945",
          mine: "1954-07-14",
          theirs: "1945-07-14",
          asked,
          theirs_edited: { at: ago(110), by: made("p2"), device: made("d2") },
        },
      },
      patient: ann,
      asked_by: "Niamh Kelly",
      theirs_by: "Dr Chinedu Okafor",
      current: "1945-07-14",
      offers: [],
    },
    {
      item: {
        id: made("a7"),
        state: "open",
        raised_at: ago(30),
        duplicate: {
          registered: seán.id,
          existing: ann.id,
          grade: "likely",
          matching: ["similar_name", "birth_date", "sex"],
          asked: { ...asked, device: made("d2") },
        },
      },
      patient: seán,
      existing: ann,
      asked_by: "Niamh Kelly",
      offers: [],
    },
  ];
}
