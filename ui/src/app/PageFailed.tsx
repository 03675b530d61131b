import { type ErrorComponentProps, useNavigate } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Notice } from "@/components/Notice";
import { Page } from "@/components/Page";
import { useSentence } from "@/failures/useSentence";
import { asFailure } from "@/ipc/call";

/** Shown in the place of a page that broke; the frame goes on working. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const { what, next } = useSentence()(asFailure(error));
  return (
    <Page title={t("frame.failed.title")}>
      <Notice
        tone="danger"
        title={what}
        actions={<Button onPress={reset}>{t("controls.retry")}</Button>}
      >
        {next}
      </Notice>
    </Page>
  );
}

/** Shown where a URL leads nowhere. */
export function PageNotFound() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <EmptyState
      icon={<Compass aria-hidden />}
      title={t("frame.notFound.title")}
      actions={
        <Button onPress={() => void navigate({ to: "/today" })}>{t("frame.notFound.next")}</Button>
      }
    />
  );
}
