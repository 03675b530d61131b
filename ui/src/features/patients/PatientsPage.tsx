import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Search, UserRoundPlus, UserRoundSearch } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Kbd } from "@/components/Kbd";
import { Notice } from "@/components/Notice";
import { Page } from "@/components/Page";
import { useDirectory } from "@/ipc/directory";
import { query } from "@/ipc/queries";
import { usePermitted } from "@/ipc/session";
import { useKey } from "@/keyboard/useKey";
import { useFinder } from "@/patient/useFinder";
import { useMarker } from "@/patient/useMarker";

import { LockedRows } from "./emergency/LockedRows";
import { Elsewhere } from "./facilities/Elsewhere";
import { patientsKeys } from "./keys";
import { PatientRows, rowId } from "./list/PatientRows";
import { UnfinishedRegistrations } from "./register/UnfinishedRegistrations";

import styles from "./PatientsPage.module.css";

const RECENT = 12;
const SHOWN = 50;

/** Finding and registering patients: the list follows every key press, Enter opens. */
export function PatientsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = usePermitted();
  const start = useSearch({ from: "/patients", select: ({ text }) => text });
  const [text, setText] = useState(start ?? "");
  const list = useId();
  const found = useFinder(text, text.trim() === "" ? RECENT : SHOWN);
  const { patients, locked, isBehind, isRecent, hasMore } = found;
  const hasOthers = (useDirectory()?.facilities.length ?? 1) > 1;
  const mayRegister = may("register_patients");
  const isCopying = useQuery(query("sync_status", {})).data?.copying !== undefined;
  const typed = text.trim();
  const offersNew = mayRegister && !isRecent && !isBehind;

  const register = (): void => {
    void navigate({ to: "/patients/register", search: typed ? { text: typed } : {} });
  };
  const take = (index: number): void => {
    const patient = patients[index];
    if (patient) void navigate({ to: "/patients/$patient", params: { patient: patient.id } });
    else register();
  };
  const { marked, mark, press, restart } = useMarker({
    count: patients.length + (offersNew ? 1 : 0),
    isBehind,
    marksFirst: !isRecent,
    onTake: take,
  });
  const type = (next: string): void => {
    restart();
    setText(next);
    // Whoever comes back finds the search as it was left.
    void navigate({ to: "/patients", search: next ? { text: next } : {}, replace: true });
  };
  useKey(patientsKeys.registerHere, register, mayRegister);

  return (
    <Page
      title={t("patients.title")}
      flush
      tools={
        mayRegister && (
          <Button
            look="primary"
            icon={<UserRoundPlus aria-hidden />}
            keys={patientsKeys.register.keys}
            onPress={register}
          >
            {t("patients.register.title")}
          </Button>
        )
      }
    >
      <div className={styles.finder} data-scope="patients">
        <div className={styles.bar}>
          <Search aria-hidden />
          <input
            // Whoever comes here comes to type.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            role="combobox"
            dir="auto"
            className={styles.input}
            data-identity
            aria-label={t("patients.list.label")}
            aria-expanded={patients.length > 0 || offersNew}
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={marked >= 0 ? rowId(list, marked) : undefined}
            placeholder={t("patient.search.placeholder")}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => type(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape" && text !== "") {
                event.preventDefault();
                type("");
              } else press(event);
            }}
          />
          <span className={styles.count} role="status">
            {!isRecent &&
              !isBehind &&
              (hasMore
                ? t("patient.search.more")
                : t("patient.search.found", { count: patients.length }))}
          </span>
        </div>
        {isCopying && (
          <Notice tone="warning" title={t("patients.list.copying")}>
            {t("patients.list.copyingNext")}
          </Notice>
        )}
        {isRecent && mayRegister && <UnfinishedRegistrations />}
        {isRecent && patients.length > 0 && (
          <h2 className={styles.heading}>{t("patient.search.recent")}</h2>
        )}
        <PatientRows
          id={list}
          label={isRecent ? t("patient.search.recent") : t("patient.search.results")}
          patients={patients}
          marked={marked}
          onMark={mark}
          onTake={take}
          register={offersNew ? typed : undefined}
        />
        <LockedRows locked={locked} />
        {patients.length === 0 && locked.length === 0 && !isBehind && (
          <EmptyState
            icon={<UserRoundSearch aria-hidden />}
            title={isRecent ? t("patients.list.nobody") : t("patient.search.none", { text: typed })}
          >
            {isRecent ? t("patients.list.nobodyNext") : t("patient.search.noneNext")}
          </EmptyState>
        )}
        {!isRecent && hasOthers && (
          <Elsewhere
            text={typed}
            onArrived={({ id }) =>
              void navigate({ to: "/patients/$patient", params: { patient: id } })
            }
          />
        )}
        <p className={styles.hints} aria-hidden>
          <span>
            <Kbd keys="ArrowUp" />
            <Kbd keys="ArrowDown" />
            {t("frame.search.choose")}
          </span>
          <span>
            <Kbd keys="Enter" />
            {t("controls.open")}
          </span>
        </p>
      </div>
    </Page>
  );
}
