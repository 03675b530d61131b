import { useEffect } from "react";

/** Names the patient in the window's title while the chart is open: two windows are told apart by it. */
export function useTitle(name: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = name;
    return () => {
      document.title = before;
    };
  }, [name]);
}
