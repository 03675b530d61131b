import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { I18nProvider } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { say } from "@/components/toasts";
import { useSentence } from "@/failures/useSentence";
import { FormatProvider } from "@/format/useFormat";
import { followChanges } from "@/ipc/events";
import type { Failure, PersonId } from "@/ipc/generated/commands";
import { newQueryClient, query } from "@/ipc/queries";
import { languages } from "@/locales/i18n";
import type { Language } from "@/locales/translated";
import { UnsettledFields } from "@/patient/useUnsettled";

import { newRouter } from "./router";
import { useSession } from "./session/SessionContext";
import { SessionGate } from "./session/SessionGate";
import { useAppliedPreferences } from "./settings/usePreferences";
import { Whereabouts } from "./whereabouts";

/** The whole window. */
export function App() {
  const sentence = useSentence();
  const tell = (failure: Failure): void => {
    const { what, next } = sentence(failure);
    say({ tone: "danger", title: what, detail: next });
  };
  const [client] = useState(() => newQueryClient((failed) => tell(failed.failure)));
  const [whereabouts] = useState(() => new Whereabouts());
  useEffect(() => followChanges(client), [client]);
  return (
    <QueryClientProvider client={client}>
      <Speaking>
        <SessionGate>
          <Work whereabouts={whereabouts} />
        </SessionGate>
      </Speaking>
    </QueryClientProvider>
  );
}

/** Language and clock for everything below. */
function Speaking({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === "ar" ? "ar" : "en";
  const { data } = useQuery(query("session_state", {}));
  const zone = data?.state === "signed_in" ? data.facility.zone : "UTC";
  return (
    <I18nProvider locale={languages[language].locale}>
      <FormatProvider language={language} zone={zone}>
        {children}
      </FormatProvider>
    </I18nProvider>
  );
}

function Work({ whereabouts }: { whereabouts: Whereabouts }) {
  const { person } = useSession();
  useAppliedPreferences();
  return <Places key={person.id} person={person.id} whereabouts={whereabouts} />;
}

function Places({ person, whereabouts }: { person: PersonId; whereabouts: Whereabouts }) {
  const [router] = useState(() => {
    const place = whereabouts.arrive(person, location.hash);
    if (place !== undefined) history.replaceState(null, "", place);
    return newRouter();
  });
  return (
    <UnsettledFields>
      <RouterProvider router={router} />
    </UnsettledFields>
  );
}
