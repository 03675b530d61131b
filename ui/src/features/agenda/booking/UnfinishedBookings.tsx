import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import { useDrafts } from "@/ipc/drafts";
import { useCommand } from "@/ipc/queries";
import { usePatientNames } from "@/patient/useUnsettled";

import { BOOKING, type BookingFields, isBooking } from "./fields";

/** Bookings that were begun and neither sent nor discarded: after a crash, a lock, a call in between. */
export function UnfinishedBookings({ onResume }: { onResume: (fields: BookingFields) => void }) {
  const { t } = useTranslation();
  const names = usePatientNames();
  const format = useFormat();
  const now = useNow(30);
  const discard = useCommand("discard_draft");
  const drafts = useDrafts(BOOKING) ?? [];
  return drafts.map(({ form, body, saved_at }) => {
    if (!isBooking(body)) return null;
    const ago = format.ago(saved_at, now);
    return (
      <Notice
        key={form}
        tone="info"
        title={t("agenda.overview.keep")}
        actions={
          <>
            <Button size="small" onPress={() => onResume(body)}>
              {t("agenda.overview.resume")}
            </Button>
            <Button size="small" look="quiet" onPress={() => discard.mutate({ form })}>
              {t("agenda.overview.discard")}
            </Button>
          </>
        }
      >
        <bdi>
          {body.patient
            ? t("agenda.overview.keepFor", { patient: names(body.patient), ago })
            : t("agenda.overview.keepNobody", { ago })}
        </bdi>
      </Notice>
    );
  });
}
