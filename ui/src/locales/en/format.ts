/** Words of dates, ages, durations and amounts; the forms are those of the NHS CUI. */
export const format = {
  notKnown: "Not known",
  notRecorded: "Not recorded",
  approx: "Approx",
  months: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
  monthsLong:
    "January February March April May June July August September October November December",
  weekdays: "Mon Tue Wed Thu Fri Sat Sun",
  weekdaysLong: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
  today: "Today",
  tomorrow: "Tomorrow",
  yesterday: "Yesterday",
  age: {
    day: "{{value}}d",
    week: "{{value}}w",
    month: "{{value}}m",
    year: "{{value}}y",
  },
  duration: {
    second: "{{value}}sec",
    minute: "{{value}}min",
    hour: "{{value}}hr",
    day: "{{value}}d",
    week: "{{value}}w",
    month: "{{value}}m",
    year: "{{value}}y",
  },
  ago: {
    now: "just now",
    second: "{{value}} s ago",
    minute: "{{value}} min ago",
    hour: "{{value}} h ago",
    day: "{{value}} d ago",
  },
} as const;
