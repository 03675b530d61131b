import { X } from "lucide-react";
import type { ReactNode } from "react";
import {
  Dialog as AriaDialog,
  type DialogProps as AriaDialogProps,
  Heading,
  Modal,
  ModalOverlay,
} from "react-aria-components";
import { useTranslation } from "react-i18next";

import { IconButton } from "./Button";
import { cx } from "./cx";

import styles from "./Dialog.module.css";

interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  /** A line under the title: whom or what it concerns. */
  about?: ReactNode;
  children: ReactNode;
  /** The buttons: the way out first, the verb last. */
  actions?: ReactNode;
  /** `alertdialog`: something is about to be taken away, and only its own buttons close it. */
  role?: AriaDialogProps["role"];
  /** Width in rem. */
  width?: number;
  /** `side`: a sheet along the end of the window, for reading or filling in beside what lies under it. */
  place?: "middle" | "side";
}

/** A sheet above the screen. It keeps the focus and gives it back. */
export function Dialog(props: DialogProps) {
  const { isOpen, onClose, title, about, children, actions, role = "dialog", width, place } = props;
  const { t } = useTranslation();
  const firm = role === "alertdialog";
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={!firm}
      className={cx(styles.scrim, place === "side" && styles.side)}
    >
      <Modal
        className={styles.modal}
        style={width === undefined ? undefined : { ["--dialog-width" as string]: `${width}rem` }}
      >
        <AriaDialog role={role} className={styles.dialog}>
          <header className={styles.head}>
            <div>
              <Heading slot="title" level={2}>
                {title}
              </Heading>
              {about && <p className={styles.about}>{about}</p>}
            </div>
            {!firm && (
              <IconButton
                label={t("controls.close")}
                keys="Escape"
                icon={<X />}
                onPress={onClose}
              />
            )}
          </header>
          <div className={styles.body}>{children}</div>
          {actions && <footer className={styles.foot}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
