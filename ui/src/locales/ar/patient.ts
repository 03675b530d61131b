import type { patient as english } from "../en/patient";
import type { Translated } from "../translated";

export const patient: Translated<typeof english, "ar"> = {
  born: "تاريخ الميلاد",
  died: "تاريخ الوفاة",
  ageAtDeath: "العمر عند الوفاة",
  deceased: "متوفّى",
  sex: {
    female: "أنثى",
    male: "ذكر",
    indeterminate: "غير محدد",
    not_known: "غير معروف",
  },
  sexLabel: "الجنس",
  recordNumber: "رقم السجل",
  phone: "الهاتف",
  town: "المدينة",
  search: {
    placeholder: "الاسم أو تاريخ الميلاد أو الهاتف أو رقم السجل",
    results: "المرضى الذين عُثر عليهم",
    recent: "آخر المرضى",
    found_zero: "لا مرضى",
    found_one: "مريض واحد",
    found_two: "مريضان",
    found_few: "{{count}} مرضى",
    found_many: "{{count}} مريضًا",
    found_other: "{{count}} مريض",
    more: "هناك المزيد: تابع الكتابة للتضييق",
    none: "لم يُعثر على أحد عند البحث عن «{{text}}»",
    noneNext: "جرّب حروفًا أقل، أو تاريخ ميلاد مثل 14/7/1945، أو آخر رقم الهاتف.",
    start: "اكتب اسمًا أو تاريخ ميلاد أو رقم هاتف أو رقم سجل.",
    register: "سجّل «{{text}}»",
    choose: "اختر مريضًا من القائمة.",
  },
};
