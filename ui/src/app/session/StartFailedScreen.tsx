import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { FailureNotice } from "@/failures/FailureNotice";
import type { Failure } from "@/ipc/generated/commands";

import { Entrance } from "./Entrance";

/** The core did not even say how the session stands. */
export function StartFailedScreen({ failure }: { failure: Failure }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  return (
    <Entrance width={36}>
      <FailureNotice
        failure={failure}
        actions={<Button onPress={() => void client.resetQueries()}>{t("controls.retry")}</Button>}
      />
    </Entrance>
  );
}
