import { LockKeyhole } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Section } from "@/components/Section";
import { StatusPill } from "@/components/StatusPill";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { useFormat } from "@/format/useFormat";
import { useDirectory } from "@/ipc/directory";
import type { PatientPageView, PersonId } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { usePermitted } from "@/ipc/session";
import { PatientLine } from "@/patient/PatientLine";
import { RestrictSheet } from "@/patient/RestrictSheet";

import styles from "./RestrictionSection.module.css";

/** Who may open the record, and for those who may say so, saying it. */
export function RestrictionSection({ page }: { page: PatientPageView }) {
  const { t } = useTranslation();
  const may = usePermitted();
  const [open, setOpen] = useState<"change" | "lift" | null>(null);
  const { restriction } = page.patient;
  // Who is in it by an emergency access alone has no say.
  const isEntitled = page.emergency === undefined;
  if (!restriction && !may("restrict_records")) return null;
  return (
    <Section
      title={t("restricted.section.title")}
      tools={
        isEntitled && (
          <>
            {restriction && may("lift_restrictions") && (
              <Button size="small" onPress={() => setOpen("lift")}>
                {t("restricted.section.lift")}
              </Button>
            )}
            {may("restrict_records") && (
              <Button
                size="small"
                icon={<LockKeyhole aria-hidden />}
                onPress={() => setOpen("change")}
              >
                {t(restriction ? "restricted.section.change" : "restricted.section.restrict")}
              </Button>
            )}
          </>
        )
      }
    >
      <Standing page={page} />
      {open === "change" && (
        <RestrictSheet
          patient={page.summary.id}
          about={<PatientLine patient={page.summary} />}
          restriction={restriction}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "lift" && <LiftDialog page={page} onClose={() => setOpen(null)} />}
    </Section>
  );
}

function Standing({ page: { patient } }: { page: PatientPageView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const directory = useDirectory();
  const { restriction } = patient;
  if (!restriction) return <p>{t("restricted.section.everybody")}</p>;
  const name = (id: PersonId): string =>
    directory?.person(id)?.display_name ?? format.words.notKnown;
  const since = format.instant(restriction.since);
  return (
    <div className={styles.standing}>
      <p>
        <StatusPill tone="warning" icon={<LockKeyhole aria-hidden />}>
          {t(`restricted.label.${restriction.label}`)}
        </StatusPill>{" "}
        {t("restricted.section.named")}
      </p>
      <ul className={styles.people}>
        {restriction.entitled.map((id) => (
          <li key={id}>
            <bdi>{name(id)}</bdi>
          </li>
        ))}
      </ul>
      <p className={styles.since}>
        <bdi>{t("restricted.section.since", { since, name: name(restriction.by) })}</bdi>
      </p>
    </div>
  );
}

function LiftDialog({ page, onClose }: { page: PatientPageView; onClose: () => void }) {
  const { t } = useTranslation();
  const lift = useCommand("lift_restriction", { inPlace: true });
  const done = (): void => {
    say({ tone: "good", title: t("restricted.section.lifted") });
    onClose();
  };
  return (
    <Dialog
      isOpen
      role="alertdialog"
      onClose={onClose}
      title={t("restricted.section.liftTitle")}
      about={<PatientLine patient={page.summary} />}
      actions={
        <>
          <Button autoFocus onPress={onClose} keys="Escape">
            {t("restricted.section.liftKeep")}
          </Button>
          <Button
            look="danger"
            onPress={() => lift.mutate({ patient: page.summary.id }, { onSuccess: done })}
          >
            {t("restricted.section.lift")}
          </Button>
        </>
      }
    >
      {lift.error && <FailureNotice failure={lift.error.failure} />}
      <p>{t("restricted.section.liftNotes")}</p>
    </Dialog>
  );
}
