import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { Select } from "@/components/Select";
import { TextField } from "@/components/TextField";
import { fieldProblems } from "@/failures/fieldProblems";
import { useSentence } from "@/failures/useSentence";
import { type CommandFailed, call } from "@/ipc/call";
import type {
  Code,
  FacilityChoice,
  FacilityId,
  Failure,
  JoinServer,
  SessionView,
} from "@/ipc/generated/commands";

import { Entrance } from "./Entrance";

import styles from "./Entrance.module.css";

interface JoinScreenProps {
  /** Why the last attempt failed, if there was one. */
  failed?: Code;
  onAnswer: (view: SessionView) => void;
}

/** The workstation belongs to no server yet: where it is, and the code that an administrator gave. */
export function JoinScreen({ failed, onAnswer }: JoinScreenProps) {
  const { t } = useTranslation();
  const [server, setServer] = useState("");
  const [code, setCode] = useState("");
  const [mqtt, setMqtt] = useState("");
  const [facility, setFacility] = useState<FacilityId | null>(null);
  const join = useMutation<SessionView, CommandFailed, JoinServer>({
    mutationFn: (request) => call("join_server", request),
    meta: { inPlace: true },
    gcTime: 0,
    onSuccess: onAnswer,
  });
  const failure = join.error?.failure ?? (failed && { code: failed });
  const problems = fieldProblems(failure);
  const choices = facilitiesOf(failure);
  const { what, next } = useJoinSentence(failure?.code, choices.length > 0);
  return (
    <Entrance width={36}>
      <h1 className={styles.title}>{t("frame.join.title")}</h1>
      <p className={styles.about}>{t("frame.join.why")}</p>
      <Form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          join.mutate({
            server,
            code,
            ...(mqtt.trim() !== "" && { mqtt }),
            ...(facility && { facility }),
          });
        }}
      >
        {failure && failure.code !== "invalid_fields" && !join.isPending && (
          <Notice tone={failure.code === "facility_needed" ? "info" : "danger"} title={what}>
            {next}
          </Notice>
        )}
        <TextField
          label={t("frame.join.server")}
          hint={t("frame.join.serverHint")}
          isRequired
          autoFocus
          dir="ltr"
          spellCheck="false"
          autoComplete="off"
          value={server}
          onChange={setServer}
          error={problems["server"] && t("frame.join.serverWrong")}
        />
        <TextField
          label={t("frame.join.code")}
          hint={t("frame.join.codeHint")}
          isRequired
          dir="ltr"
          spellCheck="false"
          autoComplete="off"
          value={code}
          onChange={setCode}
          error={problems["code"] && t("frame.join.codeWrong")}
        />
        {choices.length > 0 && (
          <Select
            label={t("frame.join.facility")}
            isRequired
            autoFocus
            options={choices}
            value={facility}
            onChange={setFacility}
          />
        )}
        <TextField
          label={t("frame.join.monitors")}
          hint={t("frame.join.monitorsHint")}
          dir="ltr"
          spellCheck="false"
          autoComplete="off"
          value={mqtt}
          onChange={setMqtt}
          error={problems["mqtt"] && t("frame.join.monitorsWrong")}
        />
        <div>
          <Button
            type="submit"
            look="primary"
            whyNot={join.isPending ? t("frame.join.working") : undefined}
          >
            {t("frame.join.submit")}
          </Button>
        </div>
      </Form>
    </Entrance>
  );
}

function isChoice(value: unknown): value is FacilityChoice {
  return typeof value === "object" && value !== null && "id" in value && "name" in value;
}

/** The facilities that the server offers, once it was asked without one. */
function facilitiesOf(failure: Failure | undefined): readonly FacilityChoice[] {
  const data = failure?.code === "facility_needed" ? failure.data : undefined;
  const isList = typeof data === "object" && data !== null && "facilities" in data;
  return isList && Array.isArray(data.facilities) ? data.facilities.filter(isChoice) : [];
}

/** What a failed attempt to join says; a refused code is not a refused role. */
function useJoinSentence(code: Code | undefined, isOffered: boolean) {
  const { t } = useTranslation();
  const sentence = useSentence();
  switch (code) {
    case "not_permitted":
    case "not_signed_in":
    case "not_found":
    case "wrong_password":
      return { what: t("frame.join.codeRefused"), next: t("frame.join.codeRefusedNext") };
    case "facility_needed":
      return {
        what: t("frame.join.several"),
        next: isOffered ? t("frame.join.severalChoose") : t("frame.join.severalAsk"),
      };
    case "server_busy":
      return { what: t("frame.join.busy"), next: t("frame.join.busyNext") };
    case "server_unreachable":
      return { what: t("frame.join.unreachable"), next: t("frame.join.unreachableNext") };
    default:
      return sentence({ code: code ?? "internal" });
  }
}
