import { type ReactNode, useRef } from "react";
import { type AriaLandmarkProps, useLandmark } from "react-aria";

interface LandmarkProps {
  tag: "header" | "nav" | "main";
  role: AriaLandmarkProps["role"];
  label: string;
  className?: string | undefined;
  id?: string;
  children: ReactNode;
}

/** A part of the window that F6 goes to. */
export function Landmark({ tag: Tag, role, label, children, ...rest }: LandmarkProps) {
  const ref = useRef<HTMLElement>(null);
  const { landmarkProps } = useLandmark({ role, "aria-label": label }, ref);
  return (
    <Tag {...rest} {...landmarkProps} ref={ref} tabIndex={Tag === "main" ? -1 : undefined}>
      {children}
    </Tag>
  );
}
