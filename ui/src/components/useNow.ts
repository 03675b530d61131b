import { useEffect, useState } from "react";

/** The present, told again every so many seconds, for `2 min ago`. */
export function useNow(everySeconds = 10): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everySeconds * 1000);
    return () => clearInterval(timer);
  }, [everySeconds]);
  return now;
}
