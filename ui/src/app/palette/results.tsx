import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { LockKeyhole, UserRound, Zap } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { query, searching } from "@/ipc/queries";
import { useBindings } from "@/keyboard/useKey";
import { PatientDetails } from "@/patient/PatientLine";
import { PatientName } from "@/patient/PatientName";

import { placesFor } from "../places";
import { useSession } from "../session/SessionContext";
import { fitting } from "./rank";

/** One line of the palette. */
export interface Result {
  id: string;
  icon: ReactNode;
  name: ReactNode;
  detail?: ReactNode;
  keys?: string;
  run: () => void;
}

export interface Group {
  id: string;
  title: string;
  results: Result[];
}

interface Found {
  groups: Group[];
  /** The results still answer an earlier text. */
  isBehind: boolean;
  /** More patients match than are shown. */
  hasMore: boolean;
}

const SHOWN = 8;

/** What fits the text: patients first, then what can be done, then places. `>` leaves the patients out. */
export function useResults(text: string): Found {
  const { t } = useTranslation();
  const commands = text.startsWith(">");
  const typed = (commands ? text.slice(1) : text).trim();
  const patients = usePatients(commands ? undefined : typed);
  const actions = useActions(typed);
  const places = usePlaces(typed);
  const groups = [
    {
      id: "patients",
      title: t(typed === "" ? "frame.search.recent" : "frame.search.patients"),
      results: patients.results,
    },
    { id: "actions", title: t("frame.search.actions"), results: actions },
    { id: "places", title: t("frame.search.places"), results: places },
  ].filter(({ results }) => results.length > 0);
  return { groups, isBehind: patients.isBehind, hasMore: patients.hasMore };
}

function usePatients(typed: string | undefined) {
  const { t } = useTranslation();
  const { permissions } = useSession();
  const navigate = useNavigate();
  const may = permissions.includes("open_patients") && typed !== undefined;
  const recent = useQuery({
    ...query("recent_patients", { limit: SHOWN }),
    enabled: may && typed === "",
  });
  const found = useQuery({
    ...searching("search_patients", { text: typed ?? "", limit: SHOWN }),
    enabled: may && typed !== "",
  });
  const answer = !may ? undefined : typed === "" ? recent.data : found.data;
  const results = (answer?.patients ?? []).map((patient): Result => ({
    id: `patient-${patient.id}`,
    icon: <UserRound aria-hidden />,
    name: <PatientName patient={patient} />,
    detail: <PatientDetails patient={patient} />,
    run: () => void navigate({ to: "/patients/$patient", params: { patient: patient.id } }),
  }));
  const locked = (answer?.locked ?? []).map(({ id, display_name }): Result => ({
    id: `patient-${id}`,
    icon: <LockKeyhole aria-hidden />,
    name: <bdi data-identity>{display_name}</bdi>,
    detail: t("restricted.mark"),
    run: () => void navigate({ to: "/patients/$patient", params: { patient: id } }),
  }));
  const isBehind = may && typed !== "" && (found.isPlaceholderData || found.isPending);
  return { results: [...results, ...locked], isBehind, hasMore: answer?.more ?? false };
}

function useActions(typed: string): Result[] {
  const { t } = useTranslation();
  const offered = useBindings().filter(({ key }) => key.palette !== false);
  return fitting(typed, offered, ({ key }) => t(key.title)).map(({ key, run }) => ({
    id: `action-${key.id}`,
    icon: <Zap aria-hidden />,
    name: t(key.title),
    keys: key.keys,
    run,
  }));
}

function usePlaces(typed: string): Result[] {
  const { t } = useTranslation();
  const { permissions } = useSession();
  const navigate = useNavigate();
  return fitting(typed, placesFor(permissions), ({ title }) => t(title)).map(
    ({ to, title, icon: Icon, key }) => ({
      id: `place-${to.slice(1)}`,
      icon: <Icon aria-hidden />,
      name: t(title),
      keys: key.keys,
      run: () => void navigate({ to }),
    }),
  );
}
