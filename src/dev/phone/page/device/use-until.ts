import { useEffect, useState } from "react";

/** Whether a time is still to come; tells when it is over. */
export function useUntil(time: string | undefined): boolean {
  const [over, setOver] = useState<string>();
  useEffect(() => {
    if (time === undefined) return undefined;
    const timer = window.setTimeout(() => setOver(time), Math.max(0, Date.parse(time) - Date.now()));
    return () => window.clearTimeout(timer);
  }, [time]);
  return time !== undefined && over !== time;
}
