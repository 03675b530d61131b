import type { update as english } from "../en/update";
import type { Translated } from "../translated";

/** Newer versions of the program, in Arabic. */
export const update: Translated<typeof english, "ar"> = {
  title: "هذا البرنامج",
  version: "الإصدار {{version}}",
  state: {
    waiting: "يُسأل الخادم",
    off: "لا يُحدَّث من هنا",
    unreachable: "لا يمكن سؤال الخادم",
    current: "أحدث إصدار",
    refused: "لم يُقبل",
    offered: "إصدار أحدث",
    fetching: "يُجلب",
    installed: "ثُبِّت",
    handed_over: "بانتظار التثبيت",
  },
  off: {
    no_key:
      "بُني هذا البرنامج من غير مفتاح من ينشره، فلا يصدّق تحديثات أحد. يثبّت المسؤول الإصدارات الأحدث يدويًا.",
    no_package:
      "لم يُثبَّت هذا البرنامج بصيغة AppImage أو حزمة دبيان، فلا يحدّث نفسه. يثبّت المسؤول الإصدارات الأحدث يدويًا.",
  },
  unreachable: "تأتي الإصدارات الأحدث من خادم العيادة، ولا يمكن الوصول إليه الآن.",
  current: "ليس لدى خادم العيادة إصدار أحدث.",
  offered: "الإصدار {{version}}، {{size}}.",
  megabytes: "{{size}} م.ب",
  notes: "الجديد في الإصدار {{version}}",
  onlyAdministrators: "يمكن لمسؤول تثبيته.",
  install: "ثبّت وأعد التشغيل",
  installWhy: "ما كُتب محفوظ، وكذلك ما ينتظر المشاركة. تُغلق النافذة ثم تُفتح من جديد.",
  fetch: "اجلب الحزمة",
  fetchWhy: "تُجلب الحزمة وتُفحص، ويثبّتها من يدير هذا الجهاز.",
  alarm: "هناك إنذار قائم. أعد التشغيل بعد انتهائه.",
  fetching: "الإصدار {{version}}: {{received}} من {{size}}",
  installed: "الإصدار {{version}} في مكانه. يبدأ البرنامج من جديد الآن.",
  handedOver:
    "جُلب الإصدار {{version}} وهو ما وقّعه صانعه. يثبّته مسؤول هذا الجهاز من سطر الأوامر، ثم يُشغَّل البرنامج من جديد.",
  command: "الأمر",
  again: "السؤال مجددًا",
};
