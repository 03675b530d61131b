import type { keys as english } from "../en/keys";
import type { Translated } from "../translated";

export const keys: Translated<typeof english, "ar"> = {
  sheet: "المفاتيح",
  everywhere: "في كل مكان",
  palette: "ابحث أو نفّذ أي شيء",
  search: "بحث",
  help: "إظهار كل المفاتيح",
  lock: "قفل",
  settings: "الإعدادات",
  nextPane: "الجزء التالي من النافذة",
  previousPane: "الجزء السابق من النافذة",
  back: "رجوع",
  goToday: "إلى اليوم",
  goSchedule: "إلى المواعيد",
  goPatients: "إلى المرضى",
  goWard: "إلى الجناح",
  goBilling: "إلى الفوترة",
  goAttention: "إلى ما يحتاج انتباهًا",
  goAudit: "الانتقال إلى سجل التدقيق",
  goPeople: "إلى الأشخاص",
  goWorkstations: "إلى محطات العمل",
  privacy: "إخفاء هوية المرضى أو إظهارها",
  singleLettersOff: "مفاتيح الحرف الواحد معطّلة في الإعدادات.",
};
