import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { Segmented } from "@/components/Choice";
import { useKey } from "@/keyboard/useKey";

import { AccountsView } from "./AccountsView";
import { peopleKeys } from "./keys";
import { RolesView } from "./roles/RolesView";
import { type PeopleView, peopleViews } from "./search";

/** Who has an account, and what each role may do. */
export function PeoplePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { show: view = "accounts" } = useSearch({ from: "/people" });
  const open = (next: PeopleView): void =>
    void navigate({ to: "/people", search: next === "accounts" ? {} : { show: next } });
  useKey(peopleKeys.accounts, () => open("accounts"));
  useKey(peopleKeys.roles, () => open("roles"));
  const views = (
    <Segmented
      hideLabel
      label={t("people.view.label")}
      options={peopleViews.map((id) => ({ id, name: t(`people.view.${id}`) }))}
      value={view}
      onChange={open}
    />
  );
  return view === "roles" ? <RolesView views={views} /> : <AccountsView views={views} />;
}
