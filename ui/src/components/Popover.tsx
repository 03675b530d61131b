import { Popover as AriaPopover, type PopoverProps } from "react-aria-components";

import { cx } from "./cx";

import styles from "./Popover.module.css";

/** A sheet that hangs on a control: menus, lists, calendars. */
export function Popover({
  className,
  ...rest
}: Omit<PopoverProps, "className"> & { className?: string }) {
  return <AriaPopover offset={4} {...rest} className={cx(styles.popover, className)} />;
}
