import { Sun } from "lucide-react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";

import { useSession } from "../session/SessionContext";
import { type TodayPart, todayParts } from "./parts";

import styles from "./TodayPage.module.css";

/** Where each role's day begins. */
export function TodayPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(30);
  const { person, permissions } = useSession();
  const parts = todayParts[person.role].filter(({ needs }) =>
    needs.every((permission) => permissions.includes(permission)),
  );
  const main = parts.filter(({ place }) => place === "main");
  const side = parts.filter(({ place }) => place === "side");
  return (
    <Page title={t("frame.today.title")} about={format.longDate(format.dateOf(now))}>
      {parts.length === 0 ? (
        <EmptyState icon={<Sun aria-hidden />} title={t("frame.today.nothing")}>
          {t("frame.today.nothingNext")}
        </EmptyState>
      ) : (
        <div className={styles.columns} data-side={side.length > 0 || undefined}>
          <Column parts={main} />
          <Column parts={side} />
        </div>
      )}
    </Page>
  );
}

function Column({ parts }: { parts: readonly TodayPart[] }) {
  if (parts.length === 0) return null;
  return (
    <div className={styles.column}>
      {parts.map(({ id, component: Part }) => (
        <Part key={id} />
      ))}
    </div>
  );
}
