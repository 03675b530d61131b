// The agenda behind the stand-in: two weeks of visits that can be booked, moved, advanced and cancelled.
import { addDays, minutesOf, onTheWall, timeAt } from "../src/format/dates";
import type {
  AgendaColumn,
  AppointmentId,
  AppointmentStatus,
  AppointmentView,
  LeaseView,
  LocalDate,
  LocalTime,
  PatientSummary,
  Practitioner,
  PractitionerId,
  Slot,
} from "../src/ipc/generated/commands";
import { type FakeHost, refusal } from "../src/testing/fakeHost";
import { attention } from "./attention";
import { facility, patients, people } from "./seed";

const made = <Branded extends string>(text: string): Branded => text as Branded;
const ZONE = "Europe/Dublin";
const HOURS: Record<string, [open: string, close: string, pause: [string, string]]> = {
  pr1: ["08:40", "16:00", ["12:40", "13:20"]],
  pr2: ["09:00", "17:30", ["13:00", "14:00"]],
  pr3: ["10:00", "18:00", ["14:00", "14:30"]],
};
const usual = HOURS["pr2"] as (typeof HOURS)[string];

const practitioner = (
  id: string,
  [prefix, given, family]: [string, string, string],
  specialty: string,
  usual_minutes: number,
): Practitioner => ({
  id: made(id),
  name: { prefix, given, family },
  specialty,
  usual_room: made(`room-${id}`),
  hours: [],
  usual_minutes,
  active: true,
});

const three = [
  practitioner("pr1", ["Dr", "Aoife", "Byrne"], "General practice", 20),
  practitioner("pr2", ["Dr", "Chinedu", "Okafor"], "General practice", 30),
  practitioner("pr3", ["Ms", "Nguyễn Thị", "Lan-Anh"], "Physiotherapy", 45),
];
const many = [
  ...three,
  practitioner("pr4", ["Dr", "Fionn", "Nolan"], "Cardiology", 30),
  practitioner("pr5", ["Dr", "Layla", "Haddad"], "Paediatrics", 20),
  practitioner("pr6", ["Dr", "Maximiliana", "van der Westhuizen-O’Shaughnessy"], "Dermatology", 15),
  practitioner("pr7", ["Nurse", "Siobhán", "Ní Bhriain"], "Vaccination clinic", 10),
];

const services = [
  ["CONS20", "Consultation, 20 minutes", 20],
  ["VACC", "Vaccination, influenza", 10],
  ["ECG12", "Electrocardiogram, 12 leads", 15],
  ["BLOOD", "Blood test, venous", 0],
  ["PHYS45", "Physiotherapy session", 45],
] as const;

const reasons = [
  "Cough since Tuesday, worse at night",
  "Blood pressure check",
  "",
  "Results of last week’s blood test",
  "ألم في الركبة اليمنى",
  "Repeat prescription; wants to talk about sleep",
  "Vaccination before travelling to Ghana, Togo and Benin in January",
  "Đau lưng",
  "Dressing",
];

const names: [string, string, number][] = [
  ["O’BRIEN, Cara (Ms)", "1988-01-30", 38],
  ["MURPHY, Seán", "2019-06-02", 7],
  ["FITZGERALD-DELACROIX, Anne-Sophie Marguerite (Prof)", "1949-12-01", 76],
  ["TRẦN, Văn Đức (Mr)", "1967-08-15", 59],
  ["KELLY, Tom (Mr)", "1974-04-22", 52],
  ["حداد, ليلى", "1991-03-09", 35],
  ["DOYLE, Éabha", "2024-02-11", 2],
  ["WALSH, Peter (Mr)", "1958-10-10", 68],
  ["NOVÁKOVÁ, Žofie (Ms)", "1996-07-07", 30],
];
const crowd: PatientSummary[] = [
  ...patients.filter(({ died_on }) => !died_on),
  ...names.map(([display_name, birth_date, years], index): PatientSummary => ({
    id: made(`c${index}`),
    display_name,
    record_number: `A-0002${index}0`,
    birth_date: made(birth_date),
    age: { unit: "years", years },
    sex: index % 2 ? "male" : "female",
    phone: `+353 87 555 02${index}0`,
    city: "Dalkey",
    not_yet_shared: false,
  })),
];

const next: Record<AppointmentStatus, AppointmentStatus[]> = {
  booked: ["arrived", "did_not_attend", "cancelled"],
  arrived: ["in_room", "booked", "cancelled"],
  in_room: ["done", "arrived"],
  done: ["in_room"],
  did_not_attend: ["booked"],
  cancelled: ["booked"],
};

const hash = (text: string): number => {
  let state = 7;
  for (const letter of text) state = (Math.imul(state, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return Math.imul(state ^ (state >>> 15), 2_246_822_519) >>> 0;
};

export function playAgenda(host: FakeHost, kind: string | null): void {
  if (!kind) return;
  const staff = kind === "many" ? many : three;
  const days = new Map<string, AppointmentView[]>();
  const now = () => onTheWall(new Date(), ZONE);
  const instant = (date: string, time: string) => made<never>(`${date}T${time}:00.000Z`);

  const visit = (
    one: Practitioner,
    date: string,
    at: number,
    minutes: number,
    seed: number,
  ): AppointmentView => {
    const patient = crowd[seed % crowd.length] as PatientSummary;
    const start = timeAt(at);
    const view: AppointmentView = {
      appointment: {
        id: made(`${one.id}-${date}-${start}`),
        patient: patient.id,
        practitioner: one.id,
        room: one.usual_room,
        date: made(date),
        start,
        minutes,
        starts_at: instant(date, start),
        ends_at: instant(date, timeAt(at + minutes)),
        status: "booked",
        reason: reasons[seed % reasons.length] ?? "",
        services: seed % 3 === 0 ? [made("CONS20")] : [],
        booked_at: instant(addDays(date, -3), "09:12"),
        booked_by: made("p1"),
      },
      patient,
      end: timeAt(at + minutes),
      next: next.booked,
      not_yet_shared: seed % 17 === 3,
      tentative: seed % 34 === 3,
    };
    return date === now().date ? lived(view, seed) : view;
  };

  /** What has become of a visit by now. */
  const lived = (view: AppointmentView, seed: number): AppointmentView => {
    const minute = minutesOf(now().time);
    const { date } = view.appointment;
    const from = minutesOf(view.appointment.start);
    const to = from + view.appointment.minutes;
    const came = { arrived_at: instant(date, timeAt(from - (seed % 25) - 1)) };
    const went = { ...came, in_room_at: instant(date, timeAt(from + 2)) };
    if (to <= minute - 5) {
      if (seed % 9 === 0) return put(view, { status: "did_not_attend" });
      const done = { ...went, done_at: instant(date, timeAt(to)) };
      const invoiced = seed % 4 !== 0 && { invoice: made<never>("i1") };
      return { ...put(view, { status: "done", ...done }), ...invoiced };
    }
    if (from <= minute) return put(view, { status: "in_room", ...went });
    if (from <= minute + 40 && seed % 5 < 3) {
      const waited = 3 + (seed % 27);
      const arrived_at = instant(date, timeAt(minute - waited));
      return { ...put(view, { status: "arrived", arrived_at }), waiting_minutes: waited };
    }
    if (seed % 13 === 5) return put(view, { status: "cancelled", cancel_reason: "Patient asked" });
    return view;
  };

  const put = (
    view: AppointmentView,
    changes: Partial<AppointmentView["appointment"]>,
  ): AppointmentView => {
    const appointment = { ...view.appointment, ...changes };
    const { waiting_minutes: _, ...rest } = view;
    return {
      ...rest,
      appointment,
      end: timeAt(minutesOf(appointment.start) + appointment.minutes),
      next: next[appointment.status],
      ...(appointment.status === "arrived" && { waiting_minutes: 0 }),
    };
  };

  const works = (id: string, date: string): boolean => {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    return weekday > 0 && weekday < 6 && !(id === "pr3" && weekday === 3);
  };

  const dayOf = (date: string): AppointmentView[] => {
    const known = days.get(date);
    if (known) return known;
    const visits = staff.flatMap((one) => {
      if (!works(one.id, date) || kind === "empty") return [];
      const [open, close, [from, to]] = HOURS[one.id] ?? usual;
      const all: AppointmentView[] = [];
      let at = minutesOf(open);
      while (at + one.usual_minutes <= minutesOf(close)) {
        const seed = hash(`${one.id}${date}${at}`);
        const pause = at < minutesOf(to) && at + one.usual_minutes > minutesOf(from);
        const minutes = one.usual_minutes * (seed % 7 === 0 ? 2 : 1) - (seed % 11 === 0 ? 5 : 0);
        const fits =
          at + minutes <= minutesOf(close) &&
          !(at < minutesOf(from) && at + minutes > minutesOf(from));
        if (!pause && fits && seed % 10 < 7) {
          all.push(visit(one, date, at, minutes, seed >>> 3));
          at += minutes;
        } else at += one.usual_minutes;
      }
      return all;
    });
    days.set(date, visits);
    return visits;
  };

  const column = (one: Practitioner, date: LocalDate): AgendaColumn => {
    const [open, close, [from, to]] = HOURS[one.id] ?? usual;
    const on = works(one.id, date);
    const stretch = (a: string, b: string) => ({
      from: made<LocalTime>(a),
      to: made<LocalTime>(b),
    });
    return {
      practitioner: one.id,
      date,
      working: on ? [stretch(open, from), stretch(to, close)] : [],
      breaks: on ? [stretch(from, to)] : [],
      appointments: dayOf(date)
        .filter(({ appointment }) => appointment.practitioner === one.id)
        .toSorted((a, b) => a.appointment.start.localeCompare(b.appointment.start)),
      leases: on ? leasesOf(one.id, date) : [],
    };
  };

  const clash = (slot: Slot, patient: string | undefined, moving?: string) =>
    dayOf(slot.date).find(({ appointment: other, end }) => {
      const from = minutesOf(slot.start);
      const taken = !["cancelled", "did_not_attend"].includes(other.status);
      const meets = minutesOf(other.start) < from + slot.minutes && from < minutesOf(end);
      const holds = other.practitioner === slot.practitioner || other.patient === patient;
      return taken && meets && holds && other.id !== moving;
    });

  const free = (
    one: PractitionerId | undefined,
    from: LocalDate,
    minutes: number,
    limit: number,
  ): Slot[] => {
    const found: Slot[] = [];
    for (let by = 0; by < 14 && found.length < limit; by += 1) {
      const date = addDays(from, by);
      for (let at = 480; at < 1080; at += 5) {
        for (const person of staff.filter(({ id }) => !one || id === one)) {
          const { working } = column(person, date);
          const start = timeAt(at);
          const slot: Slot = {
            practitioner: person.id,
            room: person.usual_room,
            date,
            start,
            minutes,
          };
          const inside = working.some(
            (open) => minutesOf(open.from) <= at && at + minutes <= minutesOf(open.to),
          );
          const regular =
            (at - minutesOf(working[0]?.from ?? "00:00")) % person.usual_minutes === 0;
          const past = date === now().date && at < minutesOf(now().time);
          if (inside && regular && !past && !clash(slot, undefined)) found.push(slot);
        }
      }
    }
    return found.slice(0, limit);
  };

  const refuse = (slot: Slot, patient: string, outside: boolean, moving?: string): void => {
    const offers = free(slot.practitioner, slot.date, slot.minutes, 5);
    const other = clash(slot, patient, moving);
    if (other) {
      const what =
        other.appointment.practitioner === slot.practitioner ? "practitioner" : "patient";
      throw refusal("slot_taken", { what, by: other.appointment.id, offers });
    }
    const person = staff.find(({ id }) => id === slot.practitioner) as Practitioner;
    const at = minutesOf(slot.start);
    const open = column(person, slot.date).working.some(
      ({ from, to }) => minutesOf(from) <= at && at + slot.minutes <= minutesOf(to),
    );
    if (!open && !outside) throw refusal("outside_hours", { what: "hours", offers });
  };

  const find = (id: AppointmentId): AppointmentView => {
    const view = [...days.values()].flat().find(({ appointment }) => appointment.id === id);
    if (!view) throw refusal("not_found");
    return view;
  };
  const keep = (view: AppointmentView): AppointmentView => {
    for (const [date, all] of days) {
      days.set(
        date,
        all.filter(({ appointment }) => appointment.id !== view.appointment.id),
      );
    }
    const kept = { ...view, not_yet_shared: true };
    days.set(view.appointment.date, [...dayOf(view.appointment.date), kept]);
    return kept;
  };

  host.answer({
    directory: () => ({
      facility,
      facilities: [facility],
      practitioners: staff,
      rooms: staff.map(({ id }, index) => ({ id: made(`room-${id}`), name: `Room ${index + 1}` })),
      services: services.map(([code, name, minutes]) => ({
        id: made(code),
        code,
        name,
        price: { minor: 6000, currency: made("EUR") },
        tax_rate: 0,
        minutes,
        active: true,
      })),
      people,
    }),
    agenda_day: ({ date }) => ({
      date,
      columns: kind === "nobody" ? [] : staff.map((one) => column(one, date)),
      clock_change_minutes: { "2026-03-29": 60, "2026-10-25": -60 }[String(date)] ?? 0,
    }),
    agenda_week: ({ date, practitioner: id }) => {
      const since = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
      const one = staff.find((person) => person.id === id) ?? (staff[0] as Practitioner);
      return {
        practitioner: one.id,
        columns: [0, 1, 2, 3, 4, 5, 6].map((by) => column(one, addDays(date, by - since))),
      };
    },
    free_slots: ({ from, practitioner: one, minutes, limit }) => ({
      slots: free(one, from, minutes, limit),
    }),
    book_appointment: (request) => {
      refuse(request, request.patient, request.outside_hours);
      const one = staff.find(({ id }) => id === request.practitioner) as Practitioner;
      const view = visit(one, request.date, minutesOf(request.start), request.minutes, 1);
      const patient = crowd.find(({ id }) => id === request.patient) as PatientSummary;
      const { id, reason, services: planned } = request;
      const booked = put(view, {
        id,
        patient: patient.id,
        reason,
        services: planned,
        status: "booked",
      });
      return keep({ ...booked, patient });
    },
    move_appointment: ({ appointment, practitioner: one, date, start, minutes, outside_hours }) => {
      const view = find(appointment);
      refuse(
        { practitioner: one, date, start, minutes },
        view.patient.id,
        outside_hours,
        appointment,
      );
      return keep(put(view, { practitioner: one, date, start, minutes }));
    },
    cancel_appointment: ({ appointment, reason }) =>
      keep(put(find(appointment), { status: "cancelled", cancel_reason: reason })),
    advance_appointment: ({ appointment, to }) => keep(put(find(appointment), { status: to })),
    describe_appointment: ({ appointment, reason, services: planned }) =>
      keep(put(find(appointment), { reason, services: planned })),
    drafts: () => ({ drafts: [] }),
    save_draft: () => ({}),
    discard_draft: () => ({}),
    attention_list: ({ settled }) => {
      const items =
        kind === "empty"
          ? []
          : attention(settled, (one, minutes) => free(made(one), now().date, minutes, 5));
      return { items, open: items.filter(({ item }) => item.state === "open").length };
    },
  });
  for (const by of [-7, 0, 1, 3, 7]) dayOf(addDays(now().date, by));
}

/** One workstation's morning with the first, this one's afternoon with the second, asked for. */
function leasesOf(practitioner: PractitionerId, date: LocalDate): LeaseView[] {
  const lease = (from: string, to: string, more: Partial<LeaseView>): LeaseView => ({
    lease: {
      id: made(`lease-${practitioner}-${date}`),
      practitioner,
      starts_at: made(`${date}T${from}:00.000Z`),
      ends_at: made(`${date}T${to}:00.000Z`),
      device: made("d2"),
      workstation: "B",
      granted_at: made(`${date}T07:00:00.000Z`),
      granted_by: made("p1"),
    },
    from: made(from),
    to: made(to),
    mine: false,
    asked_for: false,
    ...more,
  });
  if (practitioner === "pr1") return [lease("11:00", "12:20", {})];
  if (practitioner === "pr2") return [lease("14:20", "16:00", { mine: true })];
  return [];
}
