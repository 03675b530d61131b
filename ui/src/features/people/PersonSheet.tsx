import { type ComponentProps, useRef } from "react";
import { useTranslation } from "react-i18next";

import { FormSheet } from "@/components/FormSheet";
import { FailureNotice } from "@/failures/FailureNotice";
import { fieldProblems } from "@/failures/fieldProblems";
import { useFocusWrong } from "@/failures/useFocusWrong";
import type { Failure } from "@/ipc/generated/commands";
import { useKey } from "@/keyboard/useKey";

import { peopleKeys } from "./keys";
import { PersonFields } from "./PersonFields";

interface PersonSheetProps
  extends
    Pick<ComponentProps<typeof FormSheet>, "title" | "about" | "submit" | "onSubmit" | "onClose">,
    Omit<ComponentProps<typeof PersonFields>, "problems"> {
  failure: Failure | undefined;
  note?: string;
}

/** The form about one person. Ctrl+Enter sends it from any field. */
export function PersonSheet({ failure, form, onChange, withAgenda, ...rest }: PersonSheetProps) {
  const { t } = useTranslation();
  const element = useRef<HTMLFormElement>(null);
  useFocusWrong(element, failure);
  useKey(peopleKeys.save, () => element.current?.requestSubmit());
  const problems = Object.fromEntries(
    Object.entries(fieldProblems(failure)).map(([name, sentence]) => [name, t(sentence)]),
  );
  return (
    <FormSheet
      {...rest}
      place="side"
      width={28}
      scope="people.form"
      keys={peopleKeys.save.keys}
      form={element}
      hasCancel
    >
      {failure && failure.code !== "invalid_fields" && <FailureNotice failure={failure} />}
      <PersonFields
        form={form}
        onChange={onChange}
        problems={problems}
        {...(withAgenda !== undefined && { withAgenda })}
      />
    </FormSheet>
  );
}
