import { useNavigate } from "@tanstack/react-router";
import { Users } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AttentionView, DuplicatePatient, PatientId } from "@/ipc/generated/commands";
import { usePermitted } from "@/ipc/session";

import { Act } from "./Act";
import { Frame, Who } from "./Frame";
import { attentionKeys } from "./keys";
import { useItemText } from "./useItemText";

import styles from "./Attention.module.css";

interface DuplicateItemProps {
  view: AttentionView;
  duplicate: DuplicatePatient;
  isFocused: boolean;
  onDiscard: () => void;
}

/** Two records that may be of one patient: both, in what they agree, and that they are different people. */
export function DuplicateItem(props: DuplicateItemProps) {
  const { view, duplicate, isFocused, onDiscard } = props;
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayOpen = usePermitted()("open_patients");
  const itemText = useItemText();
  const open = (patient: PatientId): void =>
    void navigate({ to: "/patients/$patient", params: { patient } });
  const fields = duplicate.matching.map((field) => t(`attention.duplicate.field.${field}`));
  return (
    <Frame
      view={view}
      isFocused={isFocused}
      sign={<Users className={styles.sign} aria-hidden />}
      title={itemText(view.item)}
      about={
        <>
          <div className={styles.pair}>
            <div>
              <span className={styles.label}>{t("attention.duplicate.registered")}</span>
              <Who patient={view.patient} />
            </div>
            <div>
              <span className={styles.label}>{t("attention.duplicate.existing")}</span>
              <Who patient={view.existing} />
            </div>
          </div>
          <p className={styles.reason}>
            {t("attention.duplicate.agree", { fields: fields.join(", ") })}
          </p>
          <p className={styles.reason}>{t("attention.duplicate.notes")}</p>
        </>
      }
    >
      {(isActive) => (
        <div className={styles.acts}>
          {mayOpen && (
            <Act
              name={t("attention.duplicate.openExisting")}
              bound={attentionKeys.existing}
              isActive={isActive}
              onPress={() => open(duplicate.existing)}
            />
          )}
          <Act
            name={t("attention.duplicate.different")}
            bound={attentionKeys.discard}
            isActive={isActive}
            onPress={onDiscard}
          />
        </div>
      )}
    </Frame>
  );
}
