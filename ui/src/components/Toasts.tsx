import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import {
  UNSTABLE_Toast as AriaToast,
  Text,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastList as ToastList,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "./Button";
import { cx } from "./cx";
import { type Toast, toasts } from "./toasts";

import styles from "./Toasts.module.css";

const signs = { info: Info, good: CircleCheck, warning: TriangleAlert, danger: CircleAlert };

/** Where what `say` was told appears. The shell has one. */
export function Toasts() {
  const { t } = useTranslation();
  return (
    <ToastRegion queue={toasts} className={styles.region} aria-label={t("controls.notifications")}>
      <ToastList<Toast> className={styles.list}>
        {({ toast }) => {
          const { tone, title, detail, action } = toast.content;
          const Sign = signs[tone];
          return (
            <AriaToast toast={toast} className={cx(styles.toast, styles[tone])}>
              <Sign aria-hidden />
              {/* What went well names whom it was done for. */}
              <ToastContent className={styles.words} data-identity={tone === "good" || undefined}>
                <Text slot="title" className={styles.title}>
                  {title}
                </Text>
                {detail && (
                  <Text slot="description" className={styles.detail}>
                    {detail}
                  </Text>
                )}
              </ToastContent>
              {action && (
                <Button
                  size="small"
                  onPress={() => {
                    toasts.close(toast.key);
                    action.run();
                  }}
                >
                  {action.name}
                </Button>
              )}
              <IconButton slot="close" size="small" label={t("controls.dismiss")} icon={<X />} />
            </AriaToast>
          );
        }}
      </ToastList>
    </ToastRegion>
  );
}
