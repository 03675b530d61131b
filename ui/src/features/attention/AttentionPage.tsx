import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { ShieldCheck } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { GridList, GridListItem } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Checkbox } from "@/components/Choice";
import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { FailureNotice } from "@/failures/FailureNotice";
import type { AttentionId, Choice } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";
import { useKey } from "@/keyboard/useKey";
import { usePatientNames } from "@/patient/useUnsettled";

import { DiscardDialog } from "./DiscardDialog";
import { Item } from "./Item";
import { attentionKeys } from "./keys";
import { SettleDialog } from "./SettleDialog";
import { useItemText } from "./useItemText";
import { useSettling } from "./useSettling";

import styles from "./Attention.module.css";

/**
 * What a person must settle, one below the other. Arrow keys walk; numbers take a free time, letters choose
 * between two values.
 */
export function AttentionPage() {
  const { t } = useTranslation();
  const [showsSettled, setShowsSettled] = useState(false);
  const [showsMine, setShowsMine] = useState(false);
  const { item: wanted } = useSearch({ from: "/attention" });
  const { data, error } = useQuery(
    query("attention_list", { settled: showsSettled, mine: showsMine }),
  );
  const [choosing, setChoosing] = useState<{ item: AttentionId; choice: Choice } | null>(null);
  const [discarding, setDiscarding] = useState<AttentionId | null>(null);
  const area = useRef<HTMLDivElement>(null);
  const settling = useSettling();
  const names = usePatientNames();
  const itemText = useItemText();
  const items = data?.items ?? [];
  const asked = items.find(({ item }) => item.id === discarding);
  const chosen = items.find(({ item }) => item.id === choosing?.item);
  useKey(attentionKeys.settled, () => setShowsSettled((now) => !now));
  useKey(attentionKeys.mine, () => setShowsMine((now) => !now));

  // The keys work as soon as the list is there, and after an item that was settled has left it.
  const count = items.length;
  useEffect(() => {
    const look = requestAnimationFrame(() => {
      const sought = wanted && `[role=row][data-key="${CSS.escape(wanted)}"]`;
      const find = (where: string) => area.current?.querySelector<HTMLElement>(where);
      const row = count > 0 && ((sought && find(sought)) || find("[role=row]"));
      const focused = document.activeElement;
      const isFree =
        !focused ||
        focused === document.body ||
        focused === area.current ||
        focused.matches("main, nav *");
      if (isFree) (row || area.current)?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(look);
  }, [count, wanted]);

  return (
    <div ref={area} className={styles.scope} data-scope="attention" tabIndex={-1}>
      <Page
        title={t("attention.title")}
        about={data && t("attention.open", { count: data.open })}
        tools={
          <>
            <Checkbox value={showsMine} onChange={setShowsMine}>
              {t("attention.mineShown")}
            </Checkbox>
            <Checkbox value={showsSettled} onChange={setShowsSettled}>
              {t("attention.settledShown")}
            </Checkbox>
          </>
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
                textValue={[view.patient && names(view.patient), itemText(view.item)]
                  .filter(Boolean)
                  .join(", ")}
                className={styles.row}
              >
                {({ isFocused }) => (
                  <Item
                    view={view}
                    isFocused={isFocused}
                    onTake={(slot) => settling.take(view, slot)}
                    onChoose={(choice) => setChoosing({ item: id, choice })}
                    onDiscard={() => setDiscarding(id)}
                    failure={settling.failures.get(id)}
                  />
                )}
              </GridListItem>
            )}
          </GridList>
        )}
      </Page>
      {chosen && choosing && "conflict" in chosen.item && (
        <SettleDialog
          view={chosen}
          conflict={chosen.item.conflict}
          choice={choosing.choice}
          onClose={() => setChoosing(null)}
        />
      )}
      {asked && <DiscardDialog view={asked} onClose={() => setDiscarding(null)} />}
    </div>
  );
}
