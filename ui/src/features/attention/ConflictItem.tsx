import { Scale, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type { AttentionView, Choice, Conflict } from "@/ipc/generated/commands";
import { useSignedIn } from "@/ipc/session";
import { isSame } from "@/patient/fieldValue";
import { useFieldText } from "@/patient/useFieldText";

import { Act } from "./Act";
import { Frame, Who } from "./Frame";
import { attentionKeys } from "./keys";
import { canBeEntered } from "./NewValue";
import { useItemText } from "./useItemText";

import styles from "./Attention.module.css";

interface ConflictItemProps {
  view: AttentionView;
  conflict: Conflict;
  isFocused: boolean;
  onChoose: (choice: Choice) => void;
  onDiscard: () => void;
}

/** Two people gave a field different values: all three values, who gave them, and the ways to settle it. */
export function ConflictItem(props: ConflictItemProps) {
  const { view, conflict, isFocused, onChoose, onDiscard } = props;
  const { t } = useTranslation();
  const itemText = useItemText();
  return (
    <Frame
      view={view}
      isFocused={isFocused}
      sign={<Scale className={styles.sign} aria-hidden />}
      title={itemText(view.item)}
      about={
        <>
          <Who patient={view.patient} />
          <Values view={view} conflict={conflict} />
        </>
      }
    >
      {(isActive) => (
        <div className={styles.acts}>
          <Act
            name={t("attention.conflict.keepMine")}
            bound={attentionKeys.keepMine}
            isActive={isActive}
            onPress={() => onChoose("mine")}
          />
          <Act
            name={t("attention.conflict.keepTheirs")}
            bound={attentionKeys.keepTheirs}
            isActive={isActive}
            onPress={() => onChoose("theirs")}
          />
          {canBeEntered(conflict.field) && (
            <Act
              name={t("attention.conflict.enterNew")}
              bound={attentionKeys.enterNew}
              isActive={isActive}
              onPress={() => onChoose("new")}
            />
          )}
          <Act
            name={t("attention.conflict.discard")}
            bound={attentionKeys.discard}
            isActive={isActive}
            look="quiet"
            onPress={onDiscard}
          />
        </div>
      )}
    </Frame>
  );
}

function Values({ view, conflict }: { view: AttentionView; conflict: Conflict }) {
  const { t } = useTranslation();
  const { value } = useFieldText();
  const { field, base, mine, theirs, asked, theirs_edited } = conflict;
  const { current } = view;
  const hasChanged = view.item.state === "open" && !isSame(current, theirs);
  return (
    <>
      <dl className={styles.values} aria-label={t("attention.conflict.values")}>
        <Value name={t("attention.conflict.base")}>{value(field, base)}</Value>
        <Value
          name={t("attention.conflict.theirs")}
          by={view.theirs_by}
          at={theirs_edited?.at}
          device={theirs_edited?.device}
        >
          {value(field, theirs)}
        </Value>
        <Value
          name={t("attention.conflict.mine")}
          by={view.asked_by}
          at={asked.recorded_at}
          device={asked.device}
        >
          {value(field, mine)}
        </Value>
      </dl>
      {hasChanged && (
        <p className={styles.changed}>
          <TriangleAlert aria-hidden />
          <bdi data-identity>
            {t("attention.conflict.changedSince", { value: value(field, current) })}
          </bdi>
        </p>
      )}
    </>
  );
}

interface ValueProps {
  name: string;
  children: ReactNode;
  by?: string | undefined;
  at?: string | undefined;
  device?: string | undefined;
}

/** One of the values; who gave it, when and where, as far as that is known. */
function Value({ name, children, by, at, device }: ValueProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const here = useSignedIn()?.device;
  return (
    <div className={styles.value}>
      <dt className={styles.label}>{name}</dt>
      <dd>
        <bdi className={styles.given} data-identity>
          {children}
        </bdi>
        {at !== undefined && (
          <span className={styles.by}>
            <bdi>{by || t("attention.somebody")}</bdi>
            {" · "}
            {format.instant(at)}
            {" · "}
            {t(device === here ? "attention.here" : "attention.elsewhere")}
          </span>
        )}
      </dd>
    </div>
  );
}
