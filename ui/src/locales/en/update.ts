/** Newer versions of the program. */
export const update = {
  title: "This program",
  version: "Version {{version}}",
  state: {
    waiting: "Asking the server",
    off: "Not updated from here",
    unreachable: "The server cannot be asked",
    current: "Newest version",
    refused: "Not taken",
    offered: "Newer version",
    fetching: "Fetching",
    installed: "Installed",
    handed_over: "To be installed",
  },
  off: {
    no_key:
      "This program was built without the key of whoever ships it, so it believes nobody’s updates. An administrator installs newer versions by hand.",
    no_package:
      "This program was not installed as an AppImage or a Debian package, so it does not update itself. An administrator installs newer versions by hand.",
  },
  unreachable: "Newer versions come from the clinic’s server, which cannot be reached now.",
  current: "The clinic’s server has no newer version.",
  offered: "Version {{version}}, {{size}}.",
  /** A million bytes each. */
  megabytes: "{{size}} MB",
  notes: "What is new in version {{version}}",
  onlyAdministrators: "An administrator can install it.",
  install: "Install and restart",
  installWhy:
    "What is typed is kept, and so is what waits to be shared. The window closes and opens again.",
  fetch: "Fetch the package",
  fetchWhy:
    "The package is fetched and checked. Somebody who administers this computer installs it.",
  alarm: "An alarm is on. Restart when it is over.",
  fetching: "Version {{version}}: {{received}} of {{size}}",
  installed: "Version {{version}} is in its place. The program starts again now.",
  handedOver:
    "Version {{version}} was fetched and is what its maker signed. An administrator of this computer installs it, in a terminal; then the program is started anew.",
  command: "Command",
  again: "Ask again",
} as const;
