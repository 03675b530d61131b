import type { format as english } from "../en/format";
import type { Translated } from "../translated";

export const format: Translated<typeof english, "ar"> = {
  notKnown: "غير معروف",
  notRecorded: "غير مسجَّل",
  approx: "تقريبًا",
  months: "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
  monthsLong: "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
  weekdays: "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
  weekdaysLong: "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
  today: "اليوم",
  tomorrow: "غدًا",
  yesterday: "أمس",
  age: {
    day: "{{value}} ي",
    week: "{{value}} أسبوع",
    month: "{{value}} شهر",
    year: "{{value}} سنة",
  },
  duration: {
    second: "{{value}} ث",
    minute: "{{value}} د",
    hour: "{{value}} س",
    day: "{{value}} ي",
    week: "{{value}} أسبوع",
    month: "{{value}} شهر",
    year: "{{value}} سنة",
  },
  ago: {
    now: "الآن",
    second: "قبل {{value}} ث",
    minute: "قبل {{value}} د",
    hour: "قبل {{value}} س",
    day: "قبل {{value}} ي",
  },
};
