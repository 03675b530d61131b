// Number series for looking at screens: some with void numbers, and some that lack a few.
import type {
  ChangeId,
  Code,
  DeviceId,
  PersonId,
  SeriesPurpose,
  SeriesView,
  VoidedNumber,
  VoidedNumberId,
} from "../src/ipc/generated/commands";

const made = <Branded extends string>(text: string): Branded => text as Branded;
const ago = (days: number) =>
  made<VoidedNumber["voided_at"]>(new Date(Date.now() - days * 86_400_000).toISOString());

const voided = (number: string, purpose: SeriesPurpose, person: string, code: Code) => ({
  person,
  voided: {
    id: made<VoidedNumberId>(`void-${number}`),
    number,
    purpose,
    change: made<ChangeId>(`change-${number}`),
    person: made<PersonId>("p6"),
    device: made<DeviceId>("d2"),
    recorded_at: ago(6),
    voided_at: ago(5),
    code,
  },
});

const series = (letters: string, purpose: SeriesPurpose, head: string, last: number) => ({
  letters,
  purpose,
  first: `${head}000001`,
  last: `${head}${String(last).padStart(6, "0")}`,
  used: last,
  missing_count: 0,
  missing: [],
  voided: [],
});

/** Every series of a made-up office. */
export function numberSeries(screen: string): SeriesView[] {
  const lacking = screen === "billing-lacking";
  return [
    series("A", "invoice", "A-", 20_417),
    series("A", "credit_note", "A-C", 212),
    series("A", "receipt", "A-R", 19_980),
    {
      ...series("B", "invoice", "B-", 18_044),
      used: lacking ? 18_037 : 18_041,
      missing_count: lacking ? 4 : 0,
      missing: lacking
        ? [
            { first: "B-000007", last: "B-000007" },
            { first: "B-000101", last: "B-000103" },
          ]
        : [],
      voided: [
        voided("B-000044", "invoice", "Yusuf Al-Masri", "not_a_draft"),
        voided("B-001203", "invoice", "Nurse Thị Hạnh Nguyễn", "changed_meanwhile"),
        voided("B-017001", "invoice", "محمد عبد الله الأحمد", "not_found"),
      ],
    },
    {
      ...series("B", "receipt", "B-R", 17_003),
      used: 17_002,
      voided: [voided("B-R000398", "receipt", "Yusuf Al-Masri", "more_than_due")],
    },
  ];
}
