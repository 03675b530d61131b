import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleAlert } from "lucide-react";
import { useId, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Notice } from "@/components/Notice";
import { TextField } from "@/components/TextField";
import { fieldProblems } from "@/failures/fieldProblems";
import { useSentence } from "@/failures/useSentence";
import { type CommandFailed, call } from "@/ipc/call";
import type { RejoinServer, SharingStop, SyncStatusView } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";

/** The stops that end when this workstation joins again under a new identity. */
const endsByJoining: ReadonlySet<SharingStop> = new Set<SharingStop>([
  "workstation_copied",
  "out_of_step",
  "not_signed_in",
  "server_not_proven",
]);

interface SharingStoppedProps {
  stop: SharingStop;
  /** Changes that wait here. */
  waiting: number;
  className?: string | undefined;
}

/** Sharing stands still until a person acts: said in the bar, told in full on a press. */
export function SharingStopped({ stop, waiting, className }: SharingStoppedProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <span className={className}>
      <Button size="small" icon={<CircleAlert aria-hidden />} onPress={() => setOpen(true)}>
        {t(`frame.stopped.${stop}.title`)}
      </Button>
      {isOpen && <Explanation stop={stop} waiting={waiting} onClose={close} />}
    </span>
  );
}

interface ExplanationProps {
  stop: SharingStop;
  waiting: number;
  onClose: () => void;
}

function Explanation({ stop, waiting, onClose }: ExplanationProps) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const client = useQueryClient();
  const form = useId();
  const [code, setCode] = useState("");
  const rejoin = useMutation<SyncStatusView, CommandFailed, RejoinServer>({
    mutationFn: (request) => call("rejoin_server", request),
    meta: { inPlace: true },
    gcTime: 0,
    onSuccess: (status) => {
      client.setQueryData(query("sync_status", {}).queryKey, status);
      onClose();
    },
  });
  const joins = endsByJoining.has(stop);
  const refused = rejoin.error?.failure;
  const problems = fieldProblems(refused);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(`frame.stopped.${stop}.title`)}
      about={t("frame.stopped.waiting", { count: waiting })}
      actions={
        joins && (
          <Button
            look="primary"
            type="submit"
            form={form}
            whyNot={
              rejoin.isPending
                ? t("frame.join.working")
                : code.trim() === ""
                  ? t("problems.required")
                  : undefined
            }
          >
            {t("frame.stopped.rejoin")}
          </Button>
        )
      }
    >
      <p>{t(`frame.stopped.${stop}.happened`)}</p>
      <p>{t(`frame.stopped.${stop}.todo`)}</p>
      {joins && (
        <Form
          id={form}
          onSubmit={(event) => {
            event.preventDefault();
            if (code.trim() !== "" && !rejoin.isPending) rejoin.mutate({ code });
          }}
        >
          {refused && refused.code !== "invalid_fields" && !rejoin.isPending && (
            <Notice
              tone="danger"
              title={
                refused.code === "not_permitted"
                  ? t("frame.join.codeRefused")
                  : sentence(refused).what
              }
            >
              {refused.code === "not_permitted"
                ? t("frame.join.codeRefusedNext")
                : sentence(refused).next}
            </Notice>
          )}
          <TextField
            label={t("frame.join.code")}
            hint={t("frame.join.codeHint")}
            isRequired
            autoFocus
            dir="ltr"
            spellCheck="false"
            autoComplete="off"
            value={code}
            onChange={setCode}
            error={problems["code"] && t("frame.join.codeWrong")}
          />
        </Form>
      )}
    </Dialog>
  );
}
