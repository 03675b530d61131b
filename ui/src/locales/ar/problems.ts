import type { problems as english } from "../en/problems";
import type { Translated } from "../translated";

export const problems: Translated<typeof english, "ar"> = {
  required: "املأ هذا الحقل.",
  too_long: "هذا أطول من اللازم.",
  in_future: "هذا في المستقبل.",
  invalid: "لا يمكن أن يكون هذا صحيحًا.",
  taken: "لغيره هذا الاسم بالفعل.",
};
