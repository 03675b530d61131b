import { useNavigate } from "@tanstack/react-router";
import { BellRing } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Segmented } from "@/components/Choice";
import { useKey } from "@/keyboard/useKey";

import { wardKeys } from "../keys";
import { type Layout, layouts } from "./layout";

interface BoardToolsProps {
  layout: Layout | undefined;
  alarmsFirst: boolean;
}

/** How many beds, and in which order. */
export function BoardTools({ layout, alarmsFirst }: BoardToolsProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const lay = (wanted: Layout | undefined): void =>
    void navigate({
      to: "/ward",
      search: (before) => ({ ...before, layout: wanted, page: undefined }),
    });
  const turn = (): void =>
    void navigate({
      to: "/ward",
      search: (before) => ({ ...before, order: alarmsFirst ? undefined : "alarms" }),
    });
  useKey(wardKeys.layoutAuto, () => lay(undefined));
  useKey(wardKeys.layout1, () => lay(1));
  useKey(wardKeys.layout4, () => lay(4));
  useKey(wardKeys.layout6, () => lay(6));
  useKey(wardKeys.layout9, () => lay(9));
  useKey(wardKeys.alarmsFirst, turn);
  return (
    <>
      <Segmented
        hideLabel
        label={t("ward.board.layout")}
        options={[
          { id: "auto", name: t("ward.board.auto") },
          ...layouts.map((one) => ({ id: String(one), name: String(one) })),
        ]}
        value={String(layout ?? "auto")}
        onChange={(id) => lay(layouts.find((one) => String(one) === id))}
      />
      <Button
        icon={<BellRing aria-hidden />}
        keys={wardKeys.alarmsFirst.keys}
        isOn={alarmsFirst}
        onPress={turn}
      >
        {t("ward.board.alarmsFirst")}
      </Button>
    </>
  );
}
