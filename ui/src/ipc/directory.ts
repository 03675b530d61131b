import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import type {
  DirectoryView,
  PersonId,
  PractitionerId,
  RoomId,
  ServiceId,
} from "./generated/commands";
import { query } from "./queries";

function lookUps(view: DirectoryView) {
  const { facility, facilities, practitioners, rooms, services, people } = view;
  const byId = <Id, Item extends { id: Id }>(items: readonly Item[]) =>
    new Map(items.map((item) => [item.id, item]));
  const [practitionerOf, roomOf, serviceOf, personOf] = [
    byId(practitioners),
    byId(rooms),
    byId(services),
    byId(people),
  ];
  return {
    facility,
    facilities,
    practitioners,
    rooms,
    services,
    people,
    practitioner: (id: PractitionerId) => practitionerOf.get(id),
    room: (id: RoomId) => roomOf.get(id),
    service: (id: ServiceId) => serviceOf.get(id),
    person: (id: PersonId) => personOf.get(id),
  };
}

export type Directory = ReturnType<typeof lookUps>;

/** The people and places of the facility, each found by its id; nothing until the core has answered. */
export function useDirectory(): Directory | undefined {
  const { data } = useQuery(query("directory", {}));
  return useMemo(() => data && lookUps(data), [data]);
}
