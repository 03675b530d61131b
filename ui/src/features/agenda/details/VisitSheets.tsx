import { useMemo, useState } from "react";

import type { Directory } from "@/ipc/directory";
import type { AppointmentView } from "@/ipc/generated/commands";

import { MoveSheet } from "../booking/MoveSheet";
import type { Steps } from "../steps/useSteps";
import type { Undo } from "../steps/useUndo";
import { CancelDialog } from "./CancelDialog";
import { DescribeSheet } from "./DescribeSheet";
import type { Sheets } from "./useVisitActs";

type Open = { kind: "cancel" | "move" | "describe"; view: AppointmentView } | null;

/** Which sheet about a visit is open. */
export function useSheets() {
  const [open, setOpen] = useState<Open>(null);
  const sheets = useMemo<Sheets>(
    () => ({
      onCancel: (view) => setOpen({ kind: "cancel", view }),
      onMove: (view) => setOpen({ kind: "move", view }),
      onDescribe: (view) => setOpen({ kind: "describe", view }),
    }),
    [],
  );
  return { open, sheets, close: () => setOpen(null) };
}

interface VisitSheetsProps {
  open: Open;
  directory: Directory;
  steps: Steps;
  undo: Undo;
  onClose: (moved?: AppointmentView) => void;
}

/** The sheet about a visit that is open, if one is. */
export function VisitSheets({ open, directory, steps, undo, onClose }: VisitSheetsProps) {
  const close = (): void => onClose();
  switch (open?.kind) {
    case "cancel":
      return <CancelDialog view={open.view} steps={steps} onClose={close} />;
    case "move":
      return (
        <MoveSheet
          view={open.view}
          directory={directory}
          steps={steps}
          onMoved={onClose}
          onClose={close}
        />
      );
    case "describe":
      return <DescribeSheet view={open.view} directory={directory} undo={undo} onClose={close} />;
    case undefined:
      return null;
  }
}
