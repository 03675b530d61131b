import {
  MutationCache,
  QueryCache,
  QueryClient,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";

import { type Command, type CommandFailed, call } from "./call";
import { type Commands, type Tag, effects } from "./generated/commands";

type Request<N extends Command> = Commands[N]["request"];
type Response<N extends Command> = Commands[N]["response"];

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: CommandFailed;
    queryMeta: { tags: readonly Tag[] };
    mutationMeta: { inPlace: boolean };
  }
}

/** The refusals that take away what was seen before. */
const closing = ["record_restricted", "not_found", "not_permitted"] as const;

/**
 * The cache of what the core answered. It is refreshed by tags alone: the core is on this
 * machine, so neither time nor the network nor a focused window makes an answer old.
 * `onFailure` hears of each change that failed and that no form shows in its place.
 */
export function newQueryClient(onFailure: (failed: CommandFailed) => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      // What was on the screen may not be seen any more: nothing of it is kept.
      onError: ({ failure }, entry) => {
        if (closing.some((code) => code === failure.code)) entry.setState({ data: undefined });
      },
    }),
    mutationCache: new MutationCache({
      onError: (failed, _request, _context, mutation) => {
        if (!mutation.meta?.inPlace) onFailure(failed);
      },
    }),
    defaultOptions: {
      queries: {
        networkMode: "always",
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

/** Options for `useQuery` and friends: `useQuery(query("search_patients", { text, limit }))`. */
export function query<N extends Command>(name: N, request: Request<N>) {
  return queryOptions({
    queryKey: [name, request] as const,
    queryFn: (): Promise<Response<N>> => call(name, request),
    meta: { tags: effects[name].tags },
  });
}

/** As `query`, but the last answer stays on the screen while the next one is fetched. */
export function searching<N extends Command>(name: N, request: Request<N>) {
  return queryOptions({
    ...query(name, request),
    // A search makes one entry a keystroke; those that nobody looks at go at once.
    gcTime: 10_000,
    placeholderData: keepPreviousData,
  });
}

/** Marks every answer that depends on one of `tags` as old; those on the screen are asked again. */
export function invalidateTags(client: QueryClient, tags: readonly Tag[]): Promise<void> {
  return client.invalidateQueries({
    predicate: (entry) => entry.meta?.tags.some((tag) => tags.includes(tag)) ?? false,
  });
}

/**
 * A command that changes something; what it changes is read again when it has succeeded. A
 * failure is shown at the edge of the window, unless the caller shows it itself (`inPlace`).
 */
export function useCommand<N extends Command>(name: N, { inPlace = false } = {}) {
  const client = useQueryClient();
  return useMutation<Response<N>, CommandFailed, Request<N>>({
    mutationKey: [name],
    meta: { inPlace },
    mutationFn: (request) => call(name, request),
    onSuccess: () => invalidateTags(client, effects[name].tags),
  });
}
