import type { ReactElement, ReactNode, Ref } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";

import { cx } from "./cx";
import { ariaKeys } from "./Kbd";
import { Tooltip } from "./Tooltip";

import styles from "./Button.module.css";

type Pressing = Pick<
  AriaButtonProps,
  | "onPress"
  | "type"
  | "autoFocus"
  | "form"
  | "slot"
  | "aria-label"
  | "aria-haspopup"
  | "aria-expanded"
  | "aria-controls"
  | "id"
>;

interface Common extends Pressing {
  /** `primary`: the one thing that this part of the screen is for. `danger`: takes something away. */
  look?: "primary" | "plain" | "quiet" | "danger";
  size?: "normal" | "small";
  /** The key that does the same; shown in the tooltip. */
  keys?: string | undefined;
  /** Whether what it stands for is on; for buttons that turn something on and off. */
  isOn?: boolean | undefined;
  /** The language of its words, where it is not that of the window. */
  lang?: string;
  /** Why it cannot be pressed now. The button stays reachable, so that the reason can be read. */
  whyNot?: string | undefined;
  ref?: Ref<HTMLButtonElement>;
}

interface ButtonProps extends Common {
  icon?: ReactNode;
  children: ReactNode;
}

function Press({
  look = "plain",
  size = "normal",
  keys,
  whyNot,
  isOn,
  lang,
  onPress,
  type = "button",
  className,
  ...rest
}: Common & { className?: string | undefined; children: ReactNode }): ReactElement {
  const classes = cx(styles.button, styles[look], size === "small" && styles.small, className);
  if (whyNot === undefined) {
    return (
      <AriaButton
        {...rest}
        type={type}
        className={classes}
        onPress={onPress}
        render={(dom) => (
          <button
            {...dom}
            lang={lang}
            aria-pressed={isOn}
            aria-keyshortcuts={keys && ariaKeys(keys)}
          />
        )}
      />
    );
  }
  return (
    <AriaButton
      {...rest}
      type="button"
      className={classes}
      render={(dom) => <button {...dom} aria-disabled="true" />}
    />
  );
}

/** A button with words on it. */
export function Button({ icon, children, ...rest }: ButtonProps) {
  const button = (
    <Press {...rest}>
      {icon}
      {children}
    </Press>
  );
  // The tree stays the same whether or not there is something to tell: a button that is told why it
  // cannot be pressed keeps the focus.
  return (
    <Tooltip
      text={rest.whyNot ?? children}
      keys={rest.whyNot === undefined ? rest.keys : undefined}
      isOff={rest.whyNot === undefined && !rest.keys}
    >
      {button}
    </Tooltip>
  );
}

interface IconButtonProps extends Common {
  /** What it does, in words: the accessible name and the tooltip. */
  label: string;
  icon: ReactNode;
}

/** A button with an icon alone; its name appears on hover and on focus. */
export function IconButton({ label, icon, look = "quiet", ...rest }: IconButtonProps) {
  return (
    <Tooltip text={rest.whyNot ?? label} keys={rest.keys}>
      <Press {...rest} look={look} aria-label={label} className={styles.icon}>
        {icon}
      </Press>
    </Tooltip>
  );
}
