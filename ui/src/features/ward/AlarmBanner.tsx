/** The alarms that are on, above every screen, the lock screen too. */
export function AlarmBanner() {
  return null;
}
