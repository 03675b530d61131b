import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { GridList, GridListItem } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Checkbox } from "@/components/Choice";
import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { FailureNotice } from "@/failures/FailureNotice";
import type { AttentionId } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";
import { useKey } from "@/keyboard/useKey";

import { DiscardDialog } from "./DiscardDialog";
import { Item } from "./Item";
import { attentionKeys } from "./keys";
import { useAskedText } from "./useAskedText";
import { useSettling } from "./useSettling";

import styles from "./Attention.module.css";

/** What a person must settle, one below the other. Arrow keys walk; numbers take a free time. */
export function AttentionPage() {
  const { t } = useTranslation();
  const [showsSettled, setShowsSettled] = useState(false);
  const { data, error } = useQuery(query("attention_list", { settled: showsSettled }));
  const [discarding, setDiscarding] = useState<AttentionId | null>(null);
  const area = useRef<HTMLDivElement>(null);
  const settling = useSettling();
  const askedText = useAskedText();
  const items = data?.items ?? [];
  const asked = items.find(({ item }) => item.id === discarding);
  useKey(attentionKeys.settled, () => setShowsSettled((now) => !now));

  // The keys work as soon as the list is there, and after an item that was settled has left it.
  const count = items.length;
  useEffect(() => {
    const look = requestAnimationFrame(() => {
      const row = count > 0 && area.current?.querySelector<HTMLElement>("[role=row]");
      const focused = document.activeElement;
      const isFree = !focused || focused === document.body || focused.matches("main, nav *");
      if (isFree) (row || area.current)?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(look);
  }, [count]);

  return (
    <div ref={area} className={styles.scope} data-scope="attention" tabIndex={-1}>
      <Page
        title={t("attention.title")}
        about={data && t("attention.open", { count: data.open })}
        tools={
          <Checkbox value={showsSettled} onChange={setShowsSettled}>
            {t("attention.settledShown")}
          </Checkbox>
        }
      >
        {error && <FailureNotice failure={error.failure} />}
        {data && items.length === 0 && (
          <EmptyState icon={<ShieldCheck aria-hidden />} title={t("attention.empty")}>
            {t("attention.emptyNext")}
          </EmptyState>
        )}
        {items.length > 0 && (
          <GridList
            aria-label={t("attention.list")}
            className={styles.list}
            // Letters and numbers are keys of the item: none of them may also walk to another one.
            disallowTypeAhead
            keyboardNavigationBehavior="tab"
            items={items.map((view) => ({ id: view.item.id, view }))}
            dependencies={[settling.failures]}
          >
            {({ id, view }) => (
              <GridListItem
                id={id}
                textValue={[view.patient?.display_name, askedText(view.item.refused)]
                  .filter(Boolean)
                  .join(", ")}
                className={styles.row}
              >
                <Item
                  view={view}
                  onTake={(slot) => settling.take(view, slot)}
                  onDiscard={() => setDiscarding(id)}
                  failure={settling.failures.get(id)}
                />
              </GridListItem>
            )}
          </GridList>
        )}
      </Page>
      {asked && <DiscardDialog view={asked} onClose={() => setDiscarding(null)} />}
    </div>
  );
}
