import type { ReactElement, ReactNode } from "react";
import { Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components";

import { Kbd } from "./Kbd";

import styles from "./Tooltip.module.css";

interface TooltipProps {
  /** What the control does, or why it cannot now. Never the only place of something important. */
  text: ReactNode;
  /** The key that does the same. */
  keys?: string | undefined;
  /** There is nothing to tell. */
  isOff?: boolean;
  /** The control itself: a button or link of this folder. */
  children: ReactElement;
}

/** Shown on hover and on focus; Escape hides it. */
export function Tooltip({ text, keys, isOff = false, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0} isDisabled={isOff}>
      {children}
      <AriaTooltip className={styles.tooltip} offset={6}>
        {text}
        {keys && <Kbd keys={keys} />}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
